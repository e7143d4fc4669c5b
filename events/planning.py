"""From schedules to dates: what is missing is made, what nobody touched follows.

What visitors may already know stays: a date that is over, was cancelled, or got a
time or a place of its own is never taken away.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from events.models.event_dates import EventDate
from events.models.events import Event
from events.models.schedules import Schedule
from events.recurrence import Repeats


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
    known = {each.planned_on: each for each in schedule.dates.all()}
    days = [day for day in schedule.all_days() if day not in skipped]
    coming = [each for each in known.values() if each.ends_at > now]
    is_single = schedule.repeats == Repeats.NEVER and len(coming) == len(days) == 1
    if is_single and days[0] not in known:
        # Another day for a single date is a move, not another date.
        known = {days[0]: coming[0]}
    return {_date_on(day, schedule, known.get(day), now).pk for day in days}


def _date_on(
    day: date, schedule: Schedule, found: EventDate | None, now: datetime
) -> EventDate:
    begin, end = schedule.begin_on(day), schedule.end_of(day)
    if found is None:
        return EventDate.objects.create(
            event_id=schedule.event_id,
            schedule=schedule,
            planned_on=day,
            starts_at=begin,
            ends_at=end,
        )
    as_planned = (found.planned_on, found.starts_at, found.ends_at)
    is_to_come = found.ends_at > now
    if found.follows_schedule and is_to_come and as_planned != (day, begin, end):
        found.planned_on, found.starts_at, found.ends_at = day, begin, end
        found.save()
    return found


def _is_untouched(each: EventDate) -> bool:
    return each.follows_schedule and not each.is_cancelled and each.place_id is None
