"""The sitemap: what search engines may show, each language knowing the others.

Wagtail's own names no other languages and nothing below a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from wagtail.models import Page

from home.languages import LANGUAGES
from home.models.site_page import kinds_of_pages
from home.navigation import address_for_strangers


@dataclass(frozen=True)
class Entry:
    """One address, with those of the same words in all languages, its own included."""

    url: str
    changed_at: datetime | None
    alternates: dict[str, str]
    for_strangers: str


def entries(request: HttpRequest) -> Iterator[Entry]:
    """The same number of queries, however many pages there are."""
    below = _addresses_below()
    for versions in _pages_by_translation().values():
        parts = sorted({part for page in versions for part in below.get(page.pk, [])})
        for part in ["", *parts]:
            yield from _entries_of(versions, part, request)


def _pages_by_translation() -> dict[object, list[Page]]:
    left_out = [model for model in kinds_of_pages() if not model.is_in_sitemap]
    pages = Page.objects.live().public().not_exact_type(*left_out)
    pages = pages.filter(depth__gt=1, alias_of=None)
    found: dict[object, list[Page]] = {}
    for page in pages.select_related("locale").order_by("path"):
        if page.locale.language_code in LANGUAGES:
            found.setdefault(page.translation_key, []).append(page)
    return found


def _addresses_below() -> dict[int, list[str]]:
    return {
        pk: parts
        for model in kinds_of_pages()
        for pk, parts in model.addresses_below().items()
    }


def _entries_of(
    versions: list[Page], part: str, request: HttpRequest
) -> Iterator[Entry]:
    site = f"{request.scheme}://{request.get_host()}"
    addresses = {
        page.locale.language_code: f"{page.get_url(request)}{part}" for page in versions
    }
    for_strangers = address_for_strangers(addresses, None if part else versions[0])
    alternates = {code: site + url for code, url in addresses.items()}
    for page in versions:
        url = alternates[page.locale.language_code]
        yield Entry(url, page.last_published_at, alternates, site + for_strangers)
