"""Languages that people speak, by code: more than the site is written in.

Names come from CLDR, in the reader's language and in the language itself.
"""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from home.folding import fold

# What people in Prague speak (fa-AF is Dari).
LANGUAGES = (
    "am", "ar", "az", "be", "bg", "bn", "bs", "cs", "da", "de", "el", "en", "es",
    "et", "fa", "fa-AF", "fi", "fil", "fr", "ha", "he", "hi", "hr", "hu", "hy",
    "id", "ig", "it", "ja", "ka", "kk", "km", "ko", "ku", "ky", "lo", "lt", "lv",
    "mk", "mn", "ms", "my", "ne", "nl", "no", "om", "pa", "pl", "ps", "pt", "ro",
    "rom", "ru", "rw", "si", "sk", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg",
    "th", "ti", "tk", "tr", "uk", "ur", "uz", "vi", "wo", "yo", "yue", "zh", "zu",
)  # fmt: skip


def language_name(code: str) -> str:
    """The language's name in the reader's language."""
    return _name(get_language(), code) or code


def language_choices() -> list[tuple[str, str]]:
    """Names in the reader's language and in the language itself."""
    return _languages(get_language())


@cache
def _languages(reader: str) -> list[tuple[str, str]]:
    return sorted(
        [(code, _with_endonym(code, _name(reader, code))) for code in LANGUAGES],
        key=lambda choice: fold(choice[1]),
    )


def _with_endonym(code: str, name: str) -> str:
    """`Vietnamese – Tiếng Việt`; CLDR lacks the own name of a few languages."""
    try:
        own = _name(code, code)
    except UnknownLocaleError:
        own = ""
    return name if fold(own) in ("", fold(name)) else f"{name} – {own}"


def _name(reader: str, code: str) -> str:
    return cldr(reader).languages.get(code.replace("-", "_"), "")


@cache
def cldr(code: str) -> Locale:
    return Locale.parse(code, sep="-")
