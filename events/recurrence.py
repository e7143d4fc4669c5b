"""The days of a series: pure dates, so that no change of the clocks can shift them."""

from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_DATES = 200
LAST_WEEK = -1


class Repeats(models.TextChoices):
    NEVER = "never", _("does not repeat")
    WEEKLY = "weekly", _("every week, or every few weeks")
    MONTHLY = "monthly", _("every month on the same weekday")


def days_of_series(
    first_day: date,
    repeats: str,
    every: int = 1,
    until: date | None = None,
    times: int | None = None,
) -> list[date]:
    """At most `MOST_DATES` days, the first one included."""
    if repeats == Repeats.NEVER:
        return [first_day]
    if times is None and until is None:
        return [first_day]
    count = min(times or MOST_DATES, MOST_DATES)
    found = (each.date() for each in _rule(first_day, repeats, every))
    return [day for day in islice(found, count) if until is None or day <= until]


def _rule(first_day: date, repeats: str, every: int) -> rrule:
    begin = datetime.combine(first_day, time(0))
    if repeats == Repeats.WEEKLY:
        return rrule(WEEKLY, interval=every, dtstart=begin)
    return rrule(
        MONTHLY, interval=every, dtstart=begin, byweekday=_weekday_of_month(first_day)
    )


def _weekday_of_month(day: date) -> weekday:
    """`TU(+2)` for a second Tuesday. A fifth one counts as the last of its month."""
    week = (day.day - 1) // 7 + 1
    return weekday(day.weekday(), week if week < 5 else LAST_WEEK)


def distance_of_days(repeats: str, every: int) -> timedelta:
    """How far two days of a series are apart at least; no time where it is one day."""
    weeks = {Repeats.NEVER: 0, Repeats.WEEKLY: 1, Repeats.MONTHLY: 4}
    return timedelta(weeks=weeks[Repeats(repeats)] * every)
