"""Headers of pages that show or take what people send."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse


def keep_nowhere(response: HttpResponse) -> HttpResponse:
    """Nothing stays on a shared device, and nobody learns the address.

    With `no-referrer`, browsers would also hide the origin of a POST ("null"), and
    the check against forged requests would refuse every form.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "strict-origin"
    return response


def keep_private(response: HttpResponse) -> HttpResponse:
    """Nor does a search engine list it: it is about somebody."""
    response["X-Robots-Tag"] = "noindex"
    return keep_nowhere(response)


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapped(*args, **kwargs):
        return keep_private(view(*args, **kwargs))

    return wrapped
