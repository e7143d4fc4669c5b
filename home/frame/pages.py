"""The pages that routing begins with and that the frame leads to, in one query."""

from collections.abc import Collection

from django.db.models import Exists, Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from home.fallback import one_of_each
from home.frame.current import frame_of
from home.languages import nearest_languages
from home.models import HomePage

# The root is 1, the home pages are 2.
HOME_DEPTH = 2
# No page stands deeper; longer addresses are not worth asking for.
DEEPEST = 20
# Where the pages stand that are in the menu as long as nobody chose any.
MENU_DEPTH = 3
# Comes with the pages: mostly there is none, and Wagtail need not ask for each page.
SOME_RESTRICTION = {"some_restriction": Exists(PageViewRestriction.objects.all())}


def top_of_the_tree(request: HttpRequest, paths: Collection[str] = ()) -> list[Page]:
    """The home pages, and what the frame leads to, in all languages: once a request.

    Routing begins with the ones, the frame ends with the others. Whoever asks first
    may ask for the pages of these `url_path`s as well.
    """
    if not is_top_known(request):
        named = Page.objects.filter(_named(request)).values("translation_key")
        wanted = Q(depth=HOME_DEPTH) | Q(translation_key__in=named)
        pages = Page.objects.filter(wanted | Q(url_path__in=paths))
        pages = pages.annotate(**SOME_RESTRICTION).select_related("locale")
        request._top_of_the_tree = list(pages.order_by("path"))
    return request._top_of_the_tree


def is_top_known(request: HttpRequest) -> bool:
    return hasattr(request, "_top_of_the_tree")


def _named(request: HttpRequest) -> Q:
    frame = frame_of(request)
    linked = Q(pk__in=frame.linked_keys if frame else ())
    if frame and frame.menu_keys:
        return linked
    return linked | Q(live=True, show_in_menus=True, depth=MENU_DEPTH)


def home_pages(request: HttpRequest) -> dict[str, Page]:
    """The published home page of each language that has one."""
    return {
        page.locale.language_code: page
        for page in reversed(top_of_the_tree(request))
        if page.depth == HOME_DEPTH
        and page.live
        and issubclass(page.specific_class, HomePage)
    }


def menu(request: HttpRequest, code: str) -> list[Page]:
    """The main navigation: each page in this language or the next best one.

    In the order that editors gave it; else in that of the tree.
    """
    frame = frame_of(request)
    if frame and frame.menu_keys:
        return linked_pages(request, frame.menu_keys, code)
    pages = [page for page in _nearest(request, code) if page.depth == MENU_DEPTH]
    return [page for page in one_of_each(pages) if page.show_in_menus]


def linked_pages(request: HttpRequest, keys: list[int], code: str) -> list[Page]:
    """The live version of each page that suits this reader best, each once."""
    best: dict[object, Page] = {}
    for page in _nearest(request, code):
        best.setdefault(page.translation_key, page)
    known = {page.pk: page.translation_key for page in top_of_the_tree(request)}
    wanted = dict.fromkeys(known[key] for key in keys if key in known)
    return [best[key] for key in wanted if key in best]


def _nearest(request: HttpRequest, code: str) -> list[Page]:
    rank = {each: rank for rank, each in enumerate(nearest_languages(code))}
    live = [page for page in top_of_the_tree(request) if page.live]
    known = [page for page in live if page.locale.language_code in rank]
    return sorted(known, key=lambda page: rank[page.locale.language_code])
