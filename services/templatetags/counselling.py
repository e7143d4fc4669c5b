"""Counselling as templates show it."""

from collections.abc import Iterable

from babel.lists import format_list
from django import template
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from home.spoken_languages import cldr, language_name
from services.counselling import Meeting, meetings_today
from services.models import CounsellingBoardPage, CounsellingSlot, Place

register = template.Library()

register.filter("spoken_language", language_name)


@register.filter
def spoken(codes: Iterable[str]) -> str:
    """`Czech, English and Vietnamese`, as the reader's language lists things."""
    names = [language_name(each) for each in codes]
    return format_list(names, locale=cldr(get_language()))


@register.filter
def languages_of(slots: Iterable[CounsellingSlot]) -> list[str]:
    """Every language of these slots, once."""
    return list(dict.fromkeys(code for slot in slots for code in slot.languages))


@register.filter
def topics_of(slots: Iterable[CounsellingSlot]) -> list[str]:
    found = {slot.topic for slot in slots}
    return [label for key, label in CounsellingSlot.Topic.choices if key in found]


@register.simple_tag
def today_at(place: Place, slots: list[CounsellingSlot]) -> list[Meeting]:
    return meetings_today(slots, place, timezone.localtime())


@register.filter
def board_url(slot: CounsellingSlot, request) -> str | None:
    """Where the board is that `with_board` found, without asking for its page."""
    if slot.board_key is None:
        return None
    locale = Locale(language_code=get_language())
    page = Page(pk=slot.board_key, url_path=slot.board_path, locale=locale)
    return page.get_url(request)


@register.simple_tag
def counselling_board() -> CounsellingBoardPage | None:
    """The reader's page with the board, if there is one."""
    pages = CounsellingBoardPage.objects.live()
    return pages.filter(locale__language_code=get_language()).first()
