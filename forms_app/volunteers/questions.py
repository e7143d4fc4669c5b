"""What a volunteer is asked: keys that are stored, and words that are translated."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from home.templatetags.display import in_a_row, weekday_name


class Region(models.TextChoices):
    PRAGUE = "prague", _("Prague")
    CENTRAL_BOHEMIA = "central_bohemia", _("Central Bohemian Region")
    LIBEREC = "liberec", _("Liberec Region")


class Interest(models.TextChoices):
    TALK = "talk", _("Talking in Czech, so that it gets better")
    SPARE_TIME = "spare_time", _("Spending free time together")
    CITY = "city", _("Getting to know the town and its surroundings")
    CHILDREN = "children", _("Learning or playing with children")
    OFFICES = "offices", _("Going along to an office or to a doctor")
    ANYTHING = "anything", _("Whatever is needed")


class Spoken(models.TextChoices):
    CZECH = "cs", pgettext_lazy("a language", "Czech")
    ENGLISH = "en", pgettext_lazy("a language", "English")
    UKRAINIAN = "uk", pgettext_lazy("a language", "Ukrainian")
    RUSSIAN = "ru", pgettext_lazy("a language", "Russian")
    VIETNAMESE = "vi", pgettext_lazy("a language", "Vietnamese")
    ARABIC = "ar", pgettext_lazy("a language", "Arabic")
    MONGOLIAN = "mn", pgettext_lazy("a language", "Mongolian")
    CHINESE = "zh", pgettext_lazy("a language", "Chinese")
    FRENCH = "fr", pgettext_lazy("a language", "French")
    SPANISH = "es", pgettext_lazy("a language", "Spanish")
    GERMAN = "de", pgettext_lazy("a language", "German")


PARTS_OF_THE_DAY = {
    "morning": pgettext_lazy("part of the day", "morning"),
    "afternoon": pgettext_lazy("part of the day", "afternoon"),
    "evening": pgettext_lazy("part of the day", "evening"),
}
WEEKDAYS = range(7)

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]

# The wording of the fixed questions, for the form and for those who read answers.
WORDING = {
    "is_adult": _("Are you 18 years old or older?"),
    "region": _("Where do you want to help?"),
    "spoken": _("Which languages do you speak?"),
    "other_languages": _("Other languages"),
    "availability": _("When do you usually have time?"),
    "interests": _("What would you like to do?"),
    "motivation": _("Why do you want to be a volunteer?"),
}


def _slot_in_words(slot: str) -> str:
    weekday, part = split_slot(slot)
    return pgettext("when a volunteer has time", "%(weekday)s – %(part)s") % {
        "weekday": weekday_name(weekday),
        "part": PARTS_OF_THE_DAY[part],
    }


def split_slot(slot: str) -> tuple[int, str]:
    """`2-evening` is the evening of Wednesday: `(2, "evening")`."""
    weekday, _hyphen, part = slot.partition("-")
    return int(weekday), part


def slot_choices() -> list[tuple[str, Any]]:
    """Each part of each day of the week, the days one after the other."""
    in_words = lazy(_slot_in_words, str)
    slots = [f"{day}-{part}" for day in WEEKDAYS for part in PARTS_OF_THE_DAY]
    return [(slot, in_words(slot)) for slot in slots]


def week_in_words(slots: Iterable[str]) -> str:
    """One line for each day: `Monday: morning, evening`."""
    lines = []
    for weekday, same_day in groupby(map(split_slot, slots), key=lambda slot: slot[0]):
        parts = in_a_row(
            PARTS_OF_THE_DAY.get(part, part) for _weekday, part in same_day
        )
        lines.append(f"{weekday_name(weekday)}: {parts}")
    return "\n".join(lines)


def labels(choices: type[models.TextChoices], keys: Iterable[str]) -> str:
    """The words of several keys, in the active language.

    A key that is not offered any more stays a key: old cases can still be read.
    """
    words = dict(choices.choices)
    return in_a_row(words.get(key, key) for key in keys)
