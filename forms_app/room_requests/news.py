"""What of a change somebody who borrows a room has to hear."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from forms_app.room_requests.slots import RoomSlot
from home.affected.change import FactChange, RowChange
from services.models import HouseRules, Place, Room, RoomEquipment, RoomHours
from services.visits import ChangedPlace


@dataclass(frozen=True)
class RoomNews:
    """Of one case, whose `dates` are to come. What does not change is empty."""

    dates: list[RoomSlot]
    old_place: Place | None = None
    new_place: Place | None = None
    since: date | None = None
    closed: list[RoomSlot] = field(default_factory=list)
    room_for: int | None = None
    missing: list[str] = field(default_factory=list)
    rules: HouseRules | None = None

    @property
    def says_something(self) -> bool:
        return any(
            (self.old_place, self.closed, self.room_for, self.missing, self.rules)
        )

    @property
    def keeps(self) -> list[RoomSlot]:
        return [each for each in self.dates if each not in self.closed]

    @property
    def subject(self) -> str:
        happened = {
            "place": self.old_place,
            "closed": self.closed,
            "rules": self.rules,
            "other": self.room_for or self.missing,
        }
        names = [name for name, value in happened.items() if value]
        return SUBJECTS[names[0] if len(names) == 1 else "other"]()


SUBJECTS: dict[str, Callable[[], str]] = {
    "place": lambda: gettext("Your room is somewhere else"),
    "closed": lambda: gettext("The room is closed on your date"),
    "rules": lambda: gettext("There are new house rules"),
    "other": lambda: gettext("Something changes about your room"),
}


def news_of_room(case: Any, slots: list[RoomSlot], change: FactChange) -> RoomNews:
    room: Any = change.fact
    old = None
    if change.differs_in("place_id"):
        old = Place.objects.filter(pk=change.before("place_id")).first()
    is_too_small = change.differs_in("capacity") and case.head_count > room.capacity
    return RoomNews(
        dates=slots,
        old_place=old,
        new_place=room.place.on(_day(slots[0])) if old else None,
        closed=_outside_the_hours(room, slots, change.of(RoomHours)),
        room_for=room.capacity if is_too_small else None,
        missing=_missing(case, room, change.of(RoomEquipment)),
    )


def news_at_place(
    case: Any, slots: list[RoomSlot], sent_to: Place, place: ChangedPlace
) -> RoomNews:
    days = sorted({_day(slot) for slot in slots})
    elsewhere = [day for day in days if place.is_elsewhere_now(sent_to, day)]
    closed = [slot for slot in slots if place.is_closed_now(sent_to, _day(slot))]
    if not elsewhere:
        return RoomNews(dates=slots, closed=closed)
    was, now = place.visits(sent_to, elsewhere[0])
    since = elsewhere[0] if elsewhere[0] != days[0] else None
    return RoomNews(slots, was.place, now.place, since, closed)


def news_of_rules(case: Any, slots: list[RoomSlot], rules: HouseRules) -> RoomNews:
    """For dates on which this version counts; whoever accepted it knows it."""
    later = [slot for slot in slots if _day(slot) >= rules.valid_from]
    knows_it = case.rules_id is not None and case.rules_id == rules.pk
    return RoomNews(slots, rules=rules if later and not knows_it else None)


def _day(slot: RoomSlot) -> date:
    return timezone.localdate(slot.starts_at)


def _outside_the_hours(
    room: Room, slots: Iterable[RoomSlot], rows: list[RowChange]
) -> list[RoomSlot]:
    """Dates in hours that the room had and has not any more."""
    if not rows:
        return []
    now = list(room.hours.all())
    was = [each for each in now if each.pk and not _is_among(each, rows)]
    was += [RoomHours(**row.was) for row in rows if row.was is not None]
    return [
        slot for slot in slots if _is_within(slot, was) and not _is_within(slot, now)
    ]


def _is_among(hours: RoomHours, rows: list[RowChange]) -> bool:
    return any(row.pk == hours.pk for row in rows)


def _is_within(slot: RoomSlot, hours: Iterable[RoomHours]) -> bool:
    begins, ends = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return any(
        each.weekday == begins.weekday()
        and each.opens <= begins.time()
        and ends.time() <= each.closes
        for each in hours
    )


def _missing(case: Any, room: Room, rows: list[RowChange]) -> list[str]:
    """What the room had, and what they want to use."""
    has = {each.item for each in room.equipment.all()}
    had = {row.was["item"] for row in rows if row.was is not None}
    return [item for item in case.equipment if item in had - has]
