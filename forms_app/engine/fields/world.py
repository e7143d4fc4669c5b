"""Countries, languages and regions: a case stores the code, readers see a name."""

from functools import cache

from django.utils.translation import get_language, pgettext_lazy

from home.folding import fold
from home.spoken_languages import LANGUAGES, cldr, language_choices, language_name

__all__ = [
    "LANGUAGES",
    "country_choices",
    "country_name",
    "language_choices",
    "language_name",
    "region_name",
]

# CLDR's regions with two letters that are no countries, or that nobody comes from.
NO_COUNTRIES = frozenset({
    "AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "IO",
    "QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ",
})  # fmt: skip

# NUTS 3 codes of the Czech regions.
REGIONS = {
    "CZ010": pgettext_lazy("Czech region", "Prague"),
    "CZ020": pgettext_lazy("Czech region", "Central Bohemian Region"),
    "CZ031": pgettext_lazy("Czech region", "South Bohemian Region"),
    "CZ032": pgettext_lazy("Czech region", "Plzeň Region"),
    "CZ041": pgettext_lazy("Czech region", "Karlovy Vary Region"),
    "CZ042": pgettext_lazy("Czech region", "Ústí nad Labem Region"),
    "CZ051": pgettext_lazy("Czech region", "Liberec Region"),
    "CZ052": pgettext_lazy("Czech region", "Hradec Králové Region"),
    "CZ053": pgettext_lazy("Czech region", "Pardubice Region"),
    "CZ063": pgettext_lazy("Czech region", "Vysočina Region"),
    "CZ064": pgettext_lazy("Czech region", "South Moravian Region"),
    "CZ071": pgettext_lazy("Czech region", "Olomouc Region"),
    "CZ072": pgettext_lazy("Czech region", "Zlín Region"),
    "CZ080": pgettext_lazy("Czech region", "Moravian-Silesian Region"),
}


def country_name(code: str) -> str:
    """The country's name in the reader's language; an unknown code stays a code."""
    return cldr(get_language()).territories.get(code, code)


def region_name(code: str) -> str:
    return str(REGIONS.get(code, code))


def country_choices() -> list[tuple[str, str]]:
    """ISO codes and names in the reader's language, in the order of the names."""
    return _countries(get_language())


@cache
def _countries(reader: str) -> list[tuple[str, str]]:
    territories = cldr(reader).territories
    countries = [
        (code, name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    return sorted(countries, key=_by_name)


def _by_name(choice: tuple[str, str]) -> str:
    return fold(choice[1])
