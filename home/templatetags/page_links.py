"""Links that editors make to pages, turned into the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import template
from django.utils.translation import get_language
from wagtail.fields import StreamValue
from wagtail.models import Page

from home import fallback
from home.languages import Language, language
from home.page_reference import references_in

register = template.Library()

KNOWN = "linked_pages"


@dataclass(frozen=True)
class PageLink:
    """`other_language` is set where the page is not in the reader's language.

    `words` is what the editor wrote, or the title of the page; `title_language`
    is then the language of that title.
    """

    item: Mapping
    page: Page
    url: str
    other_language: Language | None

    @property
    def words(self) -> str:
        return self.item.get("words") or self.page.title

    @property
    def title_language(self) -> Language | None:
        return None if self.item.get("words") else self.other_language


@register.simple_tag(takes_context=True)
def find_linked_pages(context, body: StreamValue) -> str:
    """Fetch all pages that this body leads to, in one query for all its blocks."""
    context[KNOWN] = best_versions(set(references_in(list(body.raw_data))))
    return ""


@register.simple_tag(takes_context=True)
def page_links(context, items: Iterable[Mapping]) -> list[PageLink]:
    """A link for each item whose `page` has a live version."""
    items = list(items)
    pages = context.get(KNOWN)
    if pages is None:
        pages = best_versions({item["page"] for item in items})
    request = context.get("request")
    found = [(item, pages.get(item["page"])) for item in items]
    return [_link(item, page, request) for item, page in found if page is not None]


@register.simple_tag(takes_context=True)
def page_link(context, item: Mapping) -> PageLink | None:
    return next(iter(page_links(context, [item])), None)


def best_versions(keys: set[int]) -> dict[int, Page]:
    """For the primary key of each page, its live version in the best language."""
    keys = keys - {None}
    if not keys:
        return {}
    wanted = Page.objects.filter(pk__in=keys).values("translation_key")
    pages = Page.objects.filter(translation_key__in=wanted).select_related("locale")
    best = fallback.best_of(pages, "translation_key")
    return {page.pk: best.get(page.translation_key) for page in pages}


def _code(page: Page) -> str:
    return page.locale.language_code


def _link(item: Mapping, page: Page, request) -> PageLink:
    code = _code(page)
    other = None if code == get_language() else language(code)
    return PageLink(item, page, page.get_url(request), other)
