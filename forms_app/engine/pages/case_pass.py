"""The short permission to see a case: one signed cookie for each.

A POST with the secret link (or with a new form) gives a pass; the address in the
browser then holds no secret, only the handle of the case. A cookie for each case,
because pages of two cases that are opened at once would write over a common one.
It names no person, is good for half an hour after the last look, and dies with the
link: the handle is made of it.
"""

import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from forms_app.engine.pages.handle import HandleConverter
from forms_app.engine.status_link import token_hash
from forms_app.engine.submission import Submission, submission_kinds

COOKIE = "case-"  # and the handle
OUR_NAME = re.compile(f"{COOKIE}({HandleConverter.regex})")
SALT = "forms_app.case_pass"
LIFETIME = 30 * 60
# A helper has a few people's cases open, and every cookie travels with every page.
MOST = 8


@dataclass(frozen=True)
class Pass:
    handle: str
    kind: str
    pk: int
    given_at: float


def give_pass(request: HttpRequest, response: HttpResponse, case: Submission) -> None:
    """Let this browser see the case for half an hour from now.

    Where it has too many open, the one that nobody looked at for longest is closed.
    """
    others = [each for each in _passes(request) if each.handle != case.handle]
    for oldest in others[MOST - 1 :]:
        _forget(response, oldest.handle)
    content = [case.kind, case.pk, time.time()]
    response.set_cookie(
        COOKIE + case.handle,
        signing.Signer(salt=SALT).sign_object(content),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_passes_away(request: HttpRequest, response: HttpResponse) -> None:
    """All of them, also those that are not good any more."""
    for handle, _value in _cookies(request):
        _forget(response, handle)


def case_of_handle(request: HttpRequest, handle: str) -> Submission | None:
    """The case that an address names, if this browser may see it."""
    own = [each for each in _passes(request) if each.handle == handle]
    return next(iter(_cases(own)), None)


def open_cases(
    request: HttpRequest, model: type[Submission] | None = None
) -> list[Submission]:
    """All cases that this browser may see (of one kind), the last seen first."""
    wanted = [
        each for each in _passes(request) if model is None or each.kind == model.kind
    ]
    return _cases(wanted)


def number_open(request: HttpRequest) -> int:
    """About how many, without asking the database: each page of a case tells it."""
    return len(_passes(request))


def case_of_token(token: str) -> Submission | None:
    """The case whose secret link this is, or None."""
    wanted = token_hash(token)
    for model in submission_kinds().values():
        case = model.objects.filter(link_hash=wanted).first()
        if case is not None:
            return case
    return None


def _passes(request: HttpRequest) -> list[Pass]:
    """What this browser brings and what is still good, the last given first."""
    found = (_read(handle, value) for handle, value in _cookies(request))
    good = (each for each in found if each is not None)
    return sorted(good, key=lambda each: each.given_at, reverse=True)


def _cookies(request: HttpRequest) -> list[tuple[str, str]]:
    """Handle and value of each cookie that could be a pass."""
    named = (
        (OUR_NAME.fullmatch(name), value) for name, value in request.COOKIES.items()
    )
    return [(match[1], value) for match, value in named if match]


def _read(handle: str, value: str) -> Pass | None:
    try:
        kind, pk, given_at = signing.Signer(salt=SALT).unsign_object(value)
    except signing.BadSignature:
        return None
    if time.time() - given_at > LIFETIME:
        return None
    return Pass(handle, kind, pk, given_at)


def _cases(passes: list[Pass]) -> list[Submission]:
    """In the order of the passes. One query for each kind that is among them."""
    kinds = submission_kinds()
    found: dict[str, Submission] = {}
    for kind in {each.kind for each in passes} & kinds.keys():
        keys = [each.pk for each in passes if each.kind == kind]
        cases = kinds[kind].objects.for_inbox().filter(pk__in=keys)
        found |= {case.handle: case for case in cases}
    return [found[each.handle] for each in passes if each.handle in found]


def _forget(response: HttpResponse, handle: str) -> None:
    response.delete_cookie(COOKIE + handle, samesite="Lax")
