"""The day on which everything in the style guide takes place: always the same one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

TODAY = date(2027, 3, 10)  # a Wednesday
A_WEEK, TWO_HOURS = timedelta(days=7), timedelta(hours=2)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(settings.TIME_ZONE))


NOW = at(TODAY, 10)
