"""The language of a request is written in its path, and only there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageFromPathMiddleware:
    """Activate the language that the path names.

    Django's own middleware would also answer an unknown path with a redirect to a
    guessed language. A link that somebody shares has to show the same words to
    everyone, so nothing but `/` looks at the reader's browser. Paths without a
    language (the admin, errors) take the reader's preference.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from_path = translation.get_language_from_path(request.path_info)
        code = from_path or translation.get_language_from_request(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        if from_path is not None:
            response.setdefault("Content-Language", code)
        if from_path is None and request.path_info == "/":
            response["Vary"] = "Accept-Language, Cookie"
        return response


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the reader's choice for their next visit to `/`."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=60 * 60 * 24 * 365,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
