"""A step that asks for details: the table names a form, and both step pages show it."""

from dataclasses import replace

import pytest
from django import forms
from django.utils import translation

from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.fields import StepDetailsForm
from forms_app.engine.outbox import Message
from forms_app.engine.states import PlainState, State, StepRefused, Workflow
from forms_app.engine.transitions import perform
from forms_app.registrations.workflow import WORKFLOW
from forms_app.roles import COURSE_COORDINATORS
from tests.applicant import enter, own_page, seen, step_page
from tests.factories import RegistrationFactory, make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


class SeatForm(StepDetailsForm):
    level = forms.ChoiceField(
        label="Which level?", choices=[("a1", "A1"), ("a2", "A2")]
    )


def take_level(registration, details: dict) -> None:
    if details["level"] == "a1" and registration.level == "a1":
        raise StepRefused("This is the level that you had before.")
    registration.level = details["level"]


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


@pytest.fixture(autouse=True)
def _accepting_asks_for_a_level(monkeypatch):
    """The course registration's own steps ask for nothing: one of them does here."""
    step = replace(WORKFLOW.steps["accept"], form=SeatForm, take=take_level)
    monkeypatch.setitem(WORKFLOW.steps, "accept", step)


@pytest.fixture
def registration():
    return RegistrationFactory(state="offered", level="a1")


def applicant(client, registration):
    make_small_site()
    return enter(client, registration)


def coordinator(client):
    client.force_login(make_staff("coordinator", COURSE_COORDINATORS))
    return client


def staff_address(registration) -> str:
    return f"/admin/registrations/case/{registration.pk}/step/accept/"


def test_details_are_stored_with_the_step(registration):
    perform(registration, "accept", by=APPLICANT, details={"level": "a2"})

    registration.refresh_from_db()
    assert (registration.state, registration.level) == ("confirmed", "a2")
    assert registration.history.latest().level == "a2"


@pytest.mark.parametrize(
    ("details", "words"), [(None, "needs details"), ({"level": "a1"}, "had before")]
)
def test_details_that_are_missing_or_do_not_fit_change_nothing(
    registration, details, words
):
    with pytest.raises(StepRefused, match=words):
        perform(registration, "accept", by=APPLICANT, details=details)

    registration.refresh_from_db()
    assert (registration.state, registration.version) == ("offered", 0)


def test_the_applicant_finds_the_form_on_the_status_page(client, registration):
    page = applicant(client, registration).get(own_page(registration)).content.decode()

    assert "Which level?" in page
    assert 'name="accept-level"' in page


def test_the_applicant_answers_and_takes_the_step(client, registration):
    response = applicant(client, registration).post(
        step_page(registration, "accept"), seen(registration) | {"accept-level": "a2"}
    )

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (302, "confirmed")
    assert registration.level == "a2"


@pytest.mark.parametrize("typed", ["", "c9", "\0", "x" * 5000])
def test_a_wrong_answer_of_the_applicant_is_explained(client, registration, typed):
    response = applicant(client, registration).post(
        step_page(registration, "accept"), seen(registration) | {"accept-level": typed}
    )

    registration.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, registration.state) == (422, "offered")
    assert 'class="error-summary"' in page
    assert 'aria-invalid="true"' in page


def test_details_refused_by_the_step_are_refused_with_its_words(client, registration):
    response = applicant(client, registration).post(
        step_page(registration, "accept"), seen(registration) | {"accept-level": "a1"}
    )

    assert response.status_code == 409
    assert "the level that you had before" in response.content.decode()


def test_staff_see_the_form_and_no_message_yet(client, registration):
    page = coordinator(client).get(staff_address(registration)).content.decode()

    assert "Which level?" in page
    assert "Show the message first" in page
    assert "Hello" not in page


def test_staff_read_the_message_before_they_take_the_step(client, registration):
    response = coordinator(client).post(
        staff_address(registration),
        {"version": 0, "accept-level": "a2", "preview": "1"},
    )

    registration.refresh_from_db()
    page = response.content.decode()
    assert f"Hello \u2068{registration.full_name}\u2069" in page
    assert '<option value="a2" selected>' in page
    assert (registration.state, registration.level) == ("offered", "a1")
    assert not Message.objects.exists()


def test_staff_take_the_step_with_its_details(client, registration):
    coordinator(client).post(
        staff_address(registration), {"version": 0, "accept-level": "a2"}
    )

    registration.refresh_from_db()
    assert (registration.state, registration.level) == ("confirmed", "a2")


def test_staff_get_the_form_back_with_what_is_wrong(client, registration):
    response = coordinator(client).post(
        staff_address(registration),
        {"version": 0, "accept-level": "", "reason": "By phone"},
    )

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (422, "offered")
    assert "By phone" in response.content.decode()


def test_what_staff_typed_is_kept_when_somebody_was_faster(client, registration):
    perform(registration, "withdraw", by=staff(make_staff("quick")))
    type(registration).objects.filter(pk=registration.pk).update(state="offered")

    response = coordinator(client).post(
        staff_address(registration), {"version": 0, "accept-level": "a2"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Which level?" in page
    assert '<dd dir="auto">a2</dd>' in page


def test_a_new_case_cannot_rest_in_a_state_that_is_unknown():
    known = State("sent", "Sent", PlainState.RECEIVED, "We have it.")

    assert Workflow([known], [], initial="sent").initial == "sent"
    with pytest.raises(ValueError, match="received"):
        Workflow([known], [])
