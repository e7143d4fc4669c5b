"""The one reader of a day with its time, as people type them into one line."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from home.typed.dates import read_date
from home.typed.text import plain
from home.typed.times import NotATime, read_time
from home.typed.words_of_dates import NotADate

LONGEST = 100
# Where the day may end and the time begin, or the other way round.
SEAM = re.compile(r"\s*[,،、]\s*|\s+|(?<=\d)T(?=\d)|(?<=[日号號])")
TOLD_BEST_IN_GENERAL = {NotADate.UNREADABLE, NotADate.INCOMPLETE}


class NoTime(NotADate):
    """A day, and nothing that says when."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day


def read_moment(typed: str, language: str | None = None) -> datetime:
    """Naive, on the clocks of whoever typed it. Raises NotADate, also NoTime."""
    text = plain(typed)
    if len(text) > LONGEST:
        raise NotADate
    found: set[datetime] = set()
    wrong: list[NotADate] = []
    for day, clock in _halves(text):
        try:
            time = read_time(clock)
            found.add(datetime.combine(read_date(day, language), time))
        except NotATime:
            continue
        except NotADate as refused:
            wrong.append(refused)
    if len(found) == 1:
        return found.pop()
    if found:
        raise NotADate(NotADate.AMBIGUOUS)
    raise _best_of(wrong) or _only_a_day(text, language)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Day and time; Vietnamese writes the time before the day."""
    for seam in SEAM.finditer(text):
        first, second = text[: seam.start()], text[seam.end() :]
        yield first, second
        yield second, first


def _best_of(wrong: list[NotADate]) -> NotADate | None:
    """What says more than that this is no date."""
    return next(
        (each for each in wrong if each.reason not in TOLD_BEST_IN_GENERAL), None
    )


def _only_a_day(text: str, language: str | None) -> NotADate:
    try:
        return NoTime(read_date(text, language))
    except NotADate:
        return NotADate()
