"""Dates, times and weekdays in words, as the reader's language writes them.

Django's own formats shorten months in English ("Feb. 3, 2027"), take the 12-hour
clock in English and Arabic, and write "03" in Ukrainian; people copy dates from
these pages onto paper, so they are spelled out. How, says `home.formats`.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache

from babel import Locale
from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext

register = template.Library()

# These write the year first, so in a range it stands with the first day.
YEAR_FIRST = {"zh-hans", "mn"}
# Where a comma is not a comma.
COMMAS = {"ar": "، ", "zh-hans": "、"}
# Django misspells the weekdays in Mongolian and counts them in Vietnamese.
WEEKDAYS_OF_CLDR = {"mn", "vi"}


def _local(moment):
    is_aware = isinstance(moment, datetime) and timezone.is_aware(moment)
    return timezone.localtime(moment) if is_aware else moment


def _day_and_month(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


@register.filter
def long_date(day: date) -> str:
    """`3 February 2027`"""
    return date_format(_local(day), "DATE_FORMAT")


@register.filter
def date_range(first: date, last: date) -> str:
    """`3 February – 12 June 2027`; one day stays one date."""
    return _from_to(*_ends_of_range(first, last))


@register.filter
def whole_dates(first: date, last: date) -> SafeString:
    """The same for a narrow column, where a line should not end inside a date.

    "21 December" above "2026 – 5 May 2027" would be misread.
    """
    ends = _ends_of_range(first, last)
    return mark_safe(
        _from_to(*(format_html('<span class="whole">{}</span>', each) for each in ends))
    )


def _ends_of_range(first: date, last: date) -> list[str]:
    """Both dates in words, or one where there is only one day."""
    first, last = _local(first), _local(last)
    if first == last:
        return [long_date(first)]
    begin, end = long_date(first), long_date(last)
    if first.year == last.year and get_language() in YEAR_FIRST:
        end = _day_and_month(last)
    elif first.year == last.year:
        begin = _day_and_month(first)
    return [begin, end]


def _from_to(first: str, last: str = "") -> str:
    """Both in one phrase; an only one stays as it is."""
    if not last:
        return first
    template = pgettext("from one date to another", "%(first)s – %(last)s")
    return template % {"first": first, "last": last}


@register.filter
def clock(moment: time | datetime) -> str:
    """`09:30`, on the 24-hour clock."""
    return time_format(_local(moment), "H:i")


@register.filter
def clock_range(begin: time | datetime, end: time | datetime) -> str:
    """`09:30–12:00`"""
    template = pgettext("from one time to another", "%(begin)s–%(end)s")
    return template % {"begin": clock(begin), "end": clock(end)}


@register.filter
def day_and_time(moment: datetime) -> str:
    """`3 February 2027, 18:00`"""
    template = pgettext("a day and a time", "%(date)s, %(time)s")
    return template % {"date": long_date(moment), "time": clock(moment)}


@register.filter
def meeting(begin: datetime, end: datetime) -> str:
    """`Wednesday 3 February 2027, 18:00–20:00`, or daily hours of many days."""
    if _local(begin).date() != _local(end).date():
        if _local(end).time() > _local(begin).time():
            return _daily(begin, end)
        return _from_to(day_and_time(begin), day_and_time(end))
    return _on_a_day(begin, clock_range(begin, end))


def _daily(begin: datetime, end: datetime) -> str:
    template = pgettext("open daily", "%(dates)s, daily %(times)s")
    return template % {
        "dates": date_range(_local(begin).date(), _local(end).date()),
        "times": clock_range(begin, end),
    }


def moment_in_words(moment: datetime) -> str:
    """`Wednesday 3 February 2027, 18:00`"""
    return _on_a_day(moment, clock(moment))


def _on_a_day(moment: datetime, times: str) -> str:
    template = pgettext("a meeting", "%(weekday)s %(date)s, %(times)s")
    return template % {
        "weekday": weekday_name(moment),
        "date": long_date(moment),
        "times": times,
    }


@register.filter
def weekday_name(weekday: int | date) -> str:
    """`Monday`, for the number of a weekday (Monday is 0) or for a day."""
    number = weekday if isinstance(weekday, int) else _local(weekday).weekday()
    return capfirst(_weekdays(get_language())[number])


@cache
def _weekdays(language: str) -> dict[int, str]:
    if language in WEEKDAYS_OF_CLDR:
        return Locale.parse(language).days["stand-alone"]["wide"]
    return WEEKDAYS


@register.filter
def in_a_row(words: Iterable) -> str:
    """`Czech, English`, with the comma of the reader's language and without "and"."""
    comma = COMMAS.get(get_language(), ", ")
    return comma.join(str(each) for each in words)


@register.filter
def item(mapping: dict, key):
    """The value at this key, or None: a template cannot look up a variable key."""
    return mapping.get(key)
