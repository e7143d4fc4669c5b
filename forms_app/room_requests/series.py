"""The days of a weekly series."""

from datetime import date, timedelta

A_WEEK = timedelta(days=7)
# A series repeats weekly for a year at most, its first and its last day included.
MOST_DATES = 53


def weekly(first_day: date, until: date | None) -> list[date]:
    """The first day and the same weekday of each week until the last day."""
    days = [first_day]
    while until and days[-1] + A_WEEK <= until and len(days) < MOST_DATES:
        days.append(days[-1] + A_WEEK)
    return days
