"""Finished pages for anonymous readers, kept until something that pages show changes.

All kept pages carry one version. Whatever readers can see renews it after the commit,
and with it every page is forgotten at once: simpler, and more certainly right, than
knowing which page shows what. See `docs/decisions/0010-page-cache.md`.
"""

import gzip
import time
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from home import hit_ratio, shared_cache

# What depends on the clock alone ("open now", the end of an alert) is late by this
# much at most, and so is everything else after the cache itself was away.
SECONDS = 60
VERSION = "version"
OK = 200


@dataclass(frozen=True)
class Kept:
    """A page as it goes out: its headers, its text packed with gzip, until when."""

    headers: dict[str, str]
    packed: bytes
    until: float

    @property
    def is_over(self) -> bool:
        return self.until < time.time()


class PageCacheMiddleware:
    """Stands first: a kept page has passed everything that stands behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_anonymous_reading(request):
            return self.get_response(request)
        # Before the page is made: what changes meanwhile belongs to a newer version.
        key = _key(request)
        kept = key and _find(key)
        if kept:
            hit_ratio.count_kept()
            return _answer(request, kept)
        response = self.get_response(request)
        if not _is_the_same_for_everybody(response):
            return response
        kept = _pack(response)
        if key and request.method == "GET":
            shared_cache.put(key, kept, lasts=SECONDS)
            hit_ratio.count_made()
        return _unless_known(request, _packed_if_accepted(request, response, kept))


def renew() -> None:
    """From now on no kept page is shown any more."""
    shared_cache.renew_version_of(VERSION)


def renew_after_commit() -> None:
    """To be called by whoever writes what readers can see."""
    transaction.on_commit(renew, robust=True)


def _key(request: HttpRequest) -> str | None:
    """None for an address that is never kept.

    With a query there are as many addresses as anybody cares to make up.
    """
    if request.META.get("QUERY_STRING"):
        return None
    version = shared_cache.version_of(VERSION)
    host = request.META.get("HTTP_HOST", "")
    address = f"{request.scheme}://{host}{request.path}"
    return version and f"{version}:{sha256(address.encode()).hexdigest()}"


def _is_anonymous_reading(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not getattr(request, "is_preview", False)
    )


def _is_the_same_for_everybody(response: HttpResponse) -> bool:
    """Nothing in it belongs to one reader: no cookie, no token against forgery.

    So it may be packed, too. A page with a secret must not be: where its size shows
    how well something packs, a secret can be guessed letter by letter (BREACH).
    """
    varies = {each.strip().lower() for each in response.get("Vary", "").split(",")}
    control = response.get("Cache-Control", "")
    return (
        response.status_code == OK
        and not response.streaming
        and not response.cookies
        and varies <= {"", "accept-encoding"}
        and "no-store" not in control
        and "private" not in control
        and response.get("Content-Type", "").startswith("text/")
        and not response.has_header("Content-Encoding")
    )


def _pack(response: HttpResponse) -> Kept:
    """Give the response the headers of a public page, and keep a copy."""
    digest = sha256(response.content).hexdigest()[:32]
    # Weak, because packed and unpacked it is the same page.
    response.setdefault("ETag", f'W/"{digest}"')
    # Browsers keep it, and ask each time whether it is still true.
    response.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = {name: value for name, value in response.items()}
    headers.pop("Content-Length", None)
    packed = gzip.compress(response.content, compresslevel=6, mtime=0)
    return Kept(headers, packed, time.time() + SECONDS)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    response = HttpResponse(headers=kept.headers)
    if not _accepts_packed(request):
        response.content = gzip.decompress(kept.packed)
        response["Content-Length"] = str(len(response.content))
    return _unless_known(request, _packed_if_accepted(request, response, kept))


def _packed_if_accepted(
    request: HttpRequest, response: HttpResponse, kept: Kept
) -> HttpResponse:
    if _accepts_packed(request):
        response.content = kept.packed
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(kept.packed))
    return response


def _accepts_packed(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for a browser that has this very page already."""
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    return get_conditional_response(request, etag=response["ETag"], response=response)


# What this process has read already. The version, part of each key, is read anew for
# each request, so nothing old is found here.

_read_already: dict[str, Kept] = {}
MOST_IN_MEMORY = 500


def _find(key: str) -> Kept | None:
    """What this process remembers of the minute; else what all processes share.

    When a page is over here, another process may have made it anew.
    """
    kept = _read_already.get(key)
    if kept is None or kept.is_over:
        _read_already.pop(key, None)
        kept = shared_cache.get(key)
    if kept is None or kept.is_over:
        return None
    if len(_read_already) >= MOST_IN_MEMORY:
        _read_already.clear()
    _read_already[key] = kept
    return kept
