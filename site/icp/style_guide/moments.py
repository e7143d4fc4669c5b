"""The day on which everything in the style guide takes place: always the same one."""

from datetime import date, datetime, time, timedelta

from home.clocks import around

TODAY = date(2027, 3, 10)  # a Wednesday
A_WEEK, TWO_HOURS = timedelta(days=7), timedelta(hours=2)


def at(day: date, hour: int) -> datetime:
    return around(day, time(hour))


NOW = at(TODAY, 10)
