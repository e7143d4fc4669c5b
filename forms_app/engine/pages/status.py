"""The applicant's own view of a case, without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from forms_app.engine.actors import APPLICANT
from forms_app.engine.pages.case_pass import (
    case_of_handle,
    case_of_token,
    give_pass,
    number_open,
)
from forms_app.engine.pages.typed_answers import typed_answers
from forms_app.engine.pages.without_case import SEE_OTHER, expired
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.submission import Submission
from home.csrf_refusal import takes_answers
from home.languages import Language, in_every_language
from home.navigation import say_where_else
from home.privacy_headers import private

NOT_FOUND, CONFLICT = 404, 409


def of_case(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view on the case that its address names, for a browser that may see it.

    Whoever looks at the case may go on for another half hour.
    """

    @private
    @wraps(view)
    def wrapped(request: HttpRequest, handle: str, *args: Any, **kwargs: Any):
        same_view_in_every_language(request, handle=handle, **kwargs)
        case = case_of_handle(request, handle)
        if case is None:
            return expired(request, **kwargs)
        response = view(request, case, *args, **kwargs)
        give_pass(request, response, case)
        return response

    return wrapped


@takes_answers
@private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The secret link. Looking changes nothing; the button gives a pass."""
    same_view_in_every_language(request, token=token)
    case = case_of_token(token)
    if case is None:
        return render(request, "forms_app/case/unknown_link.html", status=NOT_FOUND)
    if request.method != "POST":
        return render(request, "forms_app/case/enter.html")
    address = reverse("case_status", args=[case.handle])
    response = HttpResponseRedirect(address, status=SEE_OTHER)
    give_pass(request, response, case)
    return response


@require_safe
@of_case
def status(request: HttpRequest, case: Submission) -> HttpResponse:
    return status_page(request, case)


@require_safe
@of_case
def calendar(request: HttpRequest, case: Submission) -> HttpResponse:
    content = case.calendar_file(translation.get_language())
    return content or redirect("case_status", case.handle)


def status_page(
    request: HttpRequest, case: Submission, refused: Any = None, typed: Any = None
) -> HttpResponse:
    """`refused` says why a step was not taken; what was `typed` for it is kept.

    `typed` is the bound form of that step. Where the step is still possible, the form
    stands on the page again; else its words do, to be copied.
    """
    language = translation.get_language()
    steps = [
        (step, typed if _is_form_of(typed, step) else step.form_for(case))
        for step in steps_for_applicant(case)
    ]
    stands_again = typed is None or any(form is typed for _step, form in steps)
    context = {
        "case": case,
        "subject": case.subject_in(language),
        "facts": case.message_facts(language),
        "steps": steps,
        "refused": refused,
        "typed": [] if stands_again else list(typed_answers(typed)),
        "has_others": number_open(request) > 1,
    }
    code = CONFLICT if refused else 200
    templates = [f"forms_app/{case.folder}/status.html", "forms_app/form/status.html"]
    return render(request, templates, context, status=code)


def steps_for_applicant(case: Submission) -> list[Step]:
    """The steps that the applicant could take this very moment."""
    if case.is_quarantined:
        return []
    return [
        step
        for step in case.workflow.steps_from(case.state, Role.APPLICANT)
        if refusal_of_guard(step, case) is None
    ]


def refusal_of_guard(step: Step, case: Submission) -> StepRefused | None:
    try:
        step.guard(case, APPLICANT, "")
    except StepRefused as refused:
        return refused
    return None


def same_view_in_every_language(request: HttpRequest, **kwargs: Any) -> None:
    """The switcher of a page without a Wagtail page leads to the same view."""
    match = request.resolver_match
    name = match.view_name if match else ""

    def address(language: Language) -> str:
        with translation.override(language.code):
            return reverse(name, kwargs=kwargs)

    say_where_else(request, in_every_language(address))


def _is_form_of(form: Any, step: Step) -> bool:
    return form is not None and form.prefix == step.name and not step.warning
