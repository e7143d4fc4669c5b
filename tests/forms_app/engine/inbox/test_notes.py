import pytest

from forms_app.engine.actors import staff
from forms_app.engine.notes import Note
from forms_app.engine.outbox import Message
from forms_app.engine.transitions import perform
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import (
    address,
    main_words,
    parsed,
    timeline,
    words,
)

pytestmark = pytest.mark.django_db

TASK = "This person has no e-mail address. Call and tell them:"


@pytest.fixture
def case(run):
    return RegistrationFactory(run=run, email="", phone="+420777123456", language="ar")


def said(client, response):
    """The words above the page to which this answer leads."""
    page = parsed(client.get(response["Location"]))
    return words(page.select_one(".messages ul"))


# Notes


def refusal(response) -> str:
    return words(parsed(response).select_one(".error-message"))


def test_note_is_saved_with_its_author(main_desk, case, coordinator):
    response = main_desk.post(
        address("note", case), {"text": "Called, nobody answered"}
    )
    note = Note.objects.about(case).get()
    assert (note.text, note.author) == ("Called, nobody answered", coordinator)
    assert (response.status_code, response["Location"]) == (302, address("case", case))
    assert said(main_desk, response) == "The note is saved."


def test_note_stands_in_the_timeline_with_its_author(main_desk, case, coordinator):
    main_desk.post(address("note", case), {"text": "زيارة غدا"})
    entries = timeline(main_desk.get(address("case", case)))
    note = next(each for each in entries if "timeline__note" in each["class"])
    assert words(note).endswith("· coordinator Note زيارة غدا")
    assert note.select_one(".timeline__words")["dir"] == "auto"


@pytest.mark.parametrize("text", ["", "  \n ", "a\0b", "x" * 4001])
def test_note_that_cannot_be_saved_is_refused_with_words(main_desk, case, text):
    response = main_desk.post(address("note", case), {"text": text})
    assert not Note.objects.exists()
    assert response.status_code == 422
    assert refusal(response)


def test_note_that_cannot_be_saved_is_not_lost(main_desk, case):
    typed = "Called, nobody answered. " * 200
    page = parsed(main_desk.post(address("note", case), {"text": typed}))
    field = page.find("textarea", {"name": "text"})
    assert field.text.strip() == typed.strip()
    assert field["aria-describedby"] == page.select_one(".error-message")["id"]


def test_note_that_is_too_long_is_not_called_empty(main_desk, case):
    empty = refusal(main_desk.post(address("note", case), {"text": ""}))
    too_long = refusal(main_desk.post(address("note", case), {"text": "x" * 4001}))
    assert too_long != empty


def test_note_about_a_foreign_case_is_not_saved(client, case):
    client.force_login(make_staff("other", "Place coordinators"))
    response = client.post(address("note", case), {"text": "Hello"})
    assert (response.status_code, Note.objects.count()) == (404, 0)


def test_note_is_not_shown_on_another_case(main_desk, case, run):
    other = RegistrationFactory(run=run)
    main_desk.post(address("note", case), {"text": "Only about this one"})
    assert "Only about this one" in main_words(main_desk.get(address("case", case)))
    assert "Only about this one" not in main_words(
        main_desk.get(address("case", other))
    )


def test_note_names_the_author_that_is_logged_in_and_no_other(
    main_desk, case, coordinator
):
    other = make_staff("other", "Course coordinators")
    main_desk.post(address("note", case), {"text": "Hello", "author": other.pk})
    assert Note.objects.get().author == coordinator


# Told by phone


@pytest.fixture
def to_tell(case, coordinator):
    perform(case, "offer", by=staff(coordinator))
    return Message.objects.about(case).get()


def tasks(response):
    """What somebody has to tell by phone."""
    found = map(words, parsed(response).select(".case__task"))
    return [task for task in found if task.startswith("Tell them by phone")]


def test_message_without_an_address_is_a_task(main_desk, case, to_tell):
    assert to_tell.delivery == Message.Delivery.TO_TELL
    [task] = tasks(main_desk.get(address("case", case)))
    assert task.startswith(f"Tell them by phone {TASK}")


def test_task_shows_the_words_in_both_languages(main_desk, case, to_tell):
    page = parsed(main_desk.get(address("case", case)))
    parts = page.select(".case__task .case__message")
    assert [(part["lang"], part["dir"]) for part in parts] == [
        ("ar", "rtl"),
        ("cs", "ltr"),
    ]


def test_message_with_an_address_is_no_task(main_desk, run, coordinator):
    case = RegistrationFactory(run=run)
    perform(case, "offer", by=staff(coordinator))
    assert tasks(main_desk.get(address("case", case))) == []


def test_telling_is_recorded_with_the_person(main_desk, case, to_tell, coordinator):
    response = main_desk.post(address("told", case, to_tell.pk))
    to_tell.refresh_from_db()
    assert (to_tell.delivery, to_tell.told_by) == (Message.Delivery.TOLD, coordinator)
    assert to_tell.delivered_at is not None
    assert said(main_desk, response) == "Noted: the applicant knows."
    assert tasks(main_desk.get(address("case", case))) == []


def test_timeline_says_who_told_the_message(main_desk, case, to_tell):
    main_desk.force_login(make_staff("caller", "Course coordinators"))
    main_desk.post(address("told", case, to_tell.pk))
    entries = timeline(main_desk.get(address("case", case)))
    message = next(each for each in entries if "timeline__message" in each["class"])
    assert "told by phone" in words(message)
    assert "caller" in words(message)


def test_message_that_somebody_told_already_is_not_told_again(main_desk, case, to_tell):
    said(main_desk, main_desk.post(address("told", case, to_tell.pk)))
    to_tell.refresh_from_db()
    first = (to_tell.told_by, to_tell.delivered_at)
    main_desk.force_login(make_staff("late", "Course coordinators"))
    response = main_desk.post(address("told", case, to_tell.pk))
    to_tell.refresh_from_db()
    assert said(main_desk, response) == "Somebody has told them already."
    assert (to_tell.told_by, to_tell.delivered_at) == first


def test_message_of_another_case_cannot_be_marked_through_the_own_one(
    client, case, to_tell
):
    own = RegistrationFactory(run=CourseRunFactory())
    client.force_login(make_staff("k", "Place coordinators", places=[own.run.place]))
    client.post(address("told", own, to_tell.pk))
    to_tell.refresh_from_db()
    assert (to_tell.delivery, to_tell.told_by) == (Message.Delivery.TO_TELL, None)


def test_a_double_click_keeps_one_note(main_desk, case):
    for _time in range(2):
        main_desk.post(address("note", case), {"text": "Called, nobody there"})
    assert [note.text for note in Note.objects.about(case)] == ["Called, nobody there"]
