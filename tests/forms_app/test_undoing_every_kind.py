"""Whatever step staff take in a case of any kind, undoing it leaves no trace but rows
of history.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.outbox import Message, deliver_due
from forms_app.engine.states import Role, StepRefused
from forms_app.engine.submission import submission_kinds
from forms_app.engine.transitions import CaseChanged, perform
from forms_app.engine.undoing import undo, undoable_step
from forms_app.models import RoomSlot
from tests.factories import make_staff, put
from tests.factories.rooms import in_days, moment
from tests.forms_app.kinds import KINDS

pytestmark = pytest.mark.django_db

STEPS_OF_STAFF = [
    pytest.param(kind, state, step.name, id=f"{kind.name}-{state}-{step.name}")
    for kind in KINDS
    for step in submission_kinds()[kind.name].workflow.steps.values()
    if Role.STAFF in step.by
    for state in sorted(step.sources)
]
# Nothing that a case is; `sequence` counts the changes of a date for calendars.
COUNTED = {"version", "sequence"}


@pytest.fixture
def by():
    return staff(make_staff("coordinator"))


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def moved(request, by):
    """A case of each kind right after a step of the staff that sends a message."""
    kind = request.param
    state, step = {
        "course-registration": ("received", "decline"),
        "room-request": ("requested", "approve"),
        "request": ("received", "ask"),
        "volunteer-application": ("interviewed", "keep"),
    }[kind.name]
    case = kind.make(state)
    return perform(case, step, by, "A reason", details=kind.details(case, step))


def kept(case) -> dict:
    """All that is stored about the case, and the dates that belong to it."""
    (row,) = type(case).objects.filter(pk=case.pk).values()
    slots = list(RoomSlot.objects.order_by("pk").values())
    rows = [row, *slots]
    return [{key: each[key] for key in each.keys() - COUNTED} for each in rows]


def deliveries() -> set[str]:
    return {message.delivery for message in Message.objects.all()}


def dates_are_over(case) -> None:
    for slot in case.slots.all():
        back = timedelta(days=60)
        slot.blocked_from, slot.starts_at = (
            slot.blocked_from - back,
            slot.starts_at - back,
        )
        slot.ends_at, slot.blocked_until = (
            slot.ends_at - back,
            slot.blocked_until - back,
        )
        slot.save()


@contextmanager
def the_course_called_off(case, step):
    """For as long as it takes to cancel a registration."""
    if (case.kind, step) != ("course-registration", "cancel"):
        yield
        return
    CourseRun.objects.filter(pk=case.run_id).update(is_cancelled=True)
    yield
    CourseRun.objects.filter(pk=case.run_id).update(is_cancelled=False)


@pytest.mark.grid
@pytest.mark.parametrize(("kind", "state", "step"), STEPS_OF_STAFF)
def test_every_step_of_the_staff_can_be_undone(kind, state, step, by):
    case = kind.make(state)
    if step == "use":
        dates_are_over(case)
    before, history = kept(case), case.history.count()
    details = kind.details(case, step)

    with the_course_called_off(case, step):
        moved = perform(case, step, by, "A reason", details=details)
    assert kept(moved) != before
    undone = undo(moved, by, moved.version)

    assert kept(undone) == before
    assert deliveries() <= {"cancelled"}
    assert undone.history.count() == history + 2
    row = undone.history.latest("history_id")
    assert (row.step, row.history_user, row.state) == ("undo", by.user, state)


def test_undo_is_over_when_the_message_has_left(moved, by, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=5, seconds=1))
    deliver_due()
    assert deliveries() == {"sent"}
    assert undoable_step(moved) is None
    with pytest.raises(StepRefused, match="any more"):
        undo(moved, by, moved.version)


def test_undo_is_refused_while_the_message_is_leaving(moved, by):
    before = kept(moved)
    Message.objects.update(attempts=1)
    with pytest.raises(StepRefused, match="left already"):
        undo(moved, by, moved.version)
    assert kept(moved) == before


def test_undo_is_refused_after_somebody_else_moved_the_case(moved, by):
    kind = next(each for each in KINDS if each.name == moved.kind)
    step = {
        "course-registration": None,
        "room-request": "accept",
        "request": "answer",
        "volunteer-application": "withdraw",
    }[kind.name]
    if step is None:  # a declined registration is at its end
        moved = undo(moved, by, moved.version)
        step = "withdraw"
    perform(moved, step, APPLICANT, details=kind.details(moved, step))
    with pytest.raises(CaseChanged):
        undo(moved, by, moved.version)


# Room requests: the time has to be free, and rivals must not have heard


def room_request(state: str):
    return next(each for each in KINDS if each.name == "room-request").make(state)


def test_undo_is_refused_when_another_request_has_the_room_by_now(by):
    moved = perform(
        room_request("requested"), "refuse", by, "No", details={"ground": "other"}
    )
    freed = moved.slots.first()
    other = room_request("requested")
    for slot in other.slots.all():
        slot.room = freed.room
        # Only the buffers meet.
        slot.blocked_from = freed.blocked_until - timedelta(minutes=1)
        slot.starts_at = slot.blocked_from + timedelta(minutes=15)
        slot.ends_at = slot.blocked_until = slot.starts_at + timedelta(hours=1)
        slot.save()
        break
    before = kept(moved)
    with pytest.raises(StepRefused, match="has the room at that time"):
        undo(moved, by, moved.version)
    assert kept(moved) == before
    assert deliveries() == {"waiting"}


@pytest.fixture
def rival(by):
    """A request that wished for a time which another one gives back just now."""
    holder, rival = room_request("requested"), room_request("requested")
    wished = rival.slots.first()
    RoomSlot.objects.filter(case=rival).update(room=holder.room, state="missed")
    put(rival, room=holder.room)
    assert wished.starts_at == holder.slots.first().starts_at
    return holder, rival


def test_a_rival_hears_of_free_time_only_when_undo_is_over(
    rival, by, mailoutbox, time_machine
):
    holder, other = rival
    moved = perform(holder, "refuse", by, "No", details={"ground": "other"})
    deliver_due()
    assert [each.name for each in Message.objects.about(other)] == ["time_free"]
    assert mailoutbox == []

    undo(moved, by, moved.version)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    deliver_due()
    assert mailoutbox == []
    assert deliveries() == {"cancelled"}


def test_undo_is_refused_when_a_rival_has_heard(rival, by):
    holder, other = rival
    moved = perform(holder, "refuse", by, "No", details={"ground": "other"})
    Message.objects.about(other).update(delivery=Message.Delivery.TOLD)
    with pytest.raises(StepRefused, match="left already"):
        undo(moved, by, moved.version)


def test_a_rival_hears_at_once_when_nobody_can_undo(rival, by, mailoutbox):
    holder, _other = rival
    perform(holder, "withdraw", APPLICANT)
    deliver_due()
    assert len(mailoutbox) == 2


def test_calendars_take_the_time_that_moved_back_as_the_truth(by):
    proposed = room_request("move_proposed")
    moved = perform(proposed, "agree", by)
    taken = moved.slots.get(sequence=1)
    assert taken.starts_at == moment(in_days(30), 10)

    undo(moved, by, moved.version)

    taken.refresh_from_db()
    assert (taken.starts_at, taken.sequence) == (moment(in_days(28), 10), 2)


def test_the_history_of_a_date_knows_who_took_it_away_and_brought_it_back(by):
    proposed = room_request("move_proposed")
    moved = perform(proposed, "keep", by)
    undone = undo(moved, by, moved.version)

    pk = undone.slots.get(state="proposed").pk
    rows = RoomSlot.history.filter(id=pk).order_by("history_id")
    assert [(each.history_type, each.history_user) for each in rows] == [
        ("+", None),
        ("-", by.user),
        ("+", by.user),
    ]
