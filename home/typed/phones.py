"""The one reader of phone numbers as people type them.

Nine digits are a Czech number. A number of another country without its code is no
number that one can call from here: which one is meant, say its own form and where
those come from who read the page in its language. If that leaves more than one
country, nothing is guessed.
"""

from collections.abc import Iterator

import phonenumbers
from django.utils.translation import get_language
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from home.typed.text import plain

HERE, HERE_CODE = "CZ", 420
# Where people in Prague come from who read this language.
COUNTRIES = {
    "cs": ("UA", "VN"),
    "en": ("UA", "VN"),
    "uk": ("UA",),
    "ru": ("RU", "UA", "BY", "KZ"),
    "vi": ("VN",),
    "zh-hans": ("CN",),
    "ar": (
        "SY", "IQ", "EG", "JO", "LB", "PS", "YE", "SA", "DZ", "MA", "TN", "LY", "SD",
    ),
    "mn": ("MN",),
    "es": ("ES", "CO", "VE", "PE", "AR", "MX", "CL", "EC", "BO", "CU"),
    "fr": ("FR", "BE", "CH", "DZ", "MA", "TN", "SN", "CI", "CM", "CD"),
}  # fmt: skip
EVERYWHERE = tuple(dict.fromkeys(each for some in COUNTRIES.values() for each in some))
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
# Shorter than this, digits with a plus before them may be anything.
SHORTEST_WITH_CODE = 11


class NotAPhone(ValueError):
    """`suggestion` is the only number that may be meant, as one would write it."""

    def __init__(self, suggestion: str = "") -> None:
        super().__init__()
        self.suggestion = suggestion


def read_phone(typed: str, language: str | None = None) -> str:
    """The number in E.164. Raises NotAPhone."""
    language = language or get_language() or "en"
    text = plain(typed)
    number = _valid(text, HERE)
    if number is None:
        number = _with_code_but_no_plus(text, language)
    if number is None:
        meant = _meant(text, language)
        raise NotAPhone(international(meant.pop()) if len(meant) == 1 else "")
    return _e164(number)


def phones_that_may_be_meant(typed: str) -> set[str]:
    """In E.164, for whoever has a number to compare with and knows no language."""
    text = plain(typed)
    sure = _valid(text, HERE) or _with_a_plus(text)
    return {_e164(sure)} if sure else {*_of_countries(text, EVERYWHERE)}


def international(e164: str) -> str:
    """`+380 67 123 4567`"""
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def example_from_abroad(language: str | None = None) -> str:
    """How somebody who reads this language would write a number from home."""
    country = COUNTRIES.get(language or get_language() or "en", ("UA",))[0]
    number = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def _with_code_but_no_plus(text: str, language: str) -> PhoneNumber | None:
    """`380 67 123 4567`, where the code is one that readers of the page have."""
    number = _with_a_plus(text)
    if number is None:
        return None
    country = phonenumbers.region_code_for_number(number)
    return number if country in COUNTRIES.get(language, ()) else None


def _meant(text: str, language: str) -> set[str]:
    """What the number may be, first of all for people who read the page."""
    at_home = {*_of_countries(text, COUNTRIES.get(language, ()))}
    with_code = _with_a_plus(text)
    return at_home or ({_e164(with_code)} if with_code else set())


def _of_countries(text: str, countries: tuple[str, ...]) -> Iterator[str]:
    for country in countries:
        number = _valid(text, country)
        if number is not None and phonenumbers.number_type(number) in MOBILE:
            yield _e164(number)


def _with_a_plus(text: str) -> PhoneNumber | None:
    digits = "".join(filter(str.isdigit, text))
    if "+" in text or len(digits) < SHORTEST_WITH_CODE or digits.startswith("0"):
        return None
    return _valid(f"+{digits}", None)


def _valid(text: str, country: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return number if _is_a_persons(number) else None


def _is_a_persons(number: PhoneNumber) -> bool:
    """Czech voice mail has up to twelve digits: 963 944 123 456 would be one, and is
    a Syrian number without its plus.
    """
    if number.country_code == HERE_CODE and len(str(number.national_number)) != 9:
        return False
    return phonenumbers.is_valid_number(number)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
