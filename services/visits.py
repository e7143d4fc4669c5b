"""Where somebody who comes on a day finds us: before a place changes and after it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from home.affected.change import FactChange, RowChange
from services.models import Closure, Place

ADDRESS = ("street", "postal_code", "city", "building", "floor")
OPEN_DAYS = ("opened_on", "valid_until")


@dataclass(frozen=True)
class Visit:
    """`place` is where to go on the day; nobody is there where it is closed."""

    place: Place
    is_closed: bool

    def is_elsewhere_than(self, other: Visit) -> bool:
        return any(
            getattr(self.place, name) != getattr(other.place, name) for name in ADDRESS
        )


@dataclass(frozen=True)
class ChangedPlace:
    """A place as it was and as it is. Whoever was sent to it, or to one that moved
    here, may find something else than they were told.
    """

    was: Place
    now: Place
    others: dict[int, Place]

    @classmethod
    def of(cls, change: FactChange) -> ChangedPlace:
        was, now = copy(change.fact), copy(change.fact)
        own = change.own
        if own is not None and own.was is not None:
            for name, value in own.was.items():
                setattr(was, name, value)
        closures = {each.pk or id(each): each for each in now.closures.all()}
        now.current_closures = list(closures.values())
        was.current_closures = _as_they_were(closures, change.of(Closure))
        others = Place.objects.with_changes(timezone.localdate()).linked()
        for version in (was, now):
            version.successor = others.get(version.successor_id)
        return cls(was, now, others)

    def visits(self, place: Place, day: date) -> tuple[Visit, Visit]:
        """Before and now, for whoever was sent to `place` on this day."""
        return _visit(place, day, self.was), _visit(place, day, self.now)

    def is_closed_now(self, place: Place, day: date) -> bool:
        """Nobody is there, and before the change somebody was."""
        was, now = self.visits(place, day)
        return now.is_closed and not was.is_closed

    def is_open_again(self, place: Place, day: date) -> bool:
        was, now = self.visits(place, day)
        return was.is_closed and not now.is_closed

    def is_elsewhere_now(self, place: Place, day: date) -> bool:
        was, now = self.visits(place, day)
        return not now.is_closed and now.is_elsewhere_than(was)

    @property
    def people_were_sent_to(self) -> dict[int, Place]:
        """The place itself and those that moved here, by key."""
        return {
            pk: place
            for pk, place in self.others.items()
            if any(each.pk == self.now.pk for each in place.and_successors())
        }


def _as_they_were(known: dict[int, Closure], rows: list[RowChange]) -> list[Closure]:
    """Closures that are not stored yet were not there at all."""
    closures = {pk: each for pk, each in known.items() if each.pk}
    for row in rows:
        if row.was is None:
            closures.pop(row.pk, None)
        else:
            closures[row.pk] = Closure(pk=row.pk, **row.was)
    return list(closures.values())


def _visit(place: Place, day: date, changed: Place) -> Visit:
    """As `Place.on`, with one of the places as it was or would be."""
    here = place
    seen: set[int] = set()
    while True:
        here = changed if here.pk == changed.pk else here
        seen.add(here.pk)
        onwards = here.successor
        if not here.has_ended(day) or onwards is None or onwards.pk in seen:
            break
        here = onwards
    is_closed = not here.is_there(day) or here.closure_on(day) is not None
    return Visit(here, is_closed)
