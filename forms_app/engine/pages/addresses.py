"""Where a form is found: at the page itself, or below it for each thing to ask for."""

from typing import Any

from django.http import HttpRequest
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from forms_app.engine.pages.form_page import FormPage


class OneForm(FormPage):
    """The page is the form, and there is nothing to choose."""

    class Meta:
        abstract = True

    @path("")
    def fill_in(self, request):
        return self.serve_form(request)

    @path("sent/")
    def sent_somehow(self, request):
        return self.lead_to_confirmation(request, None)

    @path("sent/<handle:handle>/")
    def sent(self, request, handle):
        return self.serve_confirmation(request, None, handle)

    def address_in(self, translation: Page, request: HttpRequest) -> str:
        return super().address_in(translation, request) + _end_of_address(request)


class FormForEach(FormPage):
    """Each thing that the form can be about has an address below the page: its code.

    The workflow's page says at its routes, which have `code`, how to find the thing.
    """

    needs_about = True

    class Meta:
        abstract = True

    def address_of(self, about: Any, request: HttpRequest | None) -> str:
        return f"{self.get_url(request)}{about.code}/"

    def address_in(self, translation: Page, request: HttpRequest) -> str:
        address = super().address_in(translation, request)
        code = _route(request).get("code")
        return f"{address}{code}/{_end_of_address(request)}" if code else address


def _route(request: HttpRequest) -> dict[str, str]:
    match = getattr(request, "routable_resolver_match", None)
    return match.kwargs | {"name": match.url_name} if match else {}


def _end_of_address(request: HttpRequest) -> str:
    """A confirmation is of the same case in every language."""
    route = _route(request)
    if route.get("name") == "sent":
        return f"sent/{route['handle']}/"
    return "sent/" if route.get("name") == "sent_somehow" else ""
