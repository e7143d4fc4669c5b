"""Where else this page is: its other languages, and what its reader is told of them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from home.fallback import fallback_of, under_prefix
from home.frame.pages import HOME_DEPTH
from home.languages import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    Language,
    language,
    nearest_languages,
)
from home.translating.freshness import is_checked, stale_since, with_freshness

# Which language strangers are shown, if they read none of ours.
FOR_STRANGERS = "en"


@dataclass(frozen=True)
class Alternate:
    """The same page in another language, or the address where it will be."""

    language: Language
    url: str
    is_current: bool
    is_same_page: bool
    # What the reader chose on this page, such as the filters of a list.
    query: str = ""

    @property
    def leads_to(self) -> str:
        """For the reader; search engines get the address without a query."""
        return self.url + self.query


@dataclass(frozen=True)
class AboutTranslation:
    """What the reader is told about the words of this page."""

    fallback: Language | None
    changed_at: datetime | None
    is_unchecked: bool
    source: Language
    source_url: str


def alternates(request: HttpRequest, page: Page | None) -> list[Alternate]:
    """Where each language of the switcher leads: always to the same page.

    Without a translation the page answers there in the next best language, and
    says so. A view without a page says itself where it is found, in
    `request.alternates`; without any address the switcher leads to the home pages.
    """
    addresses = addresses_of(request, page)
    current = get_language()
    query = getattr(request, "kept_query", "") if addresses else ""
    return [
        Alternate(
            language=each,
            url=_address(addresses, code),
            is_current=code == current,
            is_same_page=code in addresses,
            query=query,
        )
        for code, each in LANGUAGES.items()
    ]


def _address(addresses: dict[str, str], code: str) -> str:
    for each in nearest_languages(code):
        if each in addresses:
            return under_prefix(addresses[each], code)
    return f"/{code}/"


def addresses_of(request: HttpRequest, page: Page | None) -> dict[str, str]:
    """The addresses of this view by language code, where it has its own words."""
    addresses = getattr(request, "alternates", None)
    if addresses is None:
        addresses = _page_addresses(request, page) if page is not None else {}
    return addresses


def address_for_strangers(addresses: dict[str, str], page: Page | None) -> str:
    """What `x-default` names: the front door, or the page in a widely read language."""
    if not addresses or (page is not None and page.depth == HOME_DEPTH):
        return "/"
    own = next(code for code in nearest_languages(FOR_STRANGERS) if code in addresses)
    return addresses[own]


def canonical_address(request: HttpRequest, page: Page | None) -> str:
    """This view's one address: no query, and a fallback's is the page itself."""
    fallback = fallback_of(request)
    code = fallback.language.code if fallback else get_language()
    return addresses_of(request, page).get(code, request.path)


def say_where_else(request: HttpRequest, addresses: dict[str, str]) -> None:
    """A view without a page names its own addresses, by language code."""
    request.alternates = addresses


def keep_in_other_languages(request: HttpRequest, query: str) -> None:
    """What the switcher takes along, such as `?kind=sport`.

    Only what a view understood, written anew, and only what means the same in every
    language: keys and dates, no words and no number of a page.
    """
    request.kept_query = "" if query == "?" else query


def live_translations(page: Page) -> dict[str, Page]:
    """This page in every language that has it, by code; asked for once."""
    if not hasattr(page, "_live_translations"):
        pages = with_freshness(page.get_translations(inclusive=True).live())
        by_code = {each.locale.language_code: each for each in pages}
        page._live_translations = {
            code: each for code, each in by_code.items() if code in LANGUAGES
        }
    return page._live_translations


def with_translations(page: Page) -> Page:
    """The page as its own kind; the same query finds what `live_translations` asks."""
    kind = page.specific_class or Page
    found = live_translations(kind(pk=page.pk, translation_key=page.translation_key))
    for each in found.values():
        if each.pk == page.pk:
            each._live_translations = found
            return each
    return page.specific


def about_translation(
    request: HttpRequest, page: Page, marks_unchecked: bool
) -> AboutTranslation | None:
    """None for a page whose words are as good as the source's."""
    fallback = fallback_of(request)
    translations = live_translations(page)
    code = fallback.language.code if fallback else get_language()
    source, shown = translations.get(SOURCE_LANGUAGE.code), translations.get(code)
    if shown is None or (shown == source and fallback is None):
        return None
    is_translation = source is not None and shown != source
    return AboutTranslation(
        fallback=fallback.language if fallback else None,
        changed_at=stale_since(source, shown) if is_translation else None,
        is_unchecked=marks_unchecked and is_translation and not is_checked(shown),
        source=SOURCE_LANGUAGE,
        source_url=addresses_of(request, page).get(SOURCE_LANGUAGE.code, ""),
    )


def _page_addresses(request: HttpRequest, page: Page) -> dict[str, str]:
    # Each under its own prefix: on a page, links keep the reader's.
    return {
        code: under_prefix(page.address_in(each, request), code)
        for code, each in live_translations(page).items()
    }


def current_language() -> Language:
    return language(get_language() or settings.LANGUAGE_CODE)
