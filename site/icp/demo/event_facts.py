"""Events with their dates: one is a series with a date that moved and one cancelled."""

from datetime import date, timedelta

from events.models import Event, Schedule, SkippedDay
from events.planning import plan_dates
from icp.demo.days import PUBLIC_HOLIDAYS, monday_after
from services.models import Place

REASON = "Demonstration"
NOT_OF_THE_EVENT = {"series", "moved", "cancelled"}


def make_event(row: dict, today: date) -> bool:
    if Event.objects.filter(name=row["name"]).exists():
        return False
    facts = {key: value for key, value in row.items() if key not in NOT_OF_THE_EVENT}
    schedule = _schedule(row["series"], today)
    schedule.full_clean(exclude=["event"])
    holidays = [SkippedDay(day=day) for day in schedule.all_days() if _is_holiday(day)]
    event = Event(
        **facts | {"place": Place.objects.get(name=row["place"])},
        schedules=[schedule],
        skipped_days=holidays,
    )
    event._change_reason = REASON
    event.full_clean()
    event.save()
    plan_dates(event)
    _change_dates(event, row)
    return True


def _schedule(series: dict, today: date) -> Schedule:
    first_day = monday_after(today, series["week"]) + timedelta(series["weekday"])
    while _is_holiday(first_day):
        first_day += timedelta(weeks=1)
    rest = {key: series[key] for key in series.keys() - {"week", "weekday"}}
    return Schedule(first_day=first_day, **rest)


def _is_holiday(day: date) -> bool:
    return (day.month, day.day) in PUBLIC_HOLIDAYS


def _change_dates(event: Event, row: dict) -> None:
    """The date of this number moves by some days, another is cancelled."""
    dates = list(event.dates.all())
    if change := row.get("moved"):
        moved = dates[change["number"] - 1]
        # Its page is made later, so nobody can have read of the first time.
        moved.moved_from = moved.starts_at
        moved.starts_at += timedelta(days=change["days"])
        moved.ends_at += timedelta(days=change["days"])
        moved.follows_schedule = False
        moved._change_reason = REASON
        moved.save()
    if change := row.get("cancelled"):
        cancelled = dates[change["number"] - 1]
        cancelled.is_cancelled = True
        cancelled._change_reason = REASON
        cancelled.save()
