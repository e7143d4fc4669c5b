"""A page on paper: the reader's language and Czech side by side, with a QR code.

People take it along to an office, or give it to somebody who reads another language.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from home.models import SitePage
from home.navigation import say_where_else
from home.qr_code import qr_code
from home.routing import find_route


@dataclass(frozen=True)
class Column:
    """One language of a leaflet."""

    language: Language
    words: SafeString


@require_safe
def leaflet(request: HttpRequest, path: str) -> HttpResponse:
    """The leaflet of the page at this path; lists and forms have none."""
    page = _page_or_404(request, path)
    versions = _versions(page)
    codes = dict.fromkeys([page.locale.language_code, SOURCE_LANGUAGE.code])
    say_where_else(request, _addresses(request, versions))
    address = page.get_url(request)
    context = {
        "title": page.title,
        "page_url": address,
        "qr_code": qr_code(f"{settings.SITE_URL}{address}"),
        "columns": [
            Column(LANGUAGES[code], _words(request, versions[code]))
            for code in codes
            if code in versions
        ],
    }
    return render(request, "home/leaflet.html", context)


def leaflet_path(page: SitePage, request: HttpRequest | None = None) -> str:
    """`/en/places/branch/` → `places/branch/`, as the address of the leaflet has it."""
    return page.get_url(request).lstrip("/").partition("/")[2]


def _page_or_404(request: HttpRequest, path: str) -> SitePage:
    route = find_route(request, path)
    if route is None or not getattr(route.page, "leaflet_template", ""):
        raise Http404
    if route.page.get_view_restrictions().exists():
        raise Http404
    return route.page


def _versions(page: SitePage) -> dict[str, SitePage]:
    """The page in every language in which it is published, by the language's code."""
    pages = page.get_translations(inclusive=True).live().select_related("locale")
    return {each.locale.language_code: each for each in pages}


def _addresses(request: HttpRequest, versions: dict[str, SitePage]) -> dict[str, str]:
    return {
        code: f"/{code}/leaflet/{leaflet_path(page, request)}"
        for code, page in versions.items()
    }


def _words(request: HttpRequest, page: SitePage) -> SafeString:
    with translation.override(page.locale.language_code):
        context = page.get_context(request)
        return render_to_string("home/leaflet_column.html", context, request)
