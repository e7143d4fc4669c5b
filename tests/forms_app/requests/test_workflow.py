"""The agreed workflow, written by hand: one row a state, one column a step."""

from contextlib import nullcontext

import pytest

from forms_app.engine.actors import APPLICANT, Actor, staff
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role, StepRefused
from forms_app.engine.transitions import perform
from forms_app.models import PlainRequest
from forms_app.requests.workflow import WORKFLOW
from tests.applicant import enter, own_page, seen, step_page
from tests.factories import (
    PlainRequestFactory,
    make_request_forms,
    make_small_site,
    make_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

STEPS = ("start", "ask", "answer", "finish", "refuse", "withdraw")
_ = None
AGREED = {
    "received": (
        "in_progress", "needs_information", _, "done", "refused", "withdrawn",
    ),
    "in_progress": (_, "needs_information", _, "done", "refused", "withdrawn"),
    "needs_information": (_, _, "in_progress", _, "refused", "withdrawn"),
    "done": (_, _, _, _, _, _),
    "refused": (_, _, _, _, _, _),
    "withdrawn": (_, _, _, _, _, _),
}  # fmt: skip
WHO = {
    "start": {Role.STAFF},
    "ask": {Role.STAFF},
    "answer": {Role.STAFF, Role.APPLICANT},
    "finish": {Role.STAFF},
    "refuse": {Role.STAFF},
    "withdraw": {Role.STAFF, Role.APPLICANT},
}
DETAILS = {
    "ask": {"question": "On which day?"},
    "answer": {"information": "On Monday"},
    "finish": {"result": "We meet on Monday."},
}
MESSAGES = {
    "ask": "question",
    "finish": "done",
    "refuse": "refused",
    "withdraw": "withdrawn",
}
CASES = [
    (state, step, role, target if role in WHO[step] else None)
    for state, row in AGREED.items()
    for step, target in zip(STEPS, row, strict=True)
    for role in Role
]


def actor(role: Role) -> Actor:
    return staff(make_staff("coordinator")) if role == Role.STAFF else Actor(role)


def test_the_table_has_no_states_and_steps_beyond_the_agreed():
    assert set(WORKFLOW.states) == set(AGREED)
    assert tuple(WORKFLOW.steps) == STEPS


@pytest.mark.grid
@pytest.mark.parametrize(("source", "step", "role", "target"), CASES)
def test_request_takes_agreed_steps_and_no_others(source, step, role, target):
    case = PlainRequestFactory(state=source)
    history = case.history.count()

    with pytest.raises(StepRefused) if target is None else nullcontext():
        perform(
            case, step, by=actor(role), reason="A reason", details=DETAILS.get(step)
        )

    case.refresh_from_db()
    assert case.state == (target or source)
    assert case.history.count() == history + (target is not None)
    sent = list(Message.objects.values_list("name", flat=True))
    assert sent == ([MESSAGES[step]] if target and step in MESSAGES else [])


@pytest.mark.parametrize("step", DETAILS)
def test_a_step_that_needs_words_is_refused_without_them(step):
    case = PlainRequestFactory(
        state="needs_information" if step == "answer" else "received"
    )

    with pytest.raises(StepRefused, match="details"):
        perform(case, step, by=staff(make_staff("coordinator")))


def test_a_refusal_needs_a_reason():
    with pytest.raises(StepRefused, match="reason"):
        perform(PlainRequestFactory(), "refuse", by=staff(make_staff("coordinator")))


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_a_question_goes_out_and_its_answer_comes_back(client, language):
    make_small_site()
    make_request_forms()
    case = PlainRequestFactory(language=language)
    perform(case, "ask", by=staff(make_staff("c")), details=DETAILS["ask"])
    message = Message.objects.get()
    assert f"Request {language}" in message.parts[0]["text"]
    assert all("On which day?" in part["text"] for part in message.parts)

    enter(client, case)
    page = client.get(own_page(case, language)).content.decode()
    assert "On which day?" in page
    assert f"Request {language}" in page
    case.refresh_from_db()
    client.post(
        step_page(case, "answer", language),
        seen(case) | {"answer-information": "Zítra"},
    )

    case.refresh_from_db()
    assert (case.state, case.information) == ("in_progress", "Zítra")


def test_an_empty_answer_is_explained(client):
    make_small_site()
    case = PlainRequestFactory(state="needs_information")
    enter(client, case)

    response = client.post(
        step_page(case, "answer"), seen(case) | {"answer-information": " "}
    )

    assert response.status_code == 422
    assert "Write your answer." in response.content.decode()


def test_a_request_has_no_calendar(client):
    make_small_site()
    case = PlainRequestFactory()
    enter(client, case)

    response = client.get(f"{own_page(case)}calendar/")
    assert (response.status_code, response["Location"]) == (302, own_page(case))


def test_a_new_question_clears_the_answer_to_the_one_before():
    case = PlainRequestFactory(state="in_progress", information="On Monday")

    case = perform(case, "ask", by=staff(make_staff("c")), details=DETAILS["ask"])

    assert case.information == ""


def test_the_applicant_may_withdraw_while_the_case_is_open(client):
    make_small_site()
    case = PlainRequestFactory(state="in_progress")

    perform(case, "withdraw", by=APPLICANT)

    assert PlainRequest.objects.get().state == "withdrawn"
