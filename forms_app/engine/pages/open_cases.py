"""What is open on this device: which case is meant, and leaving all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from forms_app.engine.pages.case_pass import take_passes_away
from forms_app.engine.pages.status import same_view_in_every_language
from forms_app.engine.pages.without_case import lead_on
from home.privacy_headers import private


@private
def choose(
    request: HttpRequest, leads_to: str = "case_status", **kwargs: Any
) -> HttpResponse:
    """An address that does not say which case: on to the only one, or a list of all.

    Whatever is sent to such an address takes no step: nobody knows in which case.
    """
    same_view_in_every_language(request, **kwargs)
    return lead_on(request, leads_to, **kwargs)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget every case on this device: the next person sees nothing."""
    response = redirect("case_left")
    take_passes_away(request, response)
    return response


@private
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    same_view_in_every_language(request)
    return render(request, "forms_app/case/left.html")
