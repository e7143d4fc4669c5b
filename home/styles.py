"""The styles of every page in one answer: a phone on a slow line asks once.

The style sheets stay files of their own, by concept; nothing has to be built.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

# In the order of the cascade. What only some pages need stays beside them.
COMMON = ("tokens", "base", "content", "blocks")
A_YEAR = 60 * 60 * 24 * 365


def read_styles() -> str:
    paths = [finders.find(f"css/{name}.css") for name in COMMON]
    return "\n".join(Path(path).read_text("utf-8") for path in paths)


@cache
def _read_once() -> str:
    return read_styles()


def styles() -> str:
    """As the files are now in development, as they were at the start elsewhere."""
    return read_styles() if settings.DEBUG else _read_once()


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def styles_url() -> str:
    """The address changes with the contents, so browsers may keep it for good."""
    return reverse("styles", args=[digest_of(styles())])


def _etag(request: HttpRequest, digest: str) -> str:
    return f'"{digest_of(styles())}"'


@require_safe
@gzip_page
@condition(etag_func=_etag)
def common_styles(request: HttpRequest, digest: str) -> HttpResponse:
    """A page from before an update asks with an old digest and gets today's styles."""
    text = styles()
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    is_current = digest == digest_of(text)
    response["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if is_current else "no-cache"
    )
    return response
