"""The languages of the site: their own names, and the direction they are written in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language_info


@dataclass(frozen=True)
class Language:
    code: str
    endonym: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the `dir` attribute wants it."""
        return "rtl" if get_language_info(self.code)["bidi"] else "ltr"


# Django's own names are odd for readers ("mn" is "Mongolian" there), so the
# endonyms stand in the settings and nowhere else.
LANGUAGES = {code: Language(code, endonym) for code, endonym in settings.LANGUAGES}
SOURCE_LANGUAGE = LANGUAGES[settings.LANGUAGE_CODE]


# Who cannot read a page in their own language: which do they read best? See
# docs/decisions/0008. English and Czech are complete, so the list rarely goes on.
NEIGHBOURS = {
    "cs": ("en",),
    "en": ("cs",),
    "uk": ("en", "cs"),
    "ru": ("uk", "en", "cs"),
    "vi": ("en", "cs"),
    "zh-hans": ("en", "cs"),
    "ar": ("en", "fr", "cs"),
    "mn": ("en", "ru", "cs"),
    "es": ("en", "fr", "cs"),
    "fr": ("en", "es", "cs"),
}


@cache
def nearest_languages(code: str) -> tuple[str, ...]:
    """This language, then those that its readers know best; in the end all of them."""
    own = NEIGHBOURS.get(code, ())
    return tuple(dict.fromkeys([code, *own, SOURCE_LANGUAGE.code, *LANGUAGES]))


@cache
def readable_languages(code: str) -> tuple[str, ...]:
    """The nearest languages down to the source, in which every page exists."""
    nearest = nearest_languages(code)
    return nearest[: nearest.index(SOURCE_LANGUAGE.code) + 1]


def language(code: str) -> Language:
    """The language of this code; a code that is not ours gives the source language."""
    return LANGUAGES.get(code, SOURCE_LANGUAGE)


def language_choices() -> list[tuple[str, str]]:
    """For model fields: named by a migration, so a new language needs none."""
    return list(settings.LANGUAGES)


def in_every_language(address: Callable[[Language], str]) -> dict[str, str]:
    """Addresses of one page by language code, for the switcher and for hreflang."""
    return {code: address(each) for code, each in LANGUAGES.items()}
