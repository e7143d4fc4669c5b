"""From an address to its page, in as few queries for a deep page as for a high one."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from home.fallback import Fallback, under_prefix
from home.frame.pages import HOME_DEPTH, home_pages
from home.languages import language, nearest_languages
from home.navigation import live_translations, with_translations

# No page stands deeper; longer addresses are not worth asking for.
DEEPEST = 20
# Comes with the pages: mostly there is none, and Wagtail need not ask for each page.
SOME_RESTRICTION = {"some_restriction": Exists(PageViewRestriction.objects.all())}


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view. Wagtail would find the page level by level, twice each.

    A page that is not translated is served in the next best language, under the
    reader's own prefix: never a dead end, never another frame.
    """
    sends_a_form = request.method == "POST"
    route = find_in_own_language(request, path) if sends_a_form else None
    route = route or find_route(request, path)
    if route is not None and _language_of(route) != get_language():
        if better := _better_address(request, route):
            return HttpResponseRedirect(better, preserve_request=sends_a_form)
        request.fallback = Fallback(route.page, language(_language_of(route)))
    request.reader_stays_in = get_language()
    request._wagtail_route_for_request = route
    return serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """The page for the longest known part of the path; the page routes the rest.

    The reader's own language goes first, the others as its readers know them.
    """
    address = Address.read(request, path)
    for code in nearest_languages(get_language()):
        if route := address.route_in(code, request):
            return route
    return None


def find_in_own_language(request: HttpRequest, path: str) -> RouteResult | None:
    """The same for whoever sends a form, in two queries.

    Most forms are answered with a redirect, so nothing is asked for the frame of a
    page or of its translations. None where `find_route` has to look further.
    """
    components = [each for each in path.split("/") if each]
    pages = _pages_along(components[:DEEPEST])
    if not pages or pages[0].depth != HOME_DEPTH or not pages[0].live:
        return None
    deepest = pages[-1]
    content_type = ContentType.objects.get_for_id(deepest.content_type_id)
    kind: Any = content_type.model_class() or Page
    try:
        page = get_object_or_404(kind.objects.select_related("locale"), pk=deepest.pk)
        page.is_surely_open_to_all = not deepest.some_restriction
        return page.route(request, components[deepest.depth - HOME_DEPTH :])
    except Http404:
        return None


def _pages_along(components: list[str]) -> list:
    """What is known of the pages on this path, from the home page down."""
    code = get_language()
    known = Site.get_site_root_paths()  # this process remembers them
    paths = [
        f"{home.root_path}{below}"
        for home in known
        if home.language_code == code
        for below in accumulate((f"{each}/" for each in components), initial="")
    ]
    pages = Page.objects.filter(url_path__in=paths).annotate(**SOME_RESTRICTION)
    columns = ("pk", "content_type_id", "depth", "live", *SOME_RESTRICTION)
    return list(pages.order_by("depth").values_list(*columns, named=True))


@dataclass
class Address:
    """What the database knows of an address, in whatever language it was written."""

    components: list[str]
    homes: dict[str, Page]
    deepest: dict[str, Page] = field(default_factory=dict)

    @classmethod
    def read(cls, request: HttpRequest, path: str) -> "Address":
        components = [each for each in path.split("/") if each]
        address = cls(components, home_pages(request))
        if components and address.homes:
            address._find_deepest()
        return address

    def _find_deepest(self) -> None:
        known = self.components[:DEEPEST]
        paths = {
            f"{home.url_path}{'/'.join(known[:length])}/": code
            for code, home in self.homes.items()
            for length in range(1, len(known) + 1)
        }
        pages = Page.objects.filter(url_path__in=paths).order_by("depth")
        for page in pages.annotate(**SOME_RESTRICTION):
            self.deepest[paths[page.url_path]] = page

    def route_in(self, code: str, request: HttpRequest) -> RouteResult | None:
        home = self.homes.get(code)
        is_own = code == get_language()
        if home is None or (self.components and not self._may_lead_on(code, is_own)):
            return None
        page = self._page_in(code)
        known = page.url_path.removeprefix(home.url_path).count("/")
        try:
            return page.route(request, self.components[known:])
        except Http404:
            return None

    def _may_lead_on(self, code: str, is_own: bool) -> bool:
        """A foreign home page answers for itself only, not for what is below it."""
        return is_own or code in self.deepest

    def _page_in(self, code: str) -> Page:
        """As its own kind, with its locale: its language is asked for again."""
        home = self.homes[code]
        found = self.deepest.get(code, home)
        page = with_translations(found)
        page.locale = home.locale
        # Unknown for a home page, which is found without asking.
        page.is_surely_open_to_all = not getattr(found, "some_restriction", True)
        return page


def _language_of(route: RouteResult) -> str:
    return route.page.locale.language_code


def _better_address(request: HttpRequest, route: RouteResult) -> str | None:
    """Where the page is in a language that the reader prefers, if it is.

    Somebody wrote the path of another language, or the page was translated since.
    The rest of the path names a fact, which is the same in every language.
    """
    page, code = route.page, _language_of(route)
    nearer = nearest_languages(get_language())
    translations, offered = live_translations(page), home_pages(request)
    best = min(filter(offered.get, translations), key=nearer.index)
    if best == code:
        return None
    known = page.get_url(request).strip("/").count("/") + 1
    beyond = request.path.strip("/").split("/")[known:]
    rest = "".join(f"{quote(each)}/" for each in beyond)
    url = under_prefix(translations[best].get_url(request), get_language())
    query = request.META.get("QUERY_STRING", "")
    return f"{url}{rest}{'?' if query else ''}{query}"
