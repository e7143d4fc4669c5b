"""Do the links between our own pages lead anywhere? Asked without a single request."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from home.broken_links.models import BrokenLink, LinkCheck
from home.broken_links.outside import broken_links_out, links_out, note_links_out
from home.broken_links.texts import pages_that_readers_see, rich_texts
from home.languages import LANGUAGES, SOURCE_LANGUAGE
from home.models.site_page import SitePage
from home.page_reference import references_in
from home.routing import find_route, serve_page

LONGEST = BrokenLink._meta.get_field("words").max_length


def check_links_once_a_week() -> int:
    """How many links lead nowhere; 0 if somebody looked in this week already.

    It looks before it writes, so that nobody waits for it.
    """
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    if LinkCheck.objects.filter(monday=monday).exists():
        return 0
    note_links_out()
    return _store(monday, [*broken_links(), *broken_links_out()])


@transaction.atomic
def _store(monday: date, found: list[BrokenLink]) -> int:
    _check, is_first = LinkCheck.objects.get_or_create(monday=monday)
    if not is_first:
        return 0
    LinkCheck.objects.filter(monday__lt=monday).delete()
    BrokenLink.objects.all().delete()
    return len(BrokenLink.objects.bulk_create(found))


def broken_links() -> list[BrokenLink]:
    return _broken_on(pages_that_readers_see())


def _broken_on(pages: Iterable[Page]) -> list[BrokenLink]:
    there = Targets()
    return [
        BrokenLink(page_id=page.pk, words=words[:LONGEST])
        for page in pages
        if isinstance(page, SitePage)
        for words in dict.fromkeys(_broken_in(page, there))
    ]


def forget_what_was_mended(sender, instance: Page, **kwargs) -> None:
    """After a page was published: what is on it no more, or leads on now."""
    reported = list(BrokenLink.objects.filter(page=instance))
    if not reported:
        return
    pages = [instance.specific]
    still = {(each.words, "") for each in _broken_on(pages)}
    still |= {(each.words, each.address) for each in links_out(pages)}
    mended = [each.pk for each in reported if (each.words, each.address) not in still]
    BrokenLink.objects.filter(pk__in=mended).delete()


class Targets:
    """All that a link of ours may lead to, read once."""

    def __init__(self):
        self.pages = set(Page.objects.live().values_list("pk", flat=True))
        self.titles = dict(Page.objects.values_list("pk", "title"))
        self.documents = set(get_document_model().objects.values_list("pk", flat=True))
        self.site = Site.objects.get(is_default_site=True)
        self.answers: dict[str, bool] = {}

    def has_page(self, key) -> bool:
        return str(key).isdecimal() and int(key) in self.pages

    def has_document(self, key) -> bool:
        return str(key).isdecimal() and int(key) in self.documents

    def answer(self, address: str) -> bool:
        """Addresses repeat from page to page."""
        if address not in self.answers:
            self.answers[address] = self._lead_somewhere(address)
        return self.answers[address]

    def _lead_somewhere(self, address: str) -> bool:
        path = unquote(urlsplit(address).path)
        if "\0" in path:
            return False
        if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
            return True  # the web server's
        code = path.split("/")[1]
        with translation.override(code if code in LANGUAGES else SOURCE_LANGUAGE.code):
            request = self._request(path)
            if get_redirect(request, Redirect.normalise_path(path)):
                return True
            try:
                match = resolve(path)
            except Resolver404:
                return False
            # Other views answer for facts that they look up themselves.
            return match.func is not serve_page or bool(
                find_route(request, match.args[0])
            )

    def _request(self, path: str) -> HttpRequest:
        request = HttpRequest()
        request.method, request.path, request.path_info = "GET", path, path
        request._wagtail_site = self.site
        return request


def _broken_in(page: SitePage, there: Targets) -> Iterator[str]:
    body = page.body.raw_data
    for key in references_in(list(body)):
        if not there.has_page(key):
            yield there.titles.get(key, "?")
    for soup in rich_texts(page):
        for link in soup.find_all("a"):
            if not _leads_on(link, there):
                yield link.get_text().strip() or link.get("href") or "?"


def _leads_on(link, there: Targets) -> bool:
    """What leads out of the site is not ours to know."""
    kind, key, address = link.get("linktype"), link.get("id"), link.get("href") or ""
    if kind == "page":
        return there.has_page(key)
    if kind == "document":
        return there.has_document(key)
    own = there.site.root_url.rstrip("/")
    if address.startswith(f"{own}/"):
        address = address.removeprefix(own)
    is_ours = address.startswith("/") and not address.startswith("//")
    return there.answer(address) if is_ours else True
