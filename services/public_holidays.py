"""Czech public holidays as proposals: nothing closes before somebody says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from holidays import country_holidays
from wagtail.log_actions import log

from home.templatetags.display import long_date
from services.models.hours import Closure
from services.models.places import Place

# What the library can say; other staff read the names as Czech calendars have them.
NAMES_IN = {"en": "en_US", "uk": "uk"}


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str

    @property
    def in_words(self) -> str:
        return f"{WEEKDAYS[self.day.weekday()]} {long_date(self.day)}"


def public_holidays(year: int) -> list[Holiday]:
    """The public holidays of a year by law, with names in the reader's language."""
    language = NAMES_IN.get(get_language(), "cs")
    found = country_holidays("CZ", years=year, language=language)
    return [Holiday(day, name) for day, name in sorted(found.items())]


def would_be_open(place: Place, day: date) -> bool:
    """A closure on this day would tell people something new."""
    return bool(place.hours_on(day))


@transaction.atomic
def close_on(
    places: Iterable[Place], days: Iterable[date], by: AbstractBaseUser
) -> int:
    """Shut these places on those of the days on which they would be open.

    Says how many closures that makes. Confirmed twice is confirmed once.
    """
    days, made = list(days), 0
    # Somebody may save a place meanwhile: it is read once nobody else can.
    keys = [place.pk for place in places]
    held = Place.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    for place in held.with_hours(min(days, default=timezone.localdate())):
        wanted = [day for day in days if would_be_open(place, day)]
        if wanted:
            _close(place, wanted, by)
        made += len(wanted)
    return made


def _close(place: Place, days: list[date], by: AbstractBaseUser) -> None:
    for day in days:
        place.closures.add(
            Closure(first_day=day, last_day=day, reason=Closure.Reason.PUBLIC_HOLIDAY)
        )
    place._change_reason = "Public holidays confirmed"
    place.save()
    log(
        instance=place,
        action="wagtail.edit",
        user=by,
        data={"closed_on": [day.isoformat() for day in days]},
    )
