"""A form that an editor made: its steps, its conditions, what is stored."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.models import Intake, Message, PlainRequest
from tests.factories import PlaceFactory, Question, make_request_forms, make_small_site
from tests.factories.pages import CONSENT, LANGUAGES
from tests.journeys.robot import Robot

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
STEP = re.compile(r'name="at" value="([^"]+)"')

QUESTIONS = (
    Question("topic", "radio", required=True, choices=("work", "flat")),
    Question("job", shown_if="topic=work", required=True),
    Question("when", "step"),
    Question("day", "date"),
    Question("hour", "time"),
    Question("children", "yes_no"),
    Question("from", "country"),
    Question("speaks", "language"),
    Question("lives", "region"),
    Question("helped", "checkboxes", choices=("lawyer", "friend")),
    Question("call", "phone"),
    Question("people", "number"),
    Question("write", "email"),
    Question("story", "multiline"),
)
CONTACT = {
    "full_name": "Example Person",
    "email": "person@example.org",
    "phone": "",
    "consent": "on",
}
ANSWERS = CONTACT | {
    "topic": "work",
    "job": "Cook",
    "day_0": "28",
    "day_1": "3",
    "day_2": "2027",
    "hour": "14.30",
    "children": "yes",
    "from": "VN",
    "speaks": "vi",
    "lives": "CZ010",
    "helped": ["lawyer", "friend"],
    "call": "777 123 456",
    "people": "٢",
    "write": "other@example.org",
    "story": "Nguye\u0302\u0303n",
}


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def forms(site):
    return make_request_forms(*QUESTIONS)


def post(client, language="en", **data):
    return client.post(f"/{language}/request/", data)


def fill_in(client, language="en", **typed) -> Robot:
    """Page after page, as far as the one that shows all answers."""
    return Robot(client).open(f"/{language}/request/").walk_to_check(typed)


def send(client, language="en", **typed) -> Robot:
    return fill_in(client, language, **typed).press()


def text(response) -> str:
    return response.content.decode()


def at(response) -> str:
    """Which step the page shows."""
    return STEP.search(text(response)).group(1)


def hidden(response) -> dict:
    return dict(HIDDEN.findall(text(response)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_is_stored_and_confirmed_in_its_language(client, forms, language):
    robot = send(client, language, **ANSWERS)

    case = PlainRequest.objects.get()
    assert robot.address == f"/{language}/request/sent/{case.handle}/"
    assert robot.reference == case.reference
    assert (case.language, case.state) == (language, "received")
    assert case.consent_wording == CONSENT[language]
    assert [message.name for message in Message.objects.all()] == ["received"]


def test_the_same_answers_have_the_same_keys_and_values_in_every_language(
    client, forms
):
    for language in LANGUAGES:
        send(client, language, **ANSWERS)

    stored = [
        {(each["key"], each["type"], str(each["value"])) for each in case.answers}
        for case in PlainRequest.objects.all()
    ]
    assert stored == [stored[0]] * len(LANGUAGES)
    assert {each["key"]: each["value"] for each in case_answers("en")} == {
        "topic": "work",
        "job": "Cook",
        "day": "2027-03-28",
        "hour": "14:30",
        "children": True,
        "from": "VN",
        "speaks": "vi",
        "lives": "CZ010",
        "helped": ["lawyer", "friend"],
        "call": "+420777123456",
        "people": 2,
        "write": "other@example.org",
        "story": "Nguy\u1ec5n",
    }


def case_answers(language: str) -> list[dict]:
    return PlainRequest.objects.get(language=language).answers


def test_staff_read_an_answer_in_their_language_beside_the_words_seen(client, forms):
    send(client, "ar", **ANSWERS)

    rows = {row.question: row for row in PlainRequest.objects.get().answers_in("en")}

    assert rows["topic en"].answer == "work en"
    assert rows["topic en"].answer_seen == "work ar"
    assert rows["from en"].answer == "Vietnam"
    assert rows["from en"].answer_seen == "فيتنام"
    assert rows["speaks en"].answer == "Vietnamese"
    assert rows["lives en"].answer == "Prague"
    assert rows["children en"].answer == "Yes"
    assert rows["hour en"].answer == "14:30"
    assert rows["call en"].answer == "+420 777 123 456"
    assert "2027" in rows["day en"].answer
    assert rows["helped en"].answer == "lawyer en, friend en"


# Steps ----------------------------------------------------------------------------


def test_the_way_leads_forward_and_back_and_carries_every_answer(client, forms):
    first = client.get("/en/request/")
    assert "Step 1 of 2" in text(first)
    assert 'name="job"' not in text(first)

    second = post(client, **CONTACT, topic="work", step="check", at=at(first))
    assert (at(second), "Step 2 of 3" in text(second)) == ("start-1", True)
    assert 'type="text" name="job"' in text(second)
    carried = hidden(second)
    assert (carried["full_name"], carried["topic"]) == ("Example Person", "work")

    third = post(client, **carried, job="Cook", step="check")
    assert (at(third), "Step 3 of 3" in text(third)) == ("when", True)

    back = post(client, **hidden(third), day_0="28", step="back")
    assert at(back) == "start-1"
    assert 'value="Cook"' in text(back)
    assert hidden(back)["day_0"] == "28"

    check = fill_in(client, **ANSWERS)
    assert "Check your answers" in check.text
    assert not PlainRequest.objects.exists()


def test_each_step_judges_its_own_questions_only(client, forms):
    first = post(client, full_name="", step="check", at="start")

    assert at(first) == "start"
    assert "Write your name." in text(first)
    assert "Without your agreement" not in text(first)

    last = post(client, **(ANSWERS | {"day_0": "40"}), step="check", at="when")

    assert at(last) == "when"
    assert "Check the day" in text(last)
    assert text(last).lstrip().find("Error:") < text(last).find("Step 3 of 3")


def test_sending_judges_everything_again_and_shows_the_first_wrong_step(client, forms):
    # Past the pages: each of them would have said so before.
    response = post(client, **(ANSWERS | {"email": "nobody"}), step="send", at="when")

    assert at(response) == "start"
    assert "Check the address" in text(response)
    assert hidden(response)["hour"] == "14.30"
    assert not PlainRequest.objects.exists()


def test_changing_one_answer_leads_straight_back_to_the_check(client, forms):
    step = post(client, **ANSWERS, change="start")
    assert (at(step), hidden(step)["changing"]) == ("start", "yes")

    check = post(client, **ANSWERS, step="check", at="start", changing="yes")
    assert "Check your answers" in text(check)


def test_changing_an_answer_that_brings_a_question_asks_it_and_nothing_else(
    client, forms
):
    answers = {key: value for key, value in ANSWERS.items() if key != "job"}

    asked = post(client, **answers, step="check", at="start", changing="yes")
    check = post(client, **hidden(asked), job="Cook", step="check")

    assert at(asked) == "start-1"
    assert 'aria-invalid="true"' not in text(asked)
    assert "Check your answers" in text(check)


def test_the_check_page_leads_to_each_question(client, forms):
    page = text(fill_in(client, **ANSWERS).response)

    for step, anchor in (
        ("start", "id_full_name"),
        ("start", "id_topic_0"),
        ("start-1", "id_job"),
        ("when", "id_day_0"),
        ("when", "id_consent"),
    ):
        assert (
            f'name="change" value="{step}" formaction="/en/request/#{anchor}"' in page
        )


# Conditions -----------------------------------------------------------------------


def test_a_question_that_does_not_apply_is_neither_required_nor_stored(client, forms):
    """Changed after it was answered."""
    robot = fill_in(client, **ANSWERS)

    robot.press(robot.button("start")).walk({"topic": "flat"})

    assert "job" not in {each["key"] for each in PlainRequest.objects.get().answers}


def test_a_question_that_applies_is_required(client, forms):
    robot = Robot(client).open("/en/request/").type(ANSWERS).press()

    robot.type({"job": ""}).press()

    assert robot.names == ["job"]
    assert robot.errors == ["Please answer this question."]


def test_a_condition_may_be_one_of_several_answers_or_a_yes(client, site):
    make_request_forms(
        Question("helped", "checkboxes", choices=("lawyer", "friend")),
        Question("who", shown_if="helped=lawyer"),
        Question("children", "yes_no"),
        Question("ages", shown_if="children=yes"),
    )
    send(client, **CONTACT, helped=["friend", "lawyer"], children="no")

    keys = [each["key"] for each in PlainRequest.objects.get().answers]
    assert keys == ["helped", "who", "children"]


# Opening times and places ---------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_open": False}, "This form is closed at the moment."),
        ({"opens_at": timezone.now() + timedelta(days=2)}, "This form opens on"),
        ({"closes_at": timezone.now() - timedelta(days=2)}, "has been closed since"),
    ],
)
def test_a_closed_form_says_so_in_every_language_and_takes_nothing(
    client, forms, change, words
):
    open_pages = {code: fill_in(client, code, **ANSWERS) for code in LANGUAGES}
    Intake.objects.filter(pk=forms["en"].intake_id).update(**change)

    for language, robot in open_pages.items():
        assert client.get(f"/{language}/request/").status_code == 409
        assert robot.press().status == 409
    assert words in open_pages["en"].text
    # Whoever wants to go on later finds the answers again.
    change_answers = open_pages["en"].page.select_one("button[value=change]")
    assert open_pages["en"].press(change_answers).values["full_name"] == (
        "Example Person"
    )
    assert not PlainRequest.objects.exists()


def test_a_case_that_came_in_time_is_confirmed_again_after_closing(client, forms):
    robot = fill_in(client, **ANSWERS)
    reference = robot.again().press().reference
    Intake.objects.update(is_open=False)

    assert robot.press().reference == reference
    assert PlainRequest.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_choose_a_branch_by_its_name_in_their_language(client, site, language):
    make_request_forms(asks_place=True)
    PlaceFactory(name="A place without a page")

    robot = Robot(client).open(f"/{language}/request/")
    offered = robot.text
    robot.walk_to_check(CONTACT | {"place": str(site.place.pk)})
    shown = robot.text
    robot.press()

    assert f"Branch {language}" in offered
    assert "A place without a page" not in offered
    assert f"Branch {language}" in shown
    assert robot.reference == PlainRequest.objects.get().reference
    assert PlainRequest.objects.get().place == site.place


def test_a_form_may_belong_to_one_place(client, site):
    make_request_forms(place=site.place)

    send(client, **CONTACT)

    assert PlainRequest.objects.get().place == site.place


def test_a_retired_question_is_not_asked(client, site):
    make_request_forms(Question("old", is_retired=True, required=True))

    send(client, **CONTACT)

    assert PlainRequest.objects.get().answers == []
