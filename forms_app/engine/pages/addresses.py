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
    def sent(self, request):
        return self.serve_confirmation(request, None)


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
        match = getattr(request, "routable_resolver_match", None)
        if match is None or "code" not in match.kwargs:
            return address
        sent = "sent/" if match.url_name == "sent" else ""
        return f"{address}{match.kwargs['code']}/{sent}"
