"""Where the reader stands in the tree of pages."""

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from home.fallback import children_in_any_language

register = template.Library()


@register.filter
def current_for(entry: Page, page: Page | None) -> str:
    """The value of `aria-current` for a menu entry while this page is shown."""
    if not isinstance(page, Page) or not page.path:
        return ""
    if entry.pk == page.pk:
        return "page"
    return "true" if page.path.startswith(entry.path) else ""


@register.simple_tag
def sections_above(page: Page, main_menu: list[Page]) -> list[Page]:
    """The section of the main navigation that this page is in, if any."""
    return [
        entry
        for entry in main_menu
        if page.path.startswith(entry.path) and page.pk != entry.pk
    ]


@register.simple_tag
def sections_of(page: Page) -> list[Page]:
    """The pages of the navigation below this one, with their introductions.

    Those that are not translated come in the next best language.
    """
    children = children_in_any_language(page, Page.objects.all(), get_language())
    locales = {each.pk: each.locale for each in children if each.show_in_menus}
    found = {each.pk: each for each in Page.objects.filter(pk__in=locales).specific()}
    for pk, section in found.items():
        section.locale = locales[pk]
    return [found[pk] for pk in locales]
