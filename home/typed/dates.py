"""The one reader of dates as people type them.

The page's language says two things: what its months are called, and whether a short
date may begin with the year. Months of the other nine are understood as well. Where
two days could be meant, none is taken.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from babel import Locale
from django.utils import timezone
from django.utils.translation import get_language

from home.typed.words_of_dates import (
    NotADate,
    Number,
    Part,
    WordsOfDate,
    words_of_date,
)

FIRST_YEAR, LAST_YEAR = 1900, 2100
# A year of two digits is at most so many years ahead of us.
YEARS_AHEAD = 10
DAY_FIRST = (Part.DAY, Part.MONTH, Part.YEAR)
YEAR_FIRST = (Part.YEAR, Part.MONTH, Part.DAY)
LIMITS = {Part.DAY: (1, 31), Part.MONTH: (1, 12), Part.YEAR: (FIRST_YEAR, LAST_YEAR)}

Reading = dict[Part, Number]


def read_date(typed: str, language: str | None = None) -> date:
    """The day that is meant. Raises NotADate."""
    language = language or get_language() or "en"
    words = words_of_date(typed, language)
    days: set[date] = set()
    wrong: list[NotADate] = []
    for reading in _readings(words, language):
        try:
            days.add(_day(reading, words.month))
        except NotADate as refused:
            wrong.append(refused)
    if not days:
        raise wrong[0]
    if len(days) > 1:
        raise NotADate(NotADate.AMBIGUOUS)
    [day] = days
    if words.weekday not in (None, day.weekday()):
        raise NotADate(NotADate.WEEKDAY)
    return day


def read_parts(day: str, month: str, year: str, language: str | None = None) -> date:
    """As `read_date`, of three inputs that each say what belongs into them."""
    language = language or get_language() or "en"
    numbers = {
        part: _only(part, typed, language)
        for part, typed in zip(DAY_FIRST, (day, month, year), strict=True)
    }
    return _day_of(numbers)


def _only(part: Part, typed: str, language: str) -> int:
    """The one number of an input. Raises NotADate that names the input."""
    try:
        words = words_of_date(typed, language)
    except NotADate:
        raise NotADate(part) from None
    if part == Part.MONTH and words.month and not words.numbers:
        return words.month
    if words.month or len(words.numbers) != 1:
        raise NotADate(part)
    [number] = words.numbers
    if number.part not in (None, part):
        raise NotADate(part)
    return _value(part, number)


def _readings(words: WordsOfDate, language: str) -> Iterator[Reading]:
    """The ways in which the numbers can be a day, a month and a year."""
    wanted = [part for part in DAY_FIRST if part != Part.MONTH or words.month is None]
    numbers = words.numbers
    if len(wanted) == len(DAY_FIRST) and len(numbers) == 1:
        yield from _readings_of_a_run(numbers[0].digits)
        return
    if len(numbers) != len(wanted):
        one_is_missing = len(numbers) == len(wanted) - 1
        raise NotADate(NotADate.INCOMPLETE if one_is_missing else NotADate.UNREADABLE)
    for number in numbers:
        if number.part is None and len(number.digits) == 4:
            number.part = Part.YEAR
    known = {number.part: number for number in numbers if number.part}
    free = [number for number in numbers if number.part is None]
    if len(known) + len(free) != len(wanted) or not known.keys() <= {*wanted}:
        raise NotADate
    for order in _orders(words, language):
        parts = [part for part in order if part in wanted and part not in known]
        yield known | dict(zip(parts, free, strict=True))


def _orders(words: WordsOfDate, language: str) -> list[tuple[Part, ...]]:
    """26-12-24 may be ISO without its century; Chinese and Mongolians write so."""
    parts = [number.part for number in words.numbers]
    if Part.YEAR in parts:
        if parts == [None, Part.YEAR, None]:
            raise NotADate
        return [YEAR_FIRST if parts[0] == Part.YEAR else DAY_FIRST]
    looks_like_iso = words.signs == {"-"} and words.month is None
    if looks_like_iso or _begins_with_year(language):
        return [DAY_FIRST, YEAR_FIRST]
    return [DAY_FIRST]


def _readings_of_a_run(digits: str) -> Iterator[Reading]:
    """`24122026` or `20261224`, from a keyboard that has digits only."""
    if len(digits) != 8:
        raise NotADate
    for order, cuts in ((DAY_FIRST, (0, 2, 4, 8)), (YEAR_FIRST, (0, 4, 6, 8))):
        pieces = [digits[a:b] for a, b in pairwise(cuts)]
        yield dict(zip(order, map(Number, pieces), strict=True))


def _day(reading: Reading, month: int | None) -> date:
    numbers = {part: _value(part, number) for part, number in reading.items()}
    return _day_of(numbers if month is None else numbers | {Part.MONTH: month})


def _day_of(numbers: dict[Part, int]) -> date:
    try:
        return date(numbers[Part.YEAR], numbers[Part.MONTH], numbers[Part.DAY])
    except ValueError:
        raise NotADate(NotADate.NO_SUCH_DAY) from None


def _value(part: Part, number: Number) -> int:
    """Raises NotADate for what can be no day, no month or no year."""
    value = int(number.digits)
    if part == Part.YEAR and len(number.digits) == 2:
        value = _whole_year(value)
    least, most = LIMITS[part]
    if not least <= value <= most:
        raise NotADate(part)
    return value


def _whole_year(short: int) -> int:
    latest = timezone.localdate().year + YEARS_AHEAD
    return latest - (latest - short) % 100


@cache
def _begins_with_year(language: str) -> bool:
    pattern = Locale.parse(language, sep="-").date_formats["short"].pattern
    return pattern.startswith("y")
