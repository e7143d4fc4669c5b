"""What somebody who stands before the door at a moment wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from services.models.hours import Closure
from services.models.places import Place

# Beyond this "opens on …" is no help any more.
DAYS_AHEAD = 60


@dataclass(frozen=True)
class Opening:
    """Open until when, or shut until when, and why, on the clocks of Prague."""

    today: date
    is_open: bool = False
    closes_at: time | None = None
    opens_on: date | None = None
    opens_at: time | None = None
    closure: Closure | None = None

    @property
    def opens_today(self) -> bool:
        return self.opens_on == self.today


def opening_at(place: Place, moment: datetime) -> Opening:
    local = timezone.localtime(moment)
    today, clock = local.date(), local.time()
    closes_at = _closing_time(place, today, clock)
    if closes_at is not None:
        return Opening(today, is_open=True, closes_at=closes_at)
    opens_on, opens_at = _next_opening(place, today, clock)
    return Opening(
        today,
        opens_on=opens_on,
        opens_at=opens_at,
        closure=place.closure_on(today) if place.usual_hours_on(today) else None,
    )


def _closing_time(place: Place, day: date, clock: time) -> time | None:
    """When the doors shut; slots that follow one another at once are one.

    A place may close for lunch, so a day can have several slots.
    """
    closes_at = None
    for slot in sorted(place.hours_on(day), key=lambda each: each.opens):
        if slot.opens <= (closes_at or clock) < slot.closes:
            closes_at = slot.closes
    return closes_at


def _next_opening(
    place: Place, today: date, clock: time
) -> tuple[date, time] | tuple[None, None]:
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        opens = [
            slot.opens
            for slot in place.hours_on(day)
            if day > today or slot.opens > clock
        ]
        if opens:
            return day, min(opens)
    return None, None
