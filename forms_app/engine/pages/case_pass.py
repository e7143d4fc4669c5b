"""The short permission to see one case, kept in a signed cookie.

A POST with the secret link (or with a new form) gives a pass; the address in the
browser then holds no secret. The cookie names no person, and dies with the link.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from forms_app.engine.status_link import token_hash
from forms_app.engine.submission import Submission, submission_kinds

COOKIE = "case"
SALT = "forms_app.case_pass"
LIFETIME = 30 * 60


def give_pass(response: HttpResponse, case: Submission) -> None:
    """Let this browser see the case for half an hour."""
    content = {"kind": case.kind, "pk": case.pk, "link": case.link_hash[:16]}
    response.set_cookie(
        COOKIE,
        signing.dumps(content, salt=SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_pass_away(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def case_of_pass(request: HttpRequest) -> Submission | None:
    """The case that this browser may see, or None."""
    try:
        content = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME
        )
    except signing.BadSignature:
        return None
    model = submission_kinds().get(content["kind"])
    if model is None:
        return None
    case = model.objects.filter(pk=content["pk"]).first()
    if case is None or not case.link_hash.startswith(content["link"]):
        return None
    return case


def case_of_token(token: str) -> Submission | None:
    """The case whose secret link this is, or None."""
    wanted = token_hash(token)
    for model in submission_kinds().values():
        case = model.objects.filter(link_hash=wanted).first()
        if case is not None:
            return case
    return None
