"""What stands in a typed date: numbers, of which some say what they are, and names."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from home.folding import fold
from home.typed.names_of_days import key, month_of, month_that_begins, weekday_of
from home.typed.text import plain, with_han_numbers

LONGEST = 60
SIGNS = frozenset(".,/-()،、°·")
HAN_SIGNS = "年月日号號"
TOKEN = re.compile(rf"(?P<number>\d+)|(?P<word>[{HAN_SIGNS}]|[^\W\d_{HAN_SIGNS}]+)|\S")
HAN_WEEKDAY = re.compile("[(]?(?:星期|周|礼拜|禮拜)([一二三四五六日天])[)]?")


class Part(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# Words that say of a number what it is: behind it, or before it.
BEHIND = {
    "年": Part.YEAR, "оны": Part.YEAR, "он": Part.YEAR,
    "月": Part.MONTH, "сар": Part.MONTH, "сарын": Part.MONTH,
    "日": Part.DAY, "号": Part.DAY, "號": Part.DAY,
}  # fmt: skip
BEFORE = {
    key("ngày"): Part.DAY, key("mùng"): Part.DAY, key("mồng"): Part.DAY,
    key("tháng"): Part.MONTH, key("thg"): Part.MONTH, key("năm"): Part.YEAR,
}  # fmt: skip
# Words and endings that change nothing: the 1st of, 1er, 1º, 24-го, 2026 р.
EMPTY_WORDS = (
    "st nd rd th on the of er re le o º a ro ero el de del dia dne den rok roku "
    "го е ое й я р г гг року рік года год число числа в на ий ний ны өдөр "
    "م يوم في من عام لعام سنة لسنة شهر"
)
EMPTY = frozenset(map(key, EMPTY_WORDS.split()))


class NotADate(ValueError):
    """`reason`: the `Part` that is wrong, or one of these codes."""

    UNREADABLE, INCOMPLETE = "unreadable", "incomplete"
    NO_SUCH_DAY, AMBIGUOUS, WEEKDAY = "no_such_day", "ambiguous", "weekday"

    def __init__(self, reason: str = UNREADABLE) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Number:
    digits: str
    part: Part | None = None


@dataclass
class WordsOfDate:
    """Of `signs` stands here what is written between the numbers."""

    numbers: list[Number] = field(default_factory=list)
    month: int | None = None
    weekday: int | None = None
    signs: set[str] = field(default_factory=set)

    def name_month(self, number: int) -> None:
        """`كانون الأول/ديسمبر` names one month twice."""
        if self.month not in (None, number):
            raise NotADate
        self.month = number


def words_of_date(typed: str, language: str) -> WordsOfDate:
    """Raises NotADate for a word or a sign that belongs to no date."""
    text = plain(typed)
    if not text or len(text) > LONGEST or text[0] == "-":
        raise NotADate
    return _Reader(language).read(fold(text))


class _Reader:
    def __init__(self, language: str) -> None:
        self.language = language
        self.found = WordsOfDate()
        self.next_part: Part | None = None
        # The number to which a word behind it belongs.
        self.recent: Number | None = None

    def read(self, text: str) -> WordsOfDate:
        text = HAN_WEEKDAY.sub(self._note_han_weekday, text)
        tokens = list(TOKEN.finditer(with_han_numbers(text)))
        while tokens:
            token = tokens.pop(0)
            if token["number"]:
                self._add_number(token["number"])
            elif token["word"]:
                following = tokens[0]["word"] if tokens else None
                if following and self._takes_name(f"{token[0]} {following}"):
                    tokens.pop(0)
                else:
                    self._take_word(token[0])
            elif token[0] in SIGNS:
                self.found.signs.add(token[0])
            else:
                raise NotADate
        return self.found

    def _note_han_weekday(self, found: re.Match) -> str:
        self.found.weekday = "一二三四五六日天".index(found[1]) % 7
        return " "

    def _add_number(self, digits: str) -> None:
        self.recent = Number(digits, self.next_part)
        self.next_part = None
        self.found.numbers.append(self.recent)

    def _take_word(self, word: str) -> None:
        bare = key(word)
        if bare in BEFORE:
            self.next_part = BEFORE[bare]
        elif bare in BEHIND:
            if self.recent is not None and self.recent.part is None:
                self.recent.part = BEHIND[bare]
        elif bare not in EMPTY and not self._takes_name(word):
            raise NotADate

    def _takes_name(self, words: str) -> bool:
        month, weekday = month_of(words, self.language), weekday_of(words)
        if month is None and weekday is None:
            # Last: Saturday begins like September in Arabic.
            month = month_that_begins(words, self.language)
        if month is not None:
            self.found.name_month(month)
            self.recent = None
        elif weekday is not None:
            self.found.weekday = weekday
        return month is not None or weekday is not None
