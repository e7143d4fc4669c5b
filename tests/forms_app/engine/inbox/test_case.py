from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from django.utils.formats import date_format

from events.models import CourseRun
from forms_app.engine.actors import staff
from forms_app.engine.notes import Viewing
from forms_app.engine.status_link import token_for
from forms_app.engine.transitions import perform
from forms_app.models import Question, QuestionWords
from home.models import ContactSettings
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)
from tests.factories.pages import QUESTION_KEY
from tests.forms_app.engine.inbox.cases import send
from tests.forms_app.engine.inbox.pages import (
    address,
    answers,
    facts,
    main_words,
    offered_steps,
    parsed,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(
        course=website.course,
        place=website.place,
        enrolment=CourseRun.Enrolment.BY_COORDINATOR,
    )


@pytest.fixture
def sent(run, website):
    """A case as an Arabic reader sent it, with one answer to the editor's question."""
    answer = {
        "key": QUESTION_KEY,
        "type": "radio",
        "question": "كيف سمعت عنا؟",
        "value": "friend",
        "answer": "من صديق",
    }
    return send(
        run,
        website.intake,
        language="ar",
        full_name="سارة",
        email="sara@example.org",
        answers=[answer],
    )


@pytest.fixture
def open_case(main_desk):
    def ask(case):
        return main_desk.get(address("case", case))

    return ask


# Answers

SEEN = ("كيف سمعت عنا؟", "من صديق")


def read_by(client, case, language):
    client.force_login(make_staff("reader", "Course coordinators", language=language))
    return answers(client.get(address("case", case)))


@pytest.mark.parametrize(
    ("language", "in_own_words"),
    [
        ("en", ("How did you hear of us?", "From a friend")),
        ("cs", ("Jak jste se o nás dozvěděli?", "Od kamaráda")),
    ],
)
def test_answers_stand_in_the_reader_s_language_beside_the_words_that_were_seen(
    client, sent, language, in_own_words
):
    _level, question = read_by(client, sent, language)
    assert question == (*in_own_words, *SEEN)


def test_level_stands_in_both_languages(client, sent, catalogue):
    catalogue(
        cs={
            "How much Czech do you speak?": "Jak mluvíte česky?",
            "I do not speak Czech yet": "Ještě vůbec",
        },
        ar={
            "How much Czech do you speak?": "كم تتكلم؟",
            "I do not speak Czech yet": "لا أتكلم",
        },
    )
    level, _question = read_by(client, sent, "cs")
    assert level == ("Jak mluvíte česky?", "Ještě vůbec", "كم تتكلم؟", "لا أتكلم")


def test_words_that_were_seen_carry_their_language_and_direction(open_case, sent):
    cells = parsed(open_case(sent)).select(".case__answers tbody td:last-child")
    assert [(each["lang"], each["dir"]) for each in cells] == [("ar", "rtl")] * 2


def test_label_that_changed_afterwards_reads_as_today_beside_the_words_as_asked(
    client, sent
):
    words = QuestionWords.objects.get(language="en")
    words.label = "Who told you about us?"
    words.choices["friend"] = "Somebody I know"
    words.save()
    _level, question = read_by(client, sent, "en")
    assert question == ("Who told you about us?", "Somebody I know", *SEEN)


def test_choice_that_was_taken_away_still_reads_in_the_words_that_were_seen(
    client, sent
):
    question = Question.objects.get()
    question.choice_keys = [{"key": "web", "is_retired": False}]
    question.save()
    _level, question = read_by(client, sent, "en")
    assert question == ("How did you hear of us?", "من صديق", *SEEN)


def test_question_that_was_deleted_keeps_the_words_as_asked(client, sent):
    Question.objects.all().delete()
    _level, question = read_by(client, sent, "en")
    assert question == (*SEEN, *SEEN)


def test_answer_that_was_left_out_is_a_dash(open_case, run, website):
    answer = {
        "key": QUESTION_KEY,
        "type": "radio",
        "question": "How did you hear of us?",
        "value": "",
        "answer": "",
    }
    case = send(run, website.intake, answers=[answer])
    _level, question = answers(open_case(case))
    assert question == ("How did you hear of us?", "–", "How did you hear of us?", "–")


def test_free_text_has_its_own_direction(open_case, run, website):
    answer = {
        "key": "q_deleted",
        "type": "multiline",
        "question": "Anything else?",
        "value": "مرحبا",
        "answer": "مرحبا",
    }
    case = send(run, website.intake, answers=[answer])
    texts = parsed(open_case(case)).find_all("div", string=lambda s: s and "مرحبا" in s)
    assert [each["dir"] for each in texts] == ["auto", "auto"]


def test_script_in_an_answer_stays_text(open_case, run, website):
    script = "<script>alert(1)</script>"
    answer = {
        "key": "q_deleted",
        "type": "singleline",
        "question": script,
        "value": script,
        "answer": script,
    }
    case = send(run, website.intake, full_name=script, answers=[answer])
    response = open_case(case)
    assert facts(response)["Name"] == script
    assert answers(response)[-1] == (script,) * 4
    assert b"<script>alert(1)" not in response.content


# Facts


def test_facts_say_who_it_is_and_about_what(open_case, run, website):
    case = send(
        run,
        website.intake,
        language="ar",
        full_name="سارة",
        email="sara@example.org",
        phone="+420777123456",
        phone_as_typed="777 123 456",
    )
    told = facts(open_case(case))
    del told["Sent"]
    assert told == {
        "Name": "سارة",
        "E-mail": "sara@example.org",
        "Phone": "+420777123456 (as typed: 777 123 456 )",
        "Language": "العربية",
        "About": "Czech en",
        "Course run": run.code,
        "Place": run.place.name,
        "Seats": "0 of 2, 0 waiting",
    }


def test_facts_of_somebody_who_waits_have_the_place_in_the_list(open_case, run):
    earlier = timezone.now() - timedelta(hours=1)
    RegistrationFactory(run=run, state="waitlisted", queued_at=earlier)
    case = RegistrationFactory(run=run, state="waitlisted")
    told = facts(open_case(case))
    assert (told["Place in the waiting list"], told["Seats"]) == (
        "2",
        "0 of 2, 2 waiting",
    )


def test_facts_of_an_offer_have_its_deadline(open_case, run):
    case = RegistrationFactory(run=run, state="offered")
    with translation.override("en"):
        deadline = timezone.localtime(case.offer_expires_at)
        expected = date_format(deadline, "j F Y, H:i")
    assert facts(open_case(case))["Offer valid until"] == expected


# Steps

AGREED = {
    "received": [
        "Level found",
        "Offer a seat",
        "Put on the waiting list",
        "Redirect elsewhere",
        "Decline",
        "Withdraw",
        "Cancel: the course does not take place",
    ],
    "eligible": [
        "Offer a seat",
        "Put on the waiting list",
        "Decline",
        "Withdraw",
        "Cancel: the course does not take place",
    ],
    "waitlisted": [
        "Offer a seat",
        "Decline",
        "Withdraw",
        "Cancel: the course does not take place",
    ],
    "offered": [
        "Confirm the seat",
        "Withdraw",
        "Cancel: the course does not take place",
    ],
    "confirmed": ["Withdraw", "Cancel: the course does not take place"],
    "lapsed": ["Back to the waiting list"],
    "redirected": [],
    "declined": [],
    "withdrawn": [],
    "cancelled": [],
}


@pytest.mark.parametrize("state", AGREED)
def test_case_offers_the_steps_of_the_staff(open_case, run, state):
    case = RegistrationFactory(run=run, state=state)
    assert offered_steps(open_case(case)) == AGREED[state]


def test_finished_case_says_that_nothing_is_left_to_do(open_case, run):
    case = RegistrationFactory(run=run, state="declined")
    assert "This case is finished. There is nothing to do." in (
        main_words(open_case(case))
    )


def test_person_who_may_only_look_is_offered_nothing_to_do(client, coordinator, sent):
    client.force_login(coordinator)
    url = address("case", sent)
    assert len(offered_steps(client.get(url))) == 7
    role = coordinator.groups.get()
    role.permissions.remove(role.permissions.get(codename="change_registration"))
    response = client.get(url)
    assert (response.status_code, offered_steps(response)) == (200, [])
    assert parsed(response).select("main form") == []


# Privacy


@pytest.mark.parametrize("name", ["case", "step"])
def test_title_names_the_reference_and_never_the_person(main_desk, sent, name):
    arguments = ["decline"] if name == "step" else []
    response = main_desk.get(address(name, sent, *arguments))
    page = parsed(response)
    assert sent.full_name in page.main.text
    assert words(page.title) == f"{sent.reference} - Wagtail"


def test_case_is_not_stored_by_the_browser(open_case, sent):
    assert "no-store" in open_case(sent)["Cache-Control"]


def test_case_never_shows_the_applicant_s_secret_link(main_desk, sent, coordinator):
    perform(sent, "offer", by=staff(coordinator))
    token = token_for(sent.link_nonce)
    for url in (address("case", sent), address("step", sent, "accept")):
        response = main_desk.get(url)
        page = response.content.decode()
        assert "[the applicant's secret link]" in main_words(response)
        assert [
            secret
            for secret in (token, sent.link_nonce, sent.link_hash, "status-link")
            if secret in page
        ] == []


# Viewings


def test_opening_a_case_is_recorded_with_the_person(open_case, sent, coordinator):
    open_case(sent)
    seen = Viewing.objects.about(sent).get()
    assert (seen.viewer, seen.submission) == (coordinator, sent)


def test_opening_a_case_again_within_the_hour_is_the_same_viewing(open_case, sent):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        open_case(sent)
        clock.shift(timedelta(minutes=59))
        open_case(sent)
    assert Viewing.objects.about(sent).count() == 1


def test_opening_a_case_after_an_hour_is_recorded_again(open_case, sent):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        open_case(sent)
        clock.shift(timedelta(minutes=61))
        open_case(sent)
    assert Viewing.objects.about(sent).count() == 2


def test_opening_a_case_by_two_people_is_two_viewings(client, sent):
    people = [make_staff(name, "Course coordinators") for name in ("ada", "bob")]
    for person in people:
        client.force_login(person)
        client.get(address("case", sent))
    viewers = [seen.viewer for seen in Viewing.objects.about(sent)]
    assert viewers == people


def test_foreign_case_that_was_not_shown_is_not_viewed(client, sent):
    client.force_login(make_staff("other", "Place coordinators"))
    assert client.get(address("case", sent)).status_code == 404
    assert not Viewing.objects.exists()


# No such case


def test_foreign_case_is_not_there_and_the_page_says_so(client, sent):
    client.force_login(make_staff("other", "Place coordinators"))
    response = client.get(address("case", sent))
    page = main_words(response)
    assert response.status_code == 404
    assert page.startswith("There is no such case in your inbox")
    assert [word for word in (sent.full_name, sent.reference) if word in page] == []


def test_foreign_case_reads_like_one_that_does_not_exist(client, sent):
    client.force_login(make_staff("other", "Place coordinators"))
    foreign = client.get(address("case", sent))
    sent.pk += 1
    unknown = client.get(address("case", sent))
    assert (foreign.status_code, main_words(foreign)) == (
        unknown.status_code,
        main_words(unknown),
    )


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_unknown_case_is_not_found(open_case, sent, pk):
    assert open_case(sent).status_code == 200
    sent.pk = pk
    response = open_case(sent)
    assert response.status_code == 404
    assert "There is no such case in your inbox" in main_words(response)


def test_contacts_of_the_house_are_in_the_preview(main_desk, sent, website):
    ContactSettings.objects.create(
        site=website.courses["cs"].get_site(), phone="+420 252 543 846"
    )
    preview = main_words(main_desk.get(address("step", sent, "offer")))
    assert "+420 252 543 846" in preview
