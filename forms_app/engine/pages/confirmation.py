"""The last page of a form: we have received it. It is of the case that it names."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from forms_app.engine.pages.case_pass import (
    case_of_handle,
    give_pass,
    number_open,
    open_cases,
)
from forms_app.engine.pages.without_case import expired, lead_on
from forms_app.engine.submission import Submission
from home.navigation import addresses_of, say_where_else
from home.privacy_headers import keep_private


class ConfirmedForm:
    """A form page with an address for the confirmation of each case sent with it."""

    # What the form page brings along.
    case_model: ClassVar[type[Submission]]
    intake_id: int | None
    _show: Callable[..., HttpResponse]

    def about_of(self, case: Any) -> Any:
        """What the form was about when this case was sent."""
        return None

    def serve_confirmation(
        self, request: HttpRequest, about: Any, handle: str
    ) -> HttpResponse:
        """For a browser that may see the case."""
        say_where_else(request, addresses_of(request, cast(Page, self)))
        case = case_of_handle(request, handle)
        if case is None:
            return keep_private(expired(request))
        if not self._is_about(case, about):
            return keep_private(redirect("case_status", handle))
        has_others = number_open(request) > 1
        response = self._show(
            request, about, "confirmation", case=case, has_others=has_others
        )
        give_pass(request, response, case)
        return keep_private(response)

    def lead_to_confirmation(self, request: HttpRequest, about: Any) -> HttpResponse:
        """The address without a case: on to the only one of this form, or a list."""
        say_where_else(request, addresses_of(request, cast(Page, self)))
        own = [each for each in open_cases(request) if self._is_about(each, about)]
        if len(own) == 1:
            return keep_private(redirect(f"{request.path}{own[0].handle}/"))
        return keep_private(lead_on(request))

    def _is_about(self, case: Submission, about: Any) -> bool:
        """Was the case sent with this form, for this run or room?"""
        return (
            isinstance(case, self.case_model)
            and case.intake_id == self.intake_id
            and self.about_of(case) == about
        )
