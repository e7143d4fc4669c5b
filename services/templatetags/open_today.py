"""Where people can go now, for pages that are about more than places."""

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.utils import timezone

from home.fallback import best_versions
from services.models import Place, PlacePage

register = template.Library()


@dataclass(frozen=True)
class OpenToday:
    now: datetime
    pages: list[PlacePage]


@register.simple_tag
def open_today() -> OpenToday:
    """Pages of all places, in the reader's language or the next best."""
    there = Place.objects.still_there(timezone.localdate())
    pages = PlacePage.objects.filter(place__in=there).order_by("path").with_facts()
    return OpenToday(timezone.now(), list(best_versions(pages, "place_id").values()))
