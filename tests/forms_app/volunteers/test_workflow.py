"""The agreed workflow, written by hand: one row a state, one column a step."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from forms_app.engine.actors import APPLICANT, Actor, staff
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role, StepRefused
from forms_app.engine.transitions import perform
from forms_app.volunteers.workflow import WORKFLOW
from tests.factories import VolunteerApplicationFactory, make_staff, put
from tests.factories.volunteers import in_days

pytestmark = pytest.mark.django_db

STEPS = (
    "invite", "choose", "hold", "book", "train", "ready", "keep", "decline", "withdraw",
)  # fmt: skip
_ = None
OFFERED, BOOKED = "interview_offered", "interview_booked"
AGREED = {
    "applied": (OFFERED, _, _, _, _, _, _, "declined", "withdrawn"),
    "interview_offered": (OFFERED, BOOKED, _, _, _, _, _, "declined", "withdrawn"),
    "interview_booked": (
        OFFERED, _, "interviewed", _, _, _, _, "declined", "withdrawn",
    ),
    "interviewed": (
        _, _, _, "course_booked", _, _, "not_now", "declined", "withdrawn",
    ),
    "not_now": (OFFERED, _, _, _, _, _, _, "declined", "withdrawn"),
    "course_booked": (
        _, _, _, "course_booked", "trained", _, _, "declined", "withdrawn",
    ),
    "trained": (_, _, _, _, _, "ready", _, "declined", "withdrawn"),
    "ready": (_, _, _, _, _, _, _, _, "withdrawn"),
    "declined": (_, _, _, _, _, _, _, _, _),
    "withdrawn": (_, _, _, _, _, _, _, _, _),
}  # fmt: skip
WHO = {
    "invite": {Role.STAFF},
    "choose": {Role.STAFF, Role.APPLICANT},
    "hold": {Role.STAFF},
    "book": {Role.STAFF},
    "train": {Role.STAFF},
    "ready": {Role.STAFF},
    "keep": {Role.STAFF},
    "decline": {Role.STAFF},
    "withdraw": {Role.STAFF, Role.APPLICANT},
}
MAILS = {
    "invite": ["invited"],
    "choose": ["interview_booked"],
    "hold": [],
    "book": ["course_booked"],
    "train": ["trained"],
    "ready": ["ready"],
    "keep": ["not_now"],
    "decline": ["declined"],
    "withdraw": ["withdrawn"],
}
CASES = [
    (state, step, role, target if role in WHO[step] else None)
    for state, row in AGREED.items()
    for step, target in zip(STEPS, row, strict=True)
    for role in Role
]


@pytest.fixture(autouse=True)
def _in_english():
    translation.activate("en")


def details_for(step: str, application) -> dict | None:
    today = timezone.localdate()
    return {
        "invite": {"times": [in_days(3), in_days(4)], "where": "Example street 1"},
        "choose": {"time": (application.offered_times or [in_days(3)])[0]},
        "book": {"at": in_days(10), "where": "Example street 2"},
        "ready": {"signed_on": today, "insured_from": today},
    }.get(step)


def take(application, step: str, role: Role = Role.STAFF, **more):
    options = {"details": details_for(step, application), "reason": "An example"}
    return perform(application, step, by=Actor(role), **(options | more))


def test_the_table_has_no_states_and_steps_beyond_the_agreed():
    assert set(WORKFLOW.states) == set(AGREED)
    assert tuple(WORKFLOW.steps) == STEPS
    assert WORKFLOW.initial == "applied"


@pytest.mark.grid
@pytest.mark.parametrize(("source", "step", "role", "target"), CASES)
def test_application_takes_agreed_steps_and_no_others(source, step, role, target):
    application = VolunteerApplicationFactory(state=source)
    history = application.history.count()

    with pytest.raises(StepRefused) if target is None else nullcontext():
        take(application, step, role)

    application.refresh_from_db()
    assert application.state == (target or source)
    assert application.history.count() == history + (target is not None)
    sent = [message.name for message in Message.objects.about(application)]
    assert sent == (MAILS[step] if target else [])


def test_only_declined_and_withdrawn_are_the_end():
    assert set(WORKFLOW.states) - WORKFLOW.open_states == {"declined", "withdrawn"}


@pytest.mark.parametrize("step", ["keep", "decline"])
def test_saying_no_needs_a_kind_reason(step):
    application = VolunteerApplicationFactory(state="interviewed")

    with pytest.raises(StepRefused, match="reason"):
        take(application, step, reason=" ")

    application.refresh_from_db()
    assert application.state == "interviewed"


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("invite", "applied"),
        ("choose", "interview_offered"),
        ("book", "interviewed"),
        ("ready", "trained"),
    ],
)
def test_a_step_without_its_details_is_refused(step, state):
    application = VolunteerApplicationFactory(state=state)

    with pytest.raises(StepRefused, match="needs details"):
        take(application, step, details=None)


def test_the_whole_way_keeps_its_times_places_and_dates():
    application = VolunteerApplicationFactory()
    for step in ("invite", "choose"):
        application = take(application, step)
    chosen = application.interview_at
    put(application, interview_at=in_days(-1))
    for step in ("hold", "book"):
        application = take(application, step)
    put(application, course_at=in_days(-1))
    for step in ("train", "ready"):
        application = take(application, step)

    application.refresh_from_db()
    assert application.state == "ready"
    assert chosen in application.offered_times
    assert application.interview_where == "Example street 1"
    assert application.course_where == "Example street 2"
    assert application.agreement_signed_on == timezone.localdate()
    assert application.insured_from == timezone.localdate()


def test_a_time_that_was_not_offered_cannot_be_chosen():
    application = VolunteerApplicationFactory(state="interview_offered")

    with pytest.raises(StepRefused, match="not among the offered"):
        perform(application, "choose", by=APPLICANT, details={"time": in_days(2)})


def test_an_offered_time_that_is_over_cannot_be_chosen():
    over, ahead = in_days(-1), in_days(1)
    application = VolunteerApplicationFactory(
        state="interview_offered", offered_times=[over, ahead]
    )

    with pytest.raises(StepRefused, match="not among the offered"):
        perform(application, "choose", by=APPLICANT, details={"time": over})
    assert application.times_to_choose == [ahead]


def test_when_all_times_are_over_the_applicant_waits_for_new_ones():
    application = VolunteerApplicationFactory(
        state="interview_offered", offered_times=[in_days(-2), in_days(-1)]
    )

    with pytest.raises(StepRefused, match="offer new ones"):
        take(application, "choose", Role.APPLICANT)


def test_two_applicants_may_choose_the_same_time():
    moment = in_days(5)
    cases = VolunteerApplicationFactory.create_batch(
        2, state="interview_offered", offered_times=[moment]
    )

    for case in cases:
        perform(case, "choose", by=APPLICANT, details={"time": moment})

    assert [type(each).objects.get(pk=each.pk).interview_at for each in cases] == [
        moment,
        moment,
    ]


@pytest.mark.parametrize(
    ("state", "field", "step"),
    [
        ("interview_booked", "interview_at", "hold"),
        ("course_booked", "course_at", "train"),
    ],
)
def test_what_is_still_to_come_has_not_taken_place(state, field, step):
    application = VolunteerApplicationFactory(state=state, **{field: in_days(1)})

    with pytest.raises(StepRefused, match="still to come"):
        take(application, step)


def test_offering_new_times_frees_the_booked_one():
    application = VolunteerApplicationFactory(state="interview_booked")

    application = take(application, "invite")

    assert application.interview_at is None
    assert len(application.times_to_choose) == 2


def test_a_step_leaves_person_and_reason_in_the_history():
    user = make_staff("coordinator")
    application = VolunteerApplicationFactory(state="interviewed")

    perform(application, "keep", by=staff(user), reason="Nobody in your region")

    row = application.history.latest()
    assert (row.step, row.role, row.history_user, row.history_change_reason) == (
        "keep",
        Role.STAFF,
        user,
        "Nobody in your region",
    )


def test_the_history_keeps_what_was_offered_before():
    application = VolunteerApplicationFactory(
        state="interview_offered", offered_times=[in_days(1)]
    )
    before = application.offered_times

    take(application, "invite")

    old, new = application.history.order_by("history_id")
    assert (old.offered_times, len(new.offered_times)) == (before, 2)
    assert new.offered_times[0] - timezone.now() < timedelta(days=3)
