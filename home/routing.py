"""From an address to its page, in as few queries for a deep page as for a high one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from home import kept_forms
from home.fallback import Fallback, language_of_words, under_prefix
from home.frame.pages import (
    DEEPEST,
    HOME_DEPTH,
    SOME_RESTRICTION,
    home_pages,
    is_top_known,
    top_of_the_tree,
)
from home.languages import nearest_languages
from home.navigation import live_translations, with_translations


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view. Wagtail would find the page level by level, twice each.

    A page that is not translated is served in the next best language, under the
    reader's own prefix: never a dead end, never another frame.
    """
    sends_a_form = request.method == "POST"
    route = find_in_own_language(request, path) if sends_a_form else None
    route = route or find_route(request, path)
    is_foreign = route is not None and _language_of(route) != get_language()
    if is_foreign and (better := _better_address(request, route)):
        return HttpResponseRedirect(better, preserve_request=sends_a_form)
    if route is not None:
        _mark_foreign_words(request, route.page)
    request.reader_stays_in = get_language()
    request._wagtail_route_for_request = route
    return serve(request, path)


def _mark_foreign_words(request: HttpRequest, page: Page) -> None:
    """Of a page of another tree, or of an alias in the reader's own."""
    of_words = language_of_words(page)
    if of_words.code != get_language():
        request.fallback = Fallback(page, of_words)


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
    """The same for whoever sends a form, in two queries, and in none for a kept page.

    Most forms are answered with a redirect, so nothing is asked for the frame of a
    page or of its translations. None where `find_route` has to look further.
    """
    components = [each for each in path.split("/") if each]
    version = kept_forms.version()
    found = kept_forms.find(version, components)
    found = found or _find_page(version, components)
    try:
        return found and found[0].route(request, found[1])
    except Http404:
        return None


def _find_page(
    version: str | None, components: list[str]
) -> tuple[Page, list[str]] | None:
    """The deepest page on this path, and the components that it has to route."""
    pages = _pages_along(components)
    if not pages or pages[0].depth != HOME_DEPTH or not pages[0].live:
        return None
    deepest = pages[-1]
    content_type = ContentType.objects.get_for_id(deepest.content_type_id)
    kind: Any = content_type.model_class() or Page
    page = kind.objects.select_related("locale").filter(pk=deepest.pk).first()
    if page is None:  # somebody has deleted it meanwhile
        return None
    page.is_surely_open_to_all = not deepest.some_restriction
    known = deepest.depth - HOME_DEPTH
    kept_forms.keep(version, components[:known], page)
    return page, components[known:]


def _pages_along(components: list[str]) -> list:
    """What is known of the pages on this path, from the home page down."""
    code = get_language()
    known = Site.get_site_root_paths()
    trees = {tree.root_path for tree in known if tree.language_code == code}
    pages = Page.objects.filter(url_path__in=_paths_below(trees, components))
    columns = ("pk", "content_type_id", "depth", "live", *SOME_RESTRICTION)
    rows = pages.annotate(**SOME_RESTRICTION).order_by("depth")
    return list(rows.values_list(*columns, named=True))


def _paths_below(trees: Iterable[str], components: list[str]) -> set[str]:
    return {path for tree in trees for path in _way_down(tree, components)}


def _way_down(tree: str, components: list[str]) -> Iterator[str]:
    """The `url_path` of the home page and of each page that may stand on this way."""
    return accumulate((f"{each}/" for each in components[:DEEPEST]), initial=tree)


@dataclass
class Address:
    """What the database knows of an address, in whatever language it was written."""

    components: list[str]
    homes: dict[str, Any]
    deepest: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, request: HttpRequest, path: str) -> "Address":
        """The pages come with those of the frame, in one query.

        As long as the trees begin where this process remembers it, and for the first
        address of a request; else they are asked for by themselves.
        """
        components = [each for each in path.split("/") if each]
        remembered = {tree.root_path for tree in Site.get_site_root_paths()}
        came_along = remembered if not is_top_known(request) else set()
        pages = top_of_the_tree(request, _paths_below(came_along, components))
        address = cls(components, home_pages(request))
        trees = {home.url_path for home in address.homes.values()}
        if not trees <= came_along:
            along = Page.objects.filter(url_path__in=_paths_below(trees, components))
            pages = list(along.annotate(**SOME_RESTRICTION))
        address._find_deepest({page.url_path: page for page in pages})
        return address

    def _find_deepest(self, pages: dict[str, Page]) -> None:
        for code, home in self.homes.items():
            _itself, *below = _way_down(home.url_path, self.components)
            for path in filter(pages.get, below):
                self.deepest[code] = pages[path]

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
        page.is_surely_open_to_all = not found.some_restriction
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
