"""From schedules to dates: what is missing is made, what nobody touched follows.

What visitors may already know stays: a date that is over, was cancelled, or got a
time or a place of its own is never taken away. The n-th date of a series stays the
n-th when the series moves as a whole: calendars move it instead of doubling it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.models.event_dates import EventDate
from events.models.events import Event
from events.models.schedules import Schedule
from events.recurrence import distance_of_days


@transaction.atomic
def plan_dates(event: Event) -> None:
    """Bring the dates of an event in line with its schedules and left-out days."""
    # Two people may save the same event at once.
    Event.objects.select_for_update().get(pk=event.pk)
    now = timezone.now()
    skipped = set(event.skipped_days.values_list("day", flat=True))
    kept: set[int] = set()
    for schedule in Schedule.objects.filter(event=event):
        kept |= _plan(schedule, skipped, now)
    for left_over in event.dates.exclude(pk__in=kept).coming(now):
        if _is_untouched(left_over):
            left_over.delete()


def _plan(schedule: Schedule, skipped: set[date], now: datetime) -> set[int]:
    """Make or adjust the dates of one schedule; the keys of those that are right."""
    days = {
        number: day
        for number, day in enumerate(schedule.all_days())
        if day not in skipped
    }
    known = _known_dates(schedule, days, now)
    dates = [
        _date_on(day, number, schedule, known.get(number), now)
        for number, day in days.items()
    ]
    return {each.pk for each in dates}


def _known_dates(
    schedule: Schedule, days: dict[int, date], now: datetime
) -> dict[int, EventDate]:
    """The row that each number has already: that of its day; else, where no day of the
    series is left, that of its number.
    """
    rows = list(schedule.dates.order_by("starts_at", "pk"))
    by_day = {row.planned_on: row for row in rows}
    found = {number: by_day[day] for number, day in days.items() if day in by_day}
    if any(row.ends_at > now for row in found.values()):
        return found
    distance = distance_of_days(schedule.repeats, schedule.every)
    moved = _rows_by_number(rows, days, distance, now)
    return moved | found


def _rows_by_number(
    rows: Iterable[EventDate],
    days: dict[int, date],
    distance: timedelta,
    now: datetime,
) -> dict[int, EventDate]:
    """What is over was the n-th date only if the n-th is close to it now: a series may
    begin anew after a year.
    """
    return {
        row.number: row
        for row in rows
        if row.number in days
        and (row.ends_at > now or abs(days[row.number] - row.planned_on) < distance)
    }


def _date_on(
    day: date,
    number: int,
    schedule: Schedule,
    found: EventDate | None,
    now: datetime,
) -> EventDate:
    if found is None:
        return EventDate.objects.create(
            event_id=schedule.event_id,
            schedule=schedule,
            number=number,
            planned_on=day,
            starts_at=schedule.begin_on(day),
            ends_at=schedule.end_of(day),
        )
    if found.ends_at > now:
        _follow(found, day, number, schedule)
    return found


def _follow(found: EventDate, day: date, number: int, schedule: Schedule) -> None:
    """A time that somebody gave it stays; which day of the series it is, follows."""
    planned: dict[str, object] = {"planned_on": day, "number": number}
    if found.follows_schedule:
        begin, end = schedule.begin_on(day), schedule.end_of(day)
        planned |= {"starts_at": begin, "ends_at": end}
    if any(getattr(found, name) != value for name, value in planned.items()):
        for name, value in planned.items():
            setattr(found, name, value)
        found.save()


def _is_untouched(each: EventDate) -> bool:
    return each.follows_schedule and not each.is_cancelled and each.place_id is None
