"""The agreed workflow, written by hand: one row a state, one column a step."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from events.models import CourseRun
from forms_app.engine.actors import APPLICANT, SYSTEM, Actor, staff
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role, StepRefused
from forms_app.engine.transitions import CaseChanged, perform
from forms_app.registrations.workflow import WORKFLOW
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff

pytestmark = pytest.mark.django_db

STEPS = (
    "place",
    "offer",
    "accept",
    "waitlist",
    "rejoin",
    "lapse",
    "redirect",
    "decline",
    "withdraw",
    "cancel",
)
_ = None
AGREED = {
    "received": (
        "eligible", "offered", _, "waitlisted", _, _,
        "redirected", "declined", "withdrawn", "cancelled",
    ),
    "eligible": (
        _, "offered", _, "waitlisted", _, _,
        _, "declined", "withdrawn", "cancelled",
    ),
    "waitlisted": (
        _, "offered", _, _, _, _,
        _, "declined", "withdrawn", "cancelled",
    ),
    "offered": (
        _, _, "confirmed", _, _, "lapsed",
        _, _, "withdrawn", "cancelled",
    ),
    "confirmed": (
        _, _, _, _, _, _,
        _, _, "withdrawn", "cancelled",
    ),
    "lapsed": (_, _, _, _, "waitlisted", _, _, _, _, _),
    "redirected": (_, _, _, _, _, _, _, _, _, _),
    "declined": (_, _, _, _, _, _, _, _, _, _),
    "withdrawn": (_, _, _, _, _, _, _, _, _, _),
    "cancelled": (_, _, _, _, _, _, _, _, _, _),
}  # fmt: skip
WHO = {
    "place": {Role.STAFF},
    "offer": {Role.STAFF, Role.SYSTEM},
    "accept": {Role.STAFF, Role.APPLICANT},
    "waitlist": {Role.STAFF, Role.SYSTEM},
    "rejoin": {Role.STAFF, Role.APPLICANT},
    "lapse": {Role.SYSTEM},
    "redirect": {Role.STAFF},
    "decline": {Role.STAFF},
    "withdraw": {Role.STAFF, Role.APPLICANT},
    "cancel": {Role.STAFF},
}
CASES = [
    (state, step, role, target if role in WHO[step] else None)
    for state, row in AGREED.items()
    for step, target in zip(STEPS, row, strict=True)
    for role in Role
]


@pytest.fixture(autouse=True)
def _refusals_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def run():
    """Nothing follows by itself here, so that each step is seen alone."""
    return CourseRunFactory(enrolment=CourseRun.Enrolment.BY_COORDINATOR)


def actor(role: Role) -> Actor:
    if role == Role.STAFF:
        return staff(make_staff("coordinator"))
    return Actor(role)


def test_the_table_has_no_states_and_steps_beyond_the_agreed():
    assert set(WORKFLOW.states) == set(AGREED)
    assert tuple(WORKFLOW.steps) == STEPS


@pytest.mark.grid
@pytest.mark.parametrize(("source", "step", "role", "target"), CASES)
def test_registration_takes_agreed_steps_and_no_others(run, source, step, role, target):
    run.is_cancelled = step == "cancel"
    run.save()
    registration = RegistrationFactory(run=run, state=source)
    history = registration.history.count()

    with pytest.raises(StepRefused) if target is None else nullcontext():
        perform(registration, step, by=actor(role), reason="An example reason")

    registration.refresh_from_db()
    assert registration.state == (target or source)
    assert registration.history.count() == history + (target is not None)


def test_every_step_leaves_its_person_and_reason_in_the_history(run):
    user = make_staff("coordinator")
    registration = RegistrationFactory(run=run)

    perform(registration, "decline", by=staff(user), reason="No seat in any course")

    row = registration.history.latest()
    assert (row.step, row.role, row.history_user, row.history_change_reason) == (
        "decline",
        Role.STAFF,
        user,
        "No seat in any course",
    )


def test_a_step_of_the_applicant_names_no_account(run, rf):
    registration = RegistrationFactory(run=run)

    perform(registration, "withdraw", by=APPLICANT)

    row = registration.history.latest()
    assert (row.role, row.history_user) == (Role.APPLICANT, None)


@pytest.mark.parametrize("step", ["redirect", "decline", "cancel"])
def test_a_refusal_without_a_reason_is_refused(run, step):
    registration = RegistrationFactory(run=run)

    with pytest.raises(StepRefused, match="reason"):
        perform(registration, step, by=staff(make_staff("coordinator")), reason="  ")

    registration.refresh_from_db()
    assert registration.state == "received"


def test_offer_is_refused_when_the_course_is_full(run):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    registration = RegistrationFactory(run=run)

    with pytest.raises(StepRefused, match="full"):
        perform(registration, "offer", by=SYSTEM)


def test_offer_out_of_order_needs_a_reason(run):
    first = RegistrationFactory(run=run, state="waitlisted")
    second = RegistrationFactory(
        run=run, state="waitlisted", queued_at=timezone.now() + timedelta(minutes=1)
    )
    by = staff(make_staff("coordinator"))

    with pytest.raises(StepRefused, match="out of order"):
        perform(second, "offer", by=by)
    assert (
        perform(second, "offer", by=by, reason="Has a small child").state == "offered"
    )
    assert perform(first, "offer", by=by).state == "offered"


def test_a_freed_seat_is_offered_to_the_next_and_only_once():
    run = CourseRunFactory(capacity=1)
    seated = RegistrationFactory(run=run, state="confirmed")
    queue = [
        RegistrationFactory(
            run=run, state="waitlisted", queued_at=timezone.now() + timedelta(hours=n)
        )
        for n in range(2)
    ]

    perform(seated, "withdraw", by=APPLICANT)

    states = [type(each).objects.get(pk=each.pk).state for each in queue]
    assert states == ["offered", "waitlisted"]
    offers = Message.objects.filter(name="offered")
    assert [message.recipient for message in offers] == [queue[0].email]


@pytest.mark.parametrize(("days_ago", "state"), [(0, "offered"), (1, "waitlisted")])
def test_a_seat_of_a_course_that_is_over_goes_to_nobody(days_ago, state):
    run = CourseRunFactory(capacity=1, **_ended(days_ago))
    seated = RegistrationFactory(run=run, state="confirmed")
    waiting = RegistrationFactory(
        run=run, state="waitlisted", queued_at=timezone.now() - timedelta(days=60)
    )

    perform(seated, "withdraw", by=APPLICANT)

    waiting.refresh_from_db()
    assert waiting.state == state


@pytest.mark.parametrize(("days_ago", "state"), [(0, "offered"), (1, "lapsed")])
def test_nobody_waits_again_for_a_course_that_is_over(days_ago, state):
    run = CourseRunFactory(capacity=1, **_ended(days_ago))
    lapsed = RegistrationFactory(run=run, state="lapsed")

    with nullcontext() if state == "offered" else pytest.raises(StepRefused):
        perform(lapsed, "rejoin", by=APPLICANT)

    lapsed.refresh_from_db()
    assert lapsed.state == state


def test_whoever_comes_again_gets_a_free_seat_also_where_there_is_no_list():
    run = CourseRunFactory(capacity=1, waiting_list_size=0)
    lapsed, late = RegistrationFactory.create_batch(2, run=run, state="lapsed")

    perform(lapsed, "rejoin", by=APPLICANT)

    lapsed.refresh_from_db()
    assert lapsed.state == "offered"
    with pytest.raises(StepRefused, match="full"):
        perform(late, "rejoin", by=APPLICANT)


def _ended(days_ago: int) -> dict:
    today = timezone.localdate()
    return {
        "starts_on": today - timedelta(days=40),
        "ends_on": today - timedelta(days=days_ago),
    }


def test_an_offer_after_its_deadline_cannot_be_accepted_by_the_applicant(run):
    late = RegistrationFactory(
        run=run, state="offered", offer_expires_at=timezone.now() - timedelta(hours=1)
    )

    with pytest.raises(StepRefused, match="time to accept"):
        perform(late, "accept", by=APPLICANT)
    assert perform(late, "accept", by=staff(make_staff("c"))).state == "confirmed"


def test_a_seat_with_a_deposit_is_confirmed_by_staff_only():
    run = CourseRunFactory(deposit=2000)
    offered = RegistrationFactory(run=run, state="offered")

    with pytest.raises(StepRefused, match="deposit"):
        perform(offered, "accept", by=APPLICANT)
    assert perform(offered, "accept", by=staff(make_staff("c"))).state == "confirmed"


def test_a_case_that_somebody_else_moved_is_not_moved_again(run):
    registration = RegistrationFactory(run=run)
    perform(registration, "place", by=staff(make_staff("quick")))

    with pytest.raises(CaseChanged):
        perform(
            registration,
            "withdraw",
            by=staff(make_staff("slow")),
            seen_version=registration.version,
        )

    registration.refresh_from_db()
    assert registration.state == "eligible"


@pytest.mark.parametrize(("waiting", "expected"), [(0, "offered"), (1, "waitlisted")])
def test_whoever_waits_comes_before_a_newcomer_while_a_seat_is_free(waiting, expected):
    """A seat in passing to the next in the list is not free for others."""
    run = CourseRunFactory(capacity=2)
    RegistrationFactory(run=run, state="confirmed")
    RegistrationFactory.create_batch(waiting, run=run, state="waitlisted")
    newcomer = RegistrationFactory(run=run, state="received")

    perform(newcomer, "place", staff(make_staff("coordinator")))

    newcomer.refresh_from_db()
    assert newcomer.state == expected
