"""What follows a step in the same transaction: slots are taken, moved, given back."""

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING

from forms_app.engine.outbox import enqueue
from forms_app.engine.states import StepRefused
from forms_app.room_requests.availability import Verdict, is_free_now, plan
from forms_app.room_requests.slots import RoomSlot

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def hold_the_room(case: "RoomRequest") -> None:
    """Each free date is held from now on; the others are kept as wishes.

    A request that leaves quarantine may find that nothing is free any more.
    """
    dates = plan(case.room, case.wish)
    if not any(each.is_free for each in dates):
        raise StepRefused(dates[0].words)
    for planned in dates:
        if planned.verdict == Verdict.NO_SUCH_TIME:
            continue
        state = RoomSlot.State.HELD if planned.is_free else RoomSlot.State.MISSED
        slot = RoomSlot(case=case, room=case.room, state=state)
        slot.take_time(planned.starts_at, planned.ends_at)
        _write(case, slot)
    enqueue(case, "requested")


def give_the_room_back(case: "RoomRequest") -> None:
    """All dates to come. Those that are over stay: the room was used."""
    freed = list(case.slots.holding().to_come())
    # A proposed date goes before the one that it would have replaced.
    for slot in sorted(freed, key=lambda each: each.replaces_id is None):
        slot.state = RoomSlot.State.RELEASED
        _write(case, slot)
    tell_rivals(case, freed)


def drop_dates(case: "RoomRequest") -> None:
    dropped = list(case.details["slots"])
    for slot in dropped:
        slot.state = RoomSlot.State.DROPPED
        _write(case, slot)
    tell_rivals(case, dropped)


def hold_the_other_time(case: "RoomRequest") -> None:
    """Both times are held until the applicant has chosen."""
    proposed = RoomSlot(case=case, room=case.room, state=RoomSlot.State.PROPOSED)
    proposed.replaces = case.details["slot"]
    proposed.take_time(*case.details["to"])
    _write(case, proposed)


def take_the_other_time(case: "RoomRequest") -> None:
    """The date keeps its row, so that calendars move it instead of doubling it."""
    proposed = _proposed(case)
    slot = RoomSlot.objects.get(pk=str(proposed.replaces_id))
    old = copy(slot)
    proposed.written_by_step_of(case).delete()
    slot.take_time_of(proposed)
    slot.sequence += 1
    _write(case, slot)
    tell_rivals(case, [old])


def forget_the_other_time(case: "RoomRequest") -> None:
    proposed = _proposed(case)
    proposed.written_by_step_of(case).delete()
    tell_rivals(case, [proposed])


def _proposed(case: "RoomRequest") -> RoomSlot:
    return case.slots.get(state=RoomSlot.State.PROPOSED)


def tell_rivals(case: "RoomRequest", freed: Iterable[RoomSlot]) -> None:
    """Whoever wished for a time that has just become free hears of it, once."""
    for rival in _rivals(case, list(freed)):
        if rival.is_open and any(map(is_free_now, rival.missed_slots())):
            enqueue(rival, "time_free")


def _rivals(case: "RoomRequest", freed: list[RoomSlot]) -> Iterable["RoomRequest"]:
    rivals = {}
    for slot in freed:
        wished = RoomSlot.objects.filter(room=slot.room_id, state=RoomSlot.State.MISSED)
        overlapping = wished.within(slot.blocked_from, slot.blocked_until)
        for each in overlapping.exclude(case=case).select_related("case"):
            rivals[each.case_id] = each.case
    return rivals.values()


def _write(case: "RoomRequest", slot: RoomSlot) -> None:
    slot.written_by_step_of(case).save()
