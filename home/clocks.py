"""Days and clocks of Prague as moments: 18:00 stays 18:00 in summer and winter."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

PRAGUE = ZoneInfo(settings.TIME_ZONE)


class NoSuchTime(Exception):
    """The clocks skip this time on this day: they go forward in spring."""


def at(day: date, clock: time) -> datetime:
    """This time on this day; of a time that comes twice in autumn, the first.

    Raises NoSuchTime for a time that the clocks skip.
    """
    if not exists(day, clock):
        raise NoSuchTime
    return around(day, clock)


def around(day: date, clock: time) -> datetime:
    """As `at`, but a time that the clocks skip becomes the one that follows."""
    local = datetime.combine(day, clock, tzinfo=PRAGUE)
    return local.astimezone(UTC).astimezone(PRAGUE)


def exists(day: date, clock: time) -> bool:
    """False for 02:30 on the Sunday in March when the clocks go forward."""
    return around(day, clock).replace(tzinfo=None) == datetime.combine(day, clock)


def midnight(day: date) -> datetime:
    """When this day begins."""
    return around(day, time(0))


def midnight_after(day: date) -> datetime:
    """When this day is over."""
    return midnight(day + timedelta(days=1))
