"""Links that lead out of the site: which there are, and whether somebody answers.

The worker asks a few at a time, never two of one website, so that nobody waits for it
and nobody is bothered. An address is asked again each week, and on the next day if
nobody answered: what failed twice is reported.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page, Site

from home.broken_links.asking import what_is_wrong
from home.broken_links.models import LONGEST_ADDRESS, BrokenLink, OutsideLink, Reason
from home.broken_links.texts import pages_that_readers_see, rich_texts
from home.models.site_page import SitePage

AT_A_TIME = 3
MOST = 2_000
FAILURES_TO_REPORT = 2
A_WEEK = timedelta(days=7)

Ask = Callable[[str], Reason | None]


@dataclass(frozen=True)
class LinkOut:
    page_id: int
    words: str
    address: str


def links_out(pages: Iterable[Page]) -> Iterator[LinkOut]:
    own = Site.objects.get(is_default_site=True).root_url
    for page in pages:
        if isinstance(page, SitePage):
            yield from dict.fromkeys(_links_of(page, own))


def _links_of(page: SitePage, own: str) -> Iterator[LinkOut]:
    for soup in rich_texts(page):
        for link in soup.find_all("a", href=True):
            address = leads_out(link["href"].strip(), own)
            if address:
                words = link.get_text().strip() or address
                yield LinkOut(page.pk, words[:255], address)


def leads_out(href: str, own: str) -> str | None:
    """The address as it is asked for: of another website, without a part of a page."""
    address, _hash, _part = href.partition("#")
    if address.startswith("//"):
        address = f"https:{address}"
    if not address.lower().startswith(("http://", "https://")):
        return None
    is_ours = f"{address}/".startswith(f"{own.rstrip('/')}/")
    return None if is_ours or len(address) > LONGEST_ADDRESS else address


# What is known of them


def note_links_out() -> None:
    """Know new addresses, forget those that are on no page any more."""
    found = (
        {each.address for each in links_out(pages_that_readers_see())}
        if settings.CHECK_EXTERNAL_LINKS
        else set()
    )
    known = dict(OutsideLink.objects.values_list("address", "pk"))
    gone = [pk for address, pk in known.items() if address not in found]
    OutsideLink.objects.filter(pk__in=gone).delete()
    room = max(MOST - (len(known) - len(gone)), 0)
    new = sorted(found - known.keys())[:room]
    OutsideLink.objects.bulk_create(
        [OutsideLink(address=each) for each in new], ignore_conflicts=True
    )


def broken_links_out() -> list[BrokenLink]:
    """What to report: failed on different days, and is on a page."""
    return _rows_of(OutsideLink.objects.filter(failures__gte=FAILURES_TO_REPORT))


def _rows_of(links) -> list[BrokenLink]:
    broken = {each.address: each for each in links}
    if not broken:
        return []
    return [
        BrokenLink(
            page_id=each.page_id,
            words=each.words,
            address=each.address,
            reason=broken[each.address].reason,
            since=broken[each.address].failed_since,
        )
        for each in links_out(pages_that_readers_see())
        if each.address in broken
    ]


# Asking


def ask_some_links_out(ask: Ask = what_is_wrong) -> int:
    """A few that are due; how many were asked."""
    if not settings.CHECK_EXTERNAL_LINKS:
        return 0
    today = timezone.localdate()
    chosen = [each for each in _due(today) if _claim(each, today)]
    for link in chosen:
        _note_answer(link, ask(link.address), today)
    return len(chosen)


def _due(today: date) -> list[OutsideLink]:
    failed = Q(failures__gt=0, failures__lt=FAILURES_TO_REPORT, asked_on__lt=today)
    due = Q(asked_on=None) | Q(asked_on__lte=today - A_WEEK) | failed
    by_host: dict[str, OutsideLink] = {}
    for link in OutsideLink.objects.filter(due).order_by(
        F("asked_on").asc(nulls_first=True), "pk"
    ):
        by_host.setdefault(urlsplit(link.address).netloc.lower(), link)
        if len(by_host) == AT_A_TIME:
            break
    return list(by_host.values())


def _claim(link: OutsideLink, today: date) -> bool:
    """Several workers may run: the one whose change counts asks."""
    same = OutsideLink.objects.filter(pk=link.pk, asked_on=link.asked_on)
    return same.update(asked_on=today) == 1


@transaction.atomic
def _note_answer(link: OutsideLink, reason: Reason | None, today: date) -> None:
    link.asked_on = today
    if reason is None:
        link.failed_since, link.failures, link.reason = None, 0, ""
    else:
        link.failed_since = link.failed_since or today
        link.failures = min(link.failures + 1, FAILURES_TO_REPORT)
        link.reason = reason
    link.save()
    BrokenLink.objects.filter(address=link.address).delete()
    if link.failures >= FAILURES_TO_REPORT:
        BrokenLink.objects.bulk_create(_rows_of([link]))
