"""A form sent in every language is one stream, also after an editor changed it."""

import csv
import io

import pytest
from wagtail.users.models import UserProfile

from forms_app.engine.fields.answers import read_answers
from forms_app.engine.fields.question_rows import rows_of
from forms_app.engine.fields.question_writing import move_question, retire_question
from forms_app.engine.inbox.export_rows import export_rows
from forms_app.engine.question_editor.usage import Usage, usage_of
from forms_app.models import PlainRequest
from forms_app.roles import REQUEST_COORDINATORS
from tests.factories import Question, make_request_forms, make_small_site, make_staff
from tests.factories.pages import LANGUAGES
from tests.journeys.robot import Robot

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

QUESTIONS = (
    Question("topic", "radio", choices=("work", "flat")),
    Question("helped", "checkboxes", choices=("lawyer", "friend")),
    Question("day", "date"),
)
ANSWERS = {
    "full_name": "Example Person",
    "email": "person@example.org",
    "consent": "on",
    "topic": "work",
    "helped": ["lawyer", "friend"],
    "day_0": "28",
    "day_1": "3",
    "day_2": "2027",
}
INBOX = "/admin/requests/"


@pytest.fixture
def pages():
    make_small_site()
    return make_request_forms(*QUESTIONS)


def send_in_every_language(client, **changes) -> dict[str, PlainRequest]:
    """The new cases by their language."""
    before = set(PlainRequest.objects.values_list("pk", flat=True))
    for code in LANGUAGES:
        robot = Robot(client).open(f"/{code}/request/")
        assert robot.walk(ANSWERS | changes).reference
    new = PlainRequest.objects.exclude(pk__in=before)
    return {case.language: case for case in new}


def read(case: PlainRequest, code: str) -> list[tuple[str, str]]:
    return [(row.question, row.answer) for row in case.answers_in(code)]


def change_the_form(pages) -> None:
    """Other words, another order, a question and a choice more, one of each retired."""
    intake = pages["cs"].intake
    topic, helped, _day = intake.questions.all()
    topic.choice_keys = [
        {"key": key, "is_retired": key == "work"} for key in ("flat", "work", "health")
    ]
    topic.save()
    for words in topic.words.all():
        code = words.language
        words.label = f"Subject {code}"
        labels = {"flat": "Home", "work": "Job", "health": "Health"}
        words.choices = {key: f"{label} {code}" for key, label in labels.items()}
        words.save()
    move_question(topic, down=True)
    move_question(topic, down=True)
    retire_question(helped)
    Question("story", "multiline").ask(intake)


def test_the_same_answers_have_the_same_keys_values_and_words_for_staff(client, pages):
    cases = send_in_every_language(client)

    assert set(cases) == set(LANGUAGES)
    told = [[(a["key"], a["value"]) for a in case.answers] for case in cases.values()]
    assert told == [told[0]] * len(LANGUAGES)
    for code in LANGUAGES:
        read_here = [read(case, code) for case in cases.values()]
        assert read_here == [read_here[0]] * len(LANGUAGES)
        assert read_here[0][0] == (f"topic {code}", f"work {code}")


def test_old_and_new_cases_read_right_in_every_language_after_changes(client, pages):
    old = send_in_every_language(client)
    change_the_form(pages)

    new = send_in_every_language(client, topic="health", story="New")

    for code in LANGUAGES:
        for case in old.values():
            answers = dict(read(case, code))
            assert answers[f"Subject {code}"] == f"Job {code}"
            comma = "،" if code == "ar" else ","
            assert answers[f"helped {code}"] == f"lawyer {code}{comma} friend {code}"
        for case in new.values():
            answers = read(case, code)
            assert [question for question, _answer in answers] == [
                f"day {code}",
                f"Subject {code}",
                f"story {code}",
            ]
            assert answers[1:] == [
                (f"Subject {code}", f"Health {code}"),
                (f"story {code}", "New"),
            ]
    seen = [row.question_seen for row in old["ar"].answers_in("en")]
    assert seen == ["topic ar", "helped ar", "day ar"], "as it was asked"


def test_the_retired_choice_is_not_taken_any_more(client, pages):
    change_the_form(pages)

    response = client.post("/en/request/", ANSWERS)

    assert response.status_code == 200
    assert not PlainRequest.objects.exists()


def test_answers_are_counted_across_languages_before_and_after_changes(client, pages):
    send_in_every_language(client)
    change_the_form(pages)
    send_in_every_language(client, topic="flat")

    intake = pages["cs"].intake
    total = len(LANGUAGES)
    counts = {
        (key, choice): usage_of(intake, key, choice)
        for key, choice in (
            ("topic", None), ("topic", "work"), ("topic", "flat"), ("topic", "health"),
            ("helped", "lawyer"), ("day", None),
        )
    }  # fmt: skip
    assert counts == {
        ("topic", None): Usage(2 * total, 2 * total),
        ("topic", "work"): Usage(total, total),
        ("topic", "flat"): Usage(total, total),
        ("topic", "health"): Usage(0, 0),
        ("helped", "lawyer"): Usage(total, total),
        ("day", None): Usage(2 * total, 2 * total),
    }


@pytest.mark.parametrize("code", ["cs", "en"])
def test_the_export_speaks_one_language_whatever_the_form_did(client, pages, code):
    send_in_every_language(client)
    coordinator = make_staff("coordinator", REQUEST_COORDINATORS)
    UserProfile.objects.filter(user=coordinator).update(preferred_language=code)
    client.force_login(coordinator)

    reason = {"reason": "Numbers for the yearly report", "format": "csv"}
    response = client.post(f"{INBOX}export/", reason)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    _heading, *rows = csv.reader(io.StringIO(content))

    answers = [row[-1] for row in rows]
    assert len(answers) == len(LANGUAGES)
    assert answers == [answers[0]] * len(LANGUAGES)
    assert f"topic {code}: work {code}" in answers[0]
    assert f"helped {code}: lawyer {code}, friend {code}" in answers[0]
    day = {"cs": "28. března 2027", "en": "28 March 2027"}[code]
    assert f"day {code}: {day}" in answers[0]


def test_the_export_reads_the_questions_once_however_many_cases(
    client, pages, django_assert_num_queries
):
    send_in_every_language(client)
    cases = PlainRequest.objects.for_inbox()

    with django_assert_num_queries(3):  # the cases, the questions, no more cases
        rows = list(export_rows(cases, ()))

    assert len(rows) == len(LANGUAGES) + 1


def test_the_inbox_counts_one_stream(client, pages):
    send_in_every_language(client)
    client.force_login(make_staff("coordinator", REQUEST_COORDINATORS))

    page = client.get(f"{INBOX}?tab=all").content.decode()

    for case in PlainRequest.objects.all():
        assert case.reference in page
    assert page.count(f"{INBOX}case/") >= len(LANGUAGES)


def test_words_of_another_language_do_not_leak_into_a_reading(client, pages):
    """The control: read with rows of the wrong language, it is the wrong language."""
    case = send_in_every_language(client)["ar"]
    wrong = rows_of(pages["cs"].intake_id, "cs")

    rows = read_answers(case.answers, wrong, "en")

    assert rows[0].question == "topic cs"
