import pytest

from tests.factories import RegistrationFactory
from tests.forms_app.engine.inbox.pages import main_words, references

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(run):
    """The case to find, beside another one."""
    RegistrationFactory(run=run, full_name="Somebody Else", phone="+420222333444")
    return RegistrationFactory(
        run=run,
        reference="7K4M-9XQ2",
        full_name="Đorđe Žluťoučký",
        email="Djordje.Kun@example.org",
        phone="+380671234567",
    )


def found(inbox, *typed):
    return {each: references(inbox(q=each)) for each in typed}


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(("Đorđe Žluťoučký", "Žlut\u030couc\u030cky\u0301"), id="name"),
        pytest.param(("dorde zlutoucky", "ŽLUŤOUČKÝ", "zlut"), id="without accents"),
        pytest.param(("zlutoucky dorde", "  dorde   zlut "), id="several words"),
        pytest.param(("djordje.kun@example.org", "DJORDJE.KUN@"), id="e-mail"),
        pytest.param(("+380671234567", "+380 67 123 45 67", "671234567"), id="phone"),
        pytest.param(("7K4M-9XQ2", "7k4m-9xq2"), id="reference"),
        pytest.param(("7K4M9XQ2", "7k4m 9xq2"), id="reference without hyphen"),
        pytest.param(("9XQ2 zlutoucky",), id="reference and name"),
    ],
)
def test_search_finds_a_person_by(inbox, person, typed):
    assert found(inbox, *typed) == {key: [person.reference] for key in typed}


def test_search_finds_an_arabic_name_with_and_without_its_marks(inbox, run):
    RegistrationFactory(run=run, full_name="ليلى")
    case = RegistrationFactory(run=run, full_name="سارة")
    typed = ("سارة", "سار", "سَارَة")
    assert found(inbox, *typed) == {key: [case.reference] for key in typed}


def test_search_does_not_find_what_is_not_there(inbox, person):
    assert found(inbox, "zlut") == {"zlut": [person.reference]}
    typed = ("dorde somebody", "zlutouckyx", "7K4M-9XQ3", "%", "_", "\\")
    assert found(inbox, *typed) == {key: [] for key in typed}


def test_quotes_around_a_name_do_not_hide_it(inbox, person):
    typed = [f"{quote}zlutoucky{quote}" for quote in "\"'`´’"]
    assert found(inbox, *typed) == {key: [person.reference] for key in typed}


def test_name_with_an_apostrophe_is_found_with_any_apostrophe(inbox, run):
    case = RegistrationFactory(run=run, full_name="O’Brien")
    assert references(inbox(q="O'Brien")) == [case.reference]


def test_search_for_no_word_shows_all(inbox, person):
    typed = ("", " ", "  \t ", '"', "''", "\u00a0")
    every = references(inbox())
    assert len(every) == 2
    assert found(inbox, *typed) == dict.fromkeys(typed, every)


def test_direction_marks_in_copied_text_do_not_hide_the_person(inbox, person):
    typed = ("\u202ezlutoucky\u202c", "\u2066+380671234567\u2069", "zlut\u200boucky")
    assert found(inbox, *typed) == {key: [person.reference] for key in typed}


HOSTILE = {
    "NUL": "\0",
    "NUL in a name": "zlut\0oucky",
    "one long word": "x" * 10_000,
    "thousands of words": "a " * 5_000,
    "thousands of different words": " ".join(str(n) for n in range(2_000)),
    "a ligature that folds to 18 letters": "\ufdfa" * 3_000,
    "a direction override": "\u202eabc",
    "an emoji": "😀",
    "patterns": "%_%_" * 100,
    "an injection": "'); DROP TABLE forms_app_registration; --",
    "a script": "<script>alert(1)</script>",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_search_answers_with_a_page_to(inbox, person, typed):
    response = inbox(q=typed)
    assert response.status_code == 200
    assert "Course registrations" in main_words(response)


def test_search_words_are_not_run_as_a_script(inbox, person):
    response = inbox(q='"><script>alert(1)</script>')
    assert b"<script>alert(1)" not in response.content
    assert b"&lt;script&gt;alert(1)" in response.content
