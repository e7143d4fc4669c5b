"""Months and weekdays as people name them, in the ten languages and their countries."""

from collections.abc import Iterator
from functools import cache

from babel import Locale
from django.conf import settings

from home.folding import fold

# The Levant with Iraq, Algeria with Tunisia, and Morocco each name the months anew.
MORE_ARABIC = ("ar-SY", "ar-DZ", "ar-MA")
# What people write and CLDR does not.
MORE_MONTHS = {"مايس": 5, "sept": 9, "set": 9}
ARABIC_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": None})
ARTICLE = "ال"
# In п’ятниця; the other signs for it are dropped with the quotes.
APOSTROPHE = "\u02bc"
SHORTEST_BEGINNING = 3


def key(words: str) -> str:
    """Words that are the same for whoever reads them: `Úno.` is `uno`.

    Arabic has letters that are swapped at will, and an article that may be left out.
    """
    folded = fold(words).translate(ARABIC_LETTERS)
    folded = folded.replace(APOSTROPHE, "").replace(".", " ")
    return " ".join(each.removeprefix(ARTICLE) for each in folded.split())


def month_of(name: str, language: str) -> int | None:
    """The number of a month by its name, whole or as dictionaries shorten it."""
    wanted = key(name)
    return _months(language).get(wanted) or _months_of_all().get(wanted)


def month_that_begins(beginning: str, language: str) -> int | None:
    """The number of the only month whose name begins so: `pros` is December."""
    wanted = key(beginning)
    if len(wanted) < SHORTEST_BEGINNING:
        return None
    for names in (_months(language), _months_of_all()):
        found = {names[each] for each in names if each.startswith(wanted)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def weekday_of(name: str) -> int | None:
    """Monday is 0. Whole names only: `mar` is Tuesday in Spanish, and March."""
    return _weekdays().get(key(name))


@cache
def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for each in (language, *(MORE_ARABIC if language == "ar" else ())):
        months = Locale.parse(each, sep="-").months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    if not any(map(str.isdigit, name)):
                        names.setdefault(key(name).removesuffix(" сар"), number)
    return names


@cache
def _months_of_all() -> dict[str, int]:
    names = dict(MORE_MONTHS)
    for code, _name in settings.LANGUAGES:
        for name, number in _months(code).items():
            names.setdefault(name, number)
    return names


@cache
def _weekdays() -> dict[str, int]:
    return dict(_names_of_weekdays())


def _names_of_weekdays() -> Iterator[tuple[str, int]]:
    for code, _name in settings.LANGUAGES:
        for number, name in Locale.parse(code, sep="-").days["format"]["wide"].items():
            yield key(name), number
