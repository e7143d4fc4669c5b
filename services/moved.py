"""Where the page of a place leads after the place has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import (
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from wagtail.models import Page

from home.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from services.models.pages import PlacePage

# A browser keeps a permanent redirect for good unless it is told how long. A wrong
# successor shall be forgotten within the hour.
AN_HOUR = "max-age=3600"


def new_address(page: PlacePage) -> HttpResponseBase | None:
    """A redirect to the successor's page in the same language, or None.

    Without a page in this language it leads to the source language's for the time
    being: the right address in other words is better than the wrong one.
    """
    today = timezone.localdate()
    place = page.place.on(today)
    if place.pk == page.place_id:
        return None
    pages = page.specific_class.objects.live().filter(place=place)
    here = pages.filter(locale=page.locale_id).first()
    if here is not None:
        response = HttpResponsePermanentRedirect(here.url)
        response["Cache-Control"] = AN_HOUR
        return response
    return _for_the_time_being(page, pages)


def _for_the_time_being(page: PlacePage, pages) -> HttpResponseBase:
    elsewhere = pages.filter(locale__language_code=SOURCE_LANGUAGE.code).first()
    target: Page = elsewhere or page.get_parent()
    return HttpResponseRedirect(target.url)
