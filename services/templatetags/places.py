"""Facts about places as templates ask for them."""

from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import pgettext

from home.fallback import best_versions
from home.templatetags.display import long_date, weekday_name
from services.models import Closure, OpeningHours, Place, PlacePage, SpecialHours
from services.opening import Opening, opening_at
from services.structured_data import place_for_machines

register = template.Library()


@register.filter
def opening(place: Place, moment: datetime) -> Opening:
    """Open until when, or closed until when and why."""
    return opening_at(place, moment)


@register.filter
def has_ended_by(place: Place, moment: datetime) -> bool:
    return place.has_ended(timezone.localdate(moment))


@register.filter
def opens_after(place: Place, moment: datetime) -> bool:
    """The place has a first day and it is still to come."""
    first = place.opened_on
    return first is not None and first > timezone.localdate(moment)


@register.filter
def weekday_and_date(day: date) -> str:
    """`Wednesday 3 February 2027`"""
    words = pgettext("a day", "%(weekday)s %(date)s")
    return words % {"weekday": weekday_name(day), "date": long_date(day)}


@dataclass(frozen=True)
class WeekRow:
    weekday: int
    slots: list[OpeningHours | SpecialHours]
    is_today: bool
    closure: Closure | None


@register.filter
def week_at(place: Place, moment: datetime) -> list[WeekRow]:
    """The weekly hours, with today as it really is; days without hours are left out.

    Places without any hours have no week.
    """
    today = timezone.localdate(moment)
    rows = [_row(place, weekday, today) for weekday in range(7)]
    known = any(each.slots or each.closure for each in rows)
    return [each for each in rows if known and (each.slots or each.is_today)]


def _row(place: Place, weekday: int, today: date) -> WeekRow:
    is_today = weekday == today.weekday()
    usual = [each for each in place.opening_hours.all() if each.weekday == weekday]
    slots = list(place.hours_on(today)) if is_today else usual
    closure = place.closure_on(today) if is_today and usual else None
    return WeekRow(weekday, slots, is_today, closure)


@register.simple_tag
def pages_of_places() -> dict[int, PlacePage]:
    """Pages by the key of their place, in the reader's language or the next best.

    A place's own name is for staff.
    """
    return best_versions(PlacePage.objects.all(), "place_id")


@register.simple_tag(takes_context=True)
def facts_for_machines(context, page: PlacePage, place: Place) -> dict:
    """The place in the words of schema.org, for `{% structured_data %}`."""
    return place_for_machines(place, page.title, page.get_full_url(context["request"]))
