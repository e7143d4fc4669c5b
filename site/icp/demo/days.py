"""Days and times of the demonstration, counted from the day of loading."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count, islice

from home.clocks import around

Interval = tuple[datetime, datetime]

# Month and day of the Czech public holidays that do not move with Easter.
PUBLIC_HOLIDAYS = {
    (1, 1),
    (5, 1),
    (5, 8),
    (7, 5),
    (7, 6),
    (9, 28),
    (10, 28),
    (11, 17),
    (12, 24),
    (12, 25),
    (12, 26),
}


def monday_after(today: date, weeks: int = 0) -> date:
    """The first Monday after today, or the one so many weeks later."""
    return today + timedelta(days=7 - today.weekday(), weeks=weeks)


def christmas_holidays(today: date) -> tuple[date, date]:
    """24 and 26 December of the Christmas that is not over yet."""
    this_year = today <= date(today.year, 12, 26)
    year = today.year if this_year else today.year + 1
    return date(year, 12, 24), date(year, 12, 26)


def meetings(pattern: dict, today: date) -> list[Interval]:
    """Begin and end of each meeting, none of them on a public holiday.

    The pattern has `week` (counted from the Monday after today), `weekdays`
    (Monday = 0), `begins`, `ends` and `count`.
    """
    days = _days(monday_after(today, pattern["week"]), pattern["weekdays"])
    return [
        (around(day, pattern["begins"]), around(day, pattern["ends"]))
        for day in islice(days, pattern["count"])
    ]


def _days(monday: date, weekdays: list[int]) -> Iterator[date]:
    for week in count():
        for weekday in weekdays:
            day = monday + timedelta(weeks=week, days=weekday)
            if (day.month, day.day) not in PUBLIC_HOLIDAYS:
                yield day
