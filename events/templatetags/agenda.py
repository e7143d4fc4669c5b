"""Where the entries of a list lead, and how its addresses change."""

from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from events.agenda import Entry
from events.at_place import next_at
from events.filters import Filters
from events.models import EventsIndexPage
from home.fallback import nearest_first, under_prefix
from services.models import Place

register = template.Library()


@register.simple_tag(takes_context=True)
def entry_url(context, entry: Entry) -> str:
    # An include with `only` leaves the request out of the values.
    request = getattr(context, "request", None)
    if entry.is_course:
        return entry.page.run_url(entry.fact, request)
    return entry.page.get_url(request)


@register.simple_tag
def list_address(filters: Filters | None, **changes) -> str:
    """`?kind=sport&page=2`; without filters, only what changes."""
    return (filters or Filters()).address(**changes)


@register.simple_tag
def feed_of_place(key: int) -> str:
    return Filters(place=key).feed_address


@register.simple_tag
def whats_on_at(place: Place) -> list[Entry]:
    return next_at(place.pk, timezone.now())


@register.simple_tag(takes_context=True)
def list_of_place(context, place: Place, main_menu: Iterable[Page]) -> str:
    """Where all that is on at the place is listed; empty without such a page.

    Most sites have the list in their menu, which has been read already.
    """
    in_menu = (p for p in main_menu if issubclass(p.specific_class, EventsIndexPage))
    page = next(in_menu, None) or _list_outside_the_menu()
    if page is None:
        return ""
    url = under_prefix(page.get_url(context["request"]), get_language())
    return f"{url}{Filters(place=place.pk).address()}#dates"


def _list_outside_the_menu() -> EventsIndexPage | None:
    pages = EventsIndexPage.objects.live().select_related("locale")
    return nearest_first(pages, get_language()).first()
