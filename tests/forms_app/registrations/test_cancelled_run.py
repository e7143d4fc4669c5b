"""A course that was called off: nothing runs on as if it took place."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from forms_app.engine.actors import APPLICANT, SYSTEM, staff
from forms_app.engine.outbox import Message
from forms_app.engine.states import StepRefused
from forms_app.engine.status_link import token_for
from forms_app.engine.transitions import perform
from forms_app.engine.undoing import undo
from forms_app.jobs import JOBS
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)

pytestmark = pytest.mark.django_db

AN_HOUR_AGO = timedelta(hours=-1)


def run_with_an_expired_offer(**facts):
    run = CourseRunFactory(capacity=1, **facts)
    offered = RegistrationFactory(
        run=run, state="offered", offer_expires_at=timezone.now() + AN_HOUR_AGO
    )
    return offered, RegistrationFactory(run=run, state="waitlisted")


def do_what_is_due():
    for job in JOBS:
        job()


def states(*cases):
    for case in cases:
        case.refresh_from_db()
    return [case.state for case in cases]


def told():
    return sorted(Message.objects.values_list("name", flat=True))


def test_nothing_lapses_and_nobody_is_offered_a_seat():
    cases = run_with_an_expired_offer(is_cancelled=True)
    do_what_is_due()
    assert (states(*cases), told()) == (["offered", "waitlisted"], [])


def test_offers_of_a_course_that_takes_place_lapse():
    """The control of the test above: the same clock, the same cases."""
    cases = run_with_an_expired_offer()
    do_what_is_due()
    assert (states(*cases), told()) == (["lapsed", "offered"], ["lapsed", "offered"])


@pytest.mark.parametrize(
    ("state", "step", "by"),
    [
        ("offered", "lapse", SYSTEM),
        ("received", "place", "staff"),
        ("waitlisted", "offer", "staff"),
        ("lapsed", "rejoin", APPLICANT),
        ("offered", "accept", APPLICANT),
        ("received", "waitlist", "staff"),
    ],
)
def test_no_step_leads_on_in_a_course_that_was_cancelled(state, step, by):
    case = RegistrationFactory(run__is_cancelled=True, state=state)
    by = staff(make_staff("coordinator")) if by == "staff" else by
    with translation.override("en"), pytest.raises(StepRefused, match="was cancelled"):
        perform(case, step, by, "A reason")
    assert (states(case), told()) == ([state], [])


def test_no_case_is_cancelled_while_its_course_takes_place():
    by = staff(make_staff("coordinator"))
    case = RegistrationFactory(state="confirmed")
    with translation.override("en"), pytest.raises(StepRefused, match="takes place"):
        perform(case, "cancel", by, "Nobody teaches it")
    assert (states(case), told()) == (["confirmed"], [])

    case.run.is_cancelled = True
    case.run.save()
    perform(case, "cancel", by, "Nobody teaches it")
    assert (states(case), told()) == (["cancelled"], ["cancelled"])


def test_no_undone_step_brings_a_seat_back_that_nobody_can_sit_on():
    by = staff(make_staff("coordinator"))
    case = RegistrationFactory(run__is_cancelled=True, state="confirmed")
    case = perform(case, "cancel", by, "Nobody teaches it")
    with translation.override("en"), pytest.raises(StepRefused, match="was cancelled"):
        undo(case, by, case.version)

    case.run.is_cancelled = False
    case.run.save()
    assert undo(case, by, case.version).state == "confirmed"


@pytest.mark.small_site
@pytest.mark.parametrize(
    ("state", "promise"),
    [
        ("offered", "A seat is yours"),
        ("waitlisted", "Your place in the waiting list"),
        ("confirmed", "We look forward to seeing you"),
    ],
)
def test_page_of_the_case_promises_nothing_any_more(client, state, promise):
    site = make_small_site()
    run = CourseRunFactory(course=site.course, place=site.place)
    case = RegistrationFactory(run=run, state=state)
    client.post(f"/en/case/{token_for(case.link_nonce)}/")
    assert promise in client.get("/en/case/", follow=True).text

    run.is_cancelled = True
    run.save()

    page = client.get("/en/case/", follow=True).text
    assert "This course does not take place." in page
    for words in (promise, "Accept the seat", "You need to do something", "Finished"):
        assert words not in page
