"""A POST without a valid token: who is offered to send it again, and who is not.

A page that was open for a month, or a browser that lost its cookies, is no attack:
what somebody typed into one of our public forms is shown once more, to be sent with a
fresh token. But the same button would turn a forged request of another website into a
genuine one. So it is offered only where the browser says that the request comes from a
page of ours, only for public forms, and with everything that will be sent in sight.
Nothing of a refused request to the admin is ever repeated.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from home.kept_forms import TakesForms
from home.routing import find_in_own_language

TOKEN = "csrfmiddlewaretoken"
# Which case somebody saw, and in which state: nothing that they typed.
SEEN = {"case", "version"}


def takes_answers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a public view whose form may be sent again."""
    view.takes_answers = True  # type: ignore[attr-defined]
    return view


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The refusal, with the answers where that is safe; always 403, kept nowhere."""
    form = _public_form(request) if comes_from_here(request) else None
    context: dict[str, Any] = {"cookies_are_off": not request.COOKIES}
    if form is not None:
        context |= {"sent": list(_pairs(request.POST)), "answers": list(form)}
    template = "403_csrf.html" if form is None else "403_send_again.html"
    response = render(request, template, context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches for one of our pages; silence does not count.

    Browsers that know neither `Sec-Fetch-Site` nor `Origin` for such a request tell
    the origin in `Referer`, as our pages ask them to.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    own = (request.scheme, request.get_host())
    told = [request.headers.get(name) for name in ("Origin", "Referer")]
    origins = [urlsplit(each)[:2] for each in told if each is not None]
    return all(each == own for each in origins) and bool(origins or site)


def _public_form(request: HttpRequest) -> Iterable[tuple[Any, str]] | None:
    """What was typed, with the questions; None where nothing public takes answers."""
    match = request.resolver_match
    if match is None:
        return None
    if getattr(match.func, "takes_answers", False):
        pairs = _pairs(request.POST)
        return [("", value) for name, value in pairs if value and name not in SEEN]
    if match.url_name != "wagtail_serve":
        return None
    route = find_in_own_language(request, *match.args)
    page = route.page.specific if route else None
    return page.answers_in_words(request.POST) if isinstance(page, TakesForms) else None


def _pairs(data: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in data.lists():
        if name != TOKEN:
            yield from ((name, value) for value in values)
