"""A page that is not translated is shown in the next best language.

It keeps the reader's own address (`/vi/…`), frame and direction; only its words are
foreign. Which language is next, says `home.languages.NEIGHBOURS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, When
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from home.languages import (
    SOURCE_LANGUAGE,
    Language,
    language,
    nearest_languages,
    readable_languages,
)


@dataclass(frozen=True)
class Fallback:
    """What the reader of this request gets instead of a translation."""

    page: Page
    language: Language

    def is_foreign(self, text: str) -> bool:
        """Whether these are words of the page, not of the frame around them."""
        return text in (self.page.title, getattr(self.page, "introduction", None))


def fallback_of(request: HttpRequest | None) -> Fallback | None:
    return getattr(request, "fallback", None)


def language_of_words(page: Page) -> Language:
    """An alias repeats the words of another page, in whatever tree it stands."""
    while page.alias_of_id:
        page = page.alias_of
    return language(page.locale.language_code)


def under_prefix(url: str, code: str) -> str:
    """The address under another language's prefix: `/en/places/` → `/vi/places/`."""
    _nothing, _prefix, path = url.split("/", 2)
    return f"/{code}/{path}"


def nearest_first(pages: QuerySet, code: str) -> QuerySet:
    """Pages of all languages, those that a reader of this one prefers first."""
    ranks = [
        When(locale__language_code=each, then=rank)
        for rank, each in enumerate(nearest_languages(code))
    ]
    nearness = Case(*ranks, default=len(ranks), output_field=IntegerField())
    return pages.annotate(nearness=nearness).order_by("nearness", "path")


def best_versions(pages: QuerySet, fact: str) -> dict:
    """One live page for each record or text, in the language that suits the reader.

    `fact` names what the versions share: `translation_key`, or the link to the record
    that they show, such as "event_id". One query; pages come with their locale.
    """
    codes = readable_languages(get_language())
    live = pages.live().filter(locale__language_code__in=codes)
    return best_of(live.select_related("locale"), fact)


def best_of(pages: Iterable[Page], fact: str) -> dict:
    """The same for pages that are fetched already, with their locale."""
    codes = nearest_languages(get_language())
    best: dict = {}
    for page in sorted(pages, key=lambda each: codes.index(each.locale.language_code)):
        if page.live:
            best.setdefault(getattr(page, fact), page)
    return best


def one_of_each(pages: Iterable[Page]) -> list[Page]:
    """The first of each page's translations, in the order of the source language.

    `pages` come with their locales, the nearest first. Only one order suits a list
    whose entries stand in the trees of several languages.
    """
    found: dict[object, Page] = {}
    places: dict[object, str] = {}
    for page in pages:
        found.setdefault(page.translation_key, page)
        if page.locale.language_code == SOURCE_LANGUAGE.code:
            places[page.translation_key] = page.path
    return sorted(
        found.values(), key=lambda page: places.get(page.translation_key, page.path)
    )


def children_in_any_language(page: Page, children: QuerySet, code: str) -> list[Page]:
    """What stands below this page or its translations, each in the best language."""
    parents = Page.objects.filter(translation_key=page.translation_key)
    below = children.live().annotate(parent=Substr("path", 1, len(page.path)))
    found = below.filter(depth=page.depth + 1, parent__in=parents.values("path"))
    return one_of_each(nearest_first(found.select_related("locale"), code))
