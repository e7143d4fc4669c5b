"""Tags of the page frame."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

from home import navigation
from home.fallback import fallback_of, under_prefix
from home.frame.logos import address_of_logo
from home.frame.pages import linked_pages
from home.languages import Language, language
from home.leaflet import leaflet_path
from home.navigation import AboutTranslation
from home.styles import styles_url as address_of_styles

register = template.Library()


@register.simple_tag(takes_context=True)
def language_alternates(context) -> list[navigation.Alternate]:
    """The switcher's entries for this page (or for this view without a page)."""
    return navigation.alternates(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def canonical_address(context) -> str:
    return navigation.canonical_address(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def address_for_strangers(context) -> str:
    """What `hreflang="x-default"` names."""
    page = context.get("page")
    addresses = navigation.addresses_of(context["request"], page)
    return navigation.address_for_strangers(addresses, page)


@register.simple_tag(takes_context=True)
def about_translation(context) -> AboutTranslation | None:
    page = context.get("page")
    if not isinstance(page, Page) or not page.path:
        return None
    marks_unchecked = context["settings"]["home"]["ContactSettings"].marks_unchecked
    return navigation.about_translation(context["request"], page, marks_unchecked)


@register.simple_tag(takes_context=True)
def address_of(context, page: Page) -> str:
    """The page under the reader's prefix, where an untranslated one answers, too."""
    url = page.get_url(context["request"])
    return under_prefix(url, get_language()) if url and url[0] == "/" else url


@register.simple_tag
def language_of_page(page: Page) -> Language | None:
    """The language of its words, where it is not the reader's."""
    code = page.locale.language_code
    return None if code == get_language() else language(code)


@register.simple_tag(takes_context=True)
def foreign_words(context, text: str = "") -> str:
    """`lang` and `dir` for words of a page that is shown in another language.

    With a text only if it is the page's own; without, whatever the element holds.
    """
    fallback = fallback_of(getattr(context, "request", None))
    if fallback is None or (text and not fallback.is_foreign(text)):
        return ""
    foreign = fallback.language
    return format_html(' lang="{}" dir="{}"', foreign.code, foreign.direction)


@register.simple_tag(takes_context=True)
def page_of_the_frame(context, key: int) -> Page | None:
    """A page that the footer leads to, in the reader's language or the nearest."""
    pages = linked_pages(context["request"], [key], get_language())
    return next(iter(pages), None)


@register.simple_tag
def logo_url(image: int) -> str:
    return address_of_logo(image)


@register.simple_tag
def styles_url() -> str:
    return address_of_styles()


@register.simple_tag(takes_context=True)
def leaflet_url(context, page) -> str:
    request = context.get("request")
    return reverse("leaflet", kwargs={"path": leaflet_path(page, request)})
