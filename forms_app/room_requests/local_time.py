"""Days and clocks of Prague as moments: 18:00 stays 18:00 in summer and winter."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

PRAGUE = ZoneInfo(settings.TIME_ZONE)
A_WEEK = timedelta(days=7)
# A series repeats weekly for about a year at most.
MOST_DATES = 52


class NoSuchTime(Exception):
    """The clocks skip this time on this day: they go forward in spring."""


def at(day: date, clock: time) -> datetime:
    """This time on this day; of a time that comes twice in autumn, the first.

    Raises NoSuchTime for a time that the clocks skip.
    """
    if not exists(day, clock):
        raise NoSuchTime
    return around(day, clock)


def exists(day: date, clock: time) -> bool:
    naive = around(day, clock).replace(tzinfo=None)
    return naive == datetime.combine(day, clock)


def around(day: date, clock: time) -> datetime:
    """As `at`, but a time that the clocks skip becomes the one that follows."""
    local = datetime.combine(day, clock, tzinfo=PRAGUE)
    return local.astimezone(UTC).astimezone(PRAGUE)


def weekly(first_day: date, until: date | None) -> list[date]:
    """The first day and the same weekday of each week until the last day."""
    days = [first_day]
    while until and days[-1] + A_WEEK <= until and len(days) < MOST_DATES:
        days.append(days[-1] + A_WEEK)
    return days
