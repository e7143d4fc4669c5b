"""Translators write words beside those of the source, each language by itself."""

import pytest

from forms_app.models import QuestionWords

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

LABEL, WORK = "label", "choice-work"


@pytest.fixture
def address(intake):
    return f"/admin/questions/{intake.pk}/words/ar/"


@pytest.fixture
def named(intake, ask_for):
    """The name of an input: of this question's text."""

    def name(key: str, text: str, part: str = "text") -> str:
        return f"{ask_for(intake, key).pk}-{text}-{part}"

    return name


def words_of(key: str, code: str) -> QuestionWords:
    return QuestionWords.objects.get(question__key=key, language=code)


def form_in(page):
    return page.select_one("main form")


def change_the_source(key: str, **texts) -> None:
    words = words_of(key, "cs")
    for name, text in texts.items():
        setattr(words, name, text)
    words.save()


def test_each_text_stands_beside_the_source_in_its_own_direction(desk, address, named):
    page = desk.open(address)

    shown = page.select_one(f"[name='{named('q_topic', LABEL)}']")
    assert (shown["value"], shown["lang"], shown["dir"]) == ("q_topic ar", "ar", "rtl")
    source = page.find(id=shown["aria-labelledby"])
    assert (source.text, source["lang"]) == ("q_topic cs", "cs")
    # The label and two choices, the label of the other: retired words need nobody.
    assert len(page.select("main tbody tr")) == 4


def test_what_is_saved_is_on_the_form_at_once(desk, address, named, client):
    page = desk.open(address)

    after = desk.press(form_in(page), **{named("q_topic", LABEL): "عنوان"})

    assert "Saved. All words are there." in after.text
    assert "عنوان" in client.get("/ar/request/").content.decode()
    assert "عنوان" not in client.get("/en/request/").content.decode()


def test_missing_words_are_marked_and_counted(desk, intake, address, named, ask_for):
    words = words_of("q_topic", "ar")
    words.label, words.choices = "", {"flat": "flat ar"}
    words.save()

    page = desk.open(address)

    marked = page.select(".questions-words__missing [id$=-source]")
    assert [each.text for each in marked] == ["q_topic cs", "work cs"]
    assert "2 texts are missing" in page.select_one("main").text
    after = desk.press(form_in(page), **{named("q_topic", LABEL): "عنوان"})
    assert "Saved. 1 text is still missing." in after.text


def test_a_source_that_changed_shows_what_it_was_until_somebody_looks(
    desk, address, named
):
    change_the_source("q_topic", label="Jinak")

    page = desk.open(address)
    assert page.select_one("main del").text == "q_topic cs"
    unlooked = desk.press(form_in(page))
    assert unlooked.select_one("main del"), "saving something else is no look at it"

    right = {named("q_topic", LABEL, "is_right"): "on"}
    after = desk.press(form_in(unlooked), **right)
    assert after.select_one("main del") is None
    assert words_of("q_topic", "ar").label == "q_topic ar"


def test_a_source_that_is_changed_back_needs_no_look(desk, address):
    change_the_source("q_topic", label="Jinak")
    change_the_source("q_topic", label="q_topic cs")

    assert desk.open(address).select_one("main del") is None


def test_words_that_are_taken_away_are_missing_again(desk, address, named):
    page = desk.open(address)

    desk.press(form_in(page), **{named("q_topic", WORK): " "})

    assert words_of("q_topic", "ar").choices == {"flat": "flat ar"}


def test_two_translators_of_two_texts_keep_both(desk, another_desk, address, named):
    first, second = desk.open(address), another_desk.open(address)

    desk.press(form_in(first), **{named("q_topic", LABEL): "أول"})
    another_desk.press(form_in(second), **{named("q_topic", WORK): "ثان"})

    words = words_of("q_topic", "ar")
    assert (words.label, words.choices["work"]) == ("أول", "ثان")


def test_two_translators_of_one_text_are_told_and_nothing_is_lost(
    desk, another_desk, address, named
):
    first, second = desk.open(address), another_desk.open(address)
    name = named("q_topic", LABEL)

    desk.press(form_in(first), **{name: "أول"})
    told = another_desk.press(form_in(second), **{name: "ثان"})

    assert words_of("q_topic", "ar").label == "أول"
    assert "Somebody else wrote here meanwhile: “أول”" in told.text
    assert told.select_one(f"[name='{name}']")["value"] == "ثان"
    another_desk.press(form_in(told))
    assert words_of("q_topic", "ar").label == "ثان"


def test_a_text_that_is_too_long_is_refused_and_stays_as_typed(desk, address, named):
    name, long = named("q_topic", LABEL), "ا" * 256

    page = desk.press(form_in(desk.open(address)), **{name: long})

    assert page.select(".error-message")
    assert page.select_one(f"[name='{name}']")["value"] == long
    assert words_of("q_topic", "ar").label == "q_topic ar"


@pytest.mark.parametrize("code", ["cs", "xx", "zh_hans"])
def test_there_is_no_such_page_for_the_source_or_for_an_unknown_language(
    desk, intake, code
):
    response = desk.client.get(f"/admin/questions/{intake.pk}/words/{code}/")
    assert response.status_code == 404


def test_labels_of_retired_choices_stay_when_others_are_translated(
    desk, intake, ask_for, address, named
):
    topic = ask_for(intake, "q_topic")
    topic.choice_keys = [
        {"key": "work", "is_retired": True},
        {"key": "flat", "is_retired": False},
    ]
    topic.save()

    desk.press(form_in(desk.open(address)), **{named("q_topic", LABEL): "عنوان"})

    assert words_of("q_topic", "ar").choices["work"] == "work ar"
