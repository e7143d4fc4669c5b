"""Pages that take forms, as this process read them: a form that is sent finds its page
and its questions without a query.

Registration for a course opens at an hour that everybody knows, and then all send the
same form. Each process keeps what it read under a version that all processes share;
whatever changes a page, a question or an intake renews it after the commit, as it does
for finished pages (`page_cache`). Seats, rooms and cases are never kept.
"""

import pickle
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from wagtail.models import Page

from home import shared_cache
from home.frame.pages import DEEPEST

VERSION = "version-of-forms"
# So much late is at most what was written past the signals.
SECONDS = 60
MOST = 100


class TakesForms:
    """A page that people send forms to."""

    def read_questions(self) -> list[Any]:
        """Fetch what every form that comes needs besides the page; it stays in it."""
        raise NotImplementedError

    def answers_in_words(self, data: QueryDict) -> Iterable[tuple[Any, str]]:
        """Each question with what was typed, to be shown before it is sent again."""
        raise NotImplementedError


@dataclass(frozen=True)
class Kept:
    """Packed, so that each request has a page of its own to write into."""

    page: bytes
    until: float


_kept: dict[tuple[str | None, ...], Kept] = {}


def version() -> str | None:
    """To be read before the page: what changes meanwhile belongs to a newer one.

    None while the cache that holds it is away; then nothing is kept.
    """
    return shared_cache.version_of(VERSION)


def renew() -> None:
    shared_cache.renew_version_of(VERSION)


def find(version: str | None, components: list[str]) -> tuple[Any, list[str]] | None:
    """The page that this path leads to, and what it has to route by itself."""
    for known in range(min(len(components), DEEPEST), 0, -1):
        key = _key(version, components[:known])
        kept = _kept.get(key)
        if kept is not None and kept.until > time.monotonic():
            return pickle.loads(kept.page), components[known:]
        _kept.pop(key, None)
    return None


def keep(version: str | None, components: list[str], page: Page) -> None:
    """Keep a page for its address, if it takes forms and for as long as it is right.

    Below a page without children all addresses are its own.
    """
    if version is None or not isinstance(page, TakesForms) or not page.is_leaf():
        return
    page.read_questions()
    if len(_kept) >= MOST:
        _kept.clear()
    packed = pickle.dumps(page)
    _kept[_key(version, components)] = Kept(packed, time.monotonic() + SECONDS)


def _key(version: str | None, components: list[str]) -> tuple[str | None, ...]:
    return version, get_language(), *components
