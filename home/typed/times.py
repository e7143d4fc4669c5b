"""The one reader of times of day as people type them: 14:30, 14,30, 2:30 pm, 20h."""

import re
from datetime import time
from enum import Enum

from home.folding import fold
from home.typed.text import plain, with_han_numbers

LONGEST = 40
CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?|(\d{1,2})(\d{2})")
# A program may write seconds; a time of ours has none.
NO_SECONDS = re.compile(r"(?<=\d:\d\d):00$")
BETWEEN = re.compile(r"[\s:.,;٫،∶]+")


class Half(Enum):
    """The half of the day that is named; an evening ends at midnight."""

    AM = "am"
    PM = "pm"
    EVENING = "evening"


HALVES = {
    Half.AM: "am; a.m.; a. m.; dop; dopoledne; ráno; утра; ранку; дп; sáng; SA; 上午; "
    "早上; 凌晨; ص; صباحا; فجرا; өглөө; ү.ө; үө; үдээс өмнө; de la mañana; "
    "de la madrugada; du matin",
    Half.PM: "pm; p.m.; p. m.; odp; odpoledne; дня; пп; chiều; CH; 下午; 中午; م; "
    "مساء; ظهرا; عصرا; بعد الظهر; ү.х; үх; үдээс хойш; de la tarde; "
    "de l’après-midi",
    Half.EVENING: "več; večer; вечера; вечора; tối; 晚上; 傍晚; орой; de la noche; "
    "du soir",
}
HOURS = (
    "h; hod; hodin; hodiny; hodina; hours; hour; hrs; hr; o’clock; heures; heure; "
    "hora; horas; ч; час; часа; часов; год; година; години; годин; цаг; цагт; giờ; g; "
    "点钟; 点; 點; 时; 時; ساعة"
)
MINUTES = (
    "min; minut; minutes; minutos; мин; минут; хв; хвилин; phút; p; 分钟; 分; دقيقة"
)
NOTHING = (
    "at; v; ve; в; во; у; о; об; à; a las; a la; lúc; vào lúc; الساعة; في الساعة; "
    "в годині"
)


class NotATime(ValueError):
    """No time of the day, or more than one."""


def _pattern(words: str) -> re.Pattern:
    """Any of these words, where no other letter touches it."""
    options = sorted((fold(each) for each in words.split(";")), key=len, reverse=True)
    letter = r"[^\W\d_]"
    any_word = "|".join(map(re.escape, options))
    return re.compile(rf"(?<!{letter})(?:{any_word})(?!{letter})")


HALF_PATTERNS = {half: _pattern(words) for half, words in HALVES.items()}
HOUR_PATTERN, MINUTE_PATTERN = _pattern(HOURS), _pattern(MINUTES)
NOTHING_PATTERN = _pattern(NOTHING)


def read_time(typed: str) -> time:
    """The minute of the day that is meant. Raises NotATime."""
    text = plain(typed)
    if not text or len(text) > LONGEST:
        raise NotATime
    text, half = _without_half(with_han_numbers(fold(text)).replace("半", "30"))
    text = MINUTE_PATTERN.sub(" ", NOTHING_PATTERN.sub(" ", text))
    text = NO_SECONDS.sub("", HOUR_PATTERN.sub(":", text).strip())
    text = BETWEEN.sub(":", text).rstrip(":")
    found = CLOCK.fullmatch(text)
    if found is None:
        raise NotATime
    hour, minute = found[1] or found[3], found[2] or found[4] or 0
    try:
        return time(_hour_in(half, int(hour)), int(minute))
    except ValueError:
        raise NotATime from None


def _without_half(text: str) -> tuple[str, Half | None]:
    named = [half for half, words in HALF_PATTERNS.items() if words.search(text)]
    if not named:
        return text, None
    if len(named) > 1:
        raise NotATime
    return HALF_PATTERNS[named[0]].sub(" ", text), named[0]


def _hour_in(half: Half | None, hour: int) -> int:
    """`14:30 pm` is 14:30. Raises NotATime for 14 in the morning."""
    if half is None:
        return hour
    if half == Half.AM:
        possible = range(13)
        hour_of_day = hour % 12
    else:
        possible = range(1 if half == Half.PM else 4, 24)
        hour_of_day = hour + 12 if hour < 12 else hour
    if hour not in possible or (half == Half.EVENING and hour == 12):
        raise NotATime
    return hour_of_day
