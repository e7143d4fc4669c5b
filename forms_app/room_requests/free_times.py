"""The public calendar of a room: free and taken times of a day, without any names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forms_app.room_requests.availability import slots_around
from forms_app.room_requests.slots import RoomSlot
from home.clocks import around
from services.models import Room


@dataclass(frozen=True)
class Stretch:
    """A part of a day on which the room is either free or taken throughout."""

    begins: datetime
    ends: datetime
    is_free: bool


@dataclass(frozen=True)
class RoomDay:
    day: date
    stretches: list[Stretch]
    is_too_soon: bool

    @property
    def summary(self) -> str:
        """`closed`, `free`, `partly` or `taken`"""
        if not self.stretches:
            return "closed"
        kinds = {each.is_free for each in self.stretches}
        if len(kinds) == 2:
            return "partly"
        return "free" if True in kinds else "taken"

    @property
    def can_be_asked_for(self) -> bool:
        return not self.is_too_soon and self.summary in {"free", "partly"}


def room_days(room: Room, days: list[date]) -> dict[date, RoomDay]:
    """The calendar of these days, in one query for the slots of all of them."""
    slots = slots_around(room, days[0], days[-1])
    first = room.first_day_to_ask_for
    return {
        day: RoomDay(day, list(_stretches(room, day, slots)), day < first)
        for day in days
    }


def _stretches(room: Room, day: date, slots: Iterable[RoomSlot]):
    for hours in room.open_times(day):
        cursor, closes = around(day, hours.opens), around(day, hours.closes)
        for begin, end in _taken(room, slots):
            begin, end = max(begin, cursor), min(end, closes)
            if begin >= end:
                continue
            if cursor < begin:
                yield Stretch(cursor, begin, True)
            yield Stretch(begin, end, False)
            cursor = end
        if cursor < closes:
            yield Stretch(cursor, closes, True)


def _taken(room: Room, slots: Iterable[RoomSlot]) -> list[tuple[datetime, datetime]]:
    """When no other meeting can be: what slots block, and the buffers of that other.

    Joined where they touch, so that nobody reads off how many meetings there are.
    """
    before = timedelta(minutes=room.buffer_before)
    after = timedelta(minutes=room.buffer_after)
    joined: list[tuple[datetime, datetime]] = []
    for slot in sorted(slots, key=lambda each: each.blocked_from):
        begin, end = slot.blocked_from - after, slot.blocked_until + before
        if joined and begin <= joined[-1][1]:
            begin, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((begin, end))
    return joined
