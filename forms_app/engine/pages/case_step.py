"""A step that the applicant takes: asked once more, then taken."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from forms_app.engine.actors import APPLICANT
from forms_app.engine.pages.case_pass import number_open
from forms_app.engine.pages.status import (
    of_case,
    refusal_of_guard,
    status_page,
    steps_for_applicant,
)
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform
from home.csrf_refusal import takes_answers

UNPROCESSABLE = 422
NOT_POSSIBLE = _("This step is not possible in the present state.")
OTHER_CASE = _(
    "The button that you pressed does not belong to this page. Nothing was changed."
    " Look at it again, then choose what you want to do."
)


class SeenCase(forms.Form):
    """What the page with the button showed: which case, and as it was when."""

    case = forms.CharField(max_length=40)
    version = forms.IntegerField(min_value=0, max_value=10**8)

    def is_of(self, case: Submission) -> bool:
        return self.is_valid() and self.cleaned_data["case"] == case.handle


@takes_answers
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def step(request: HttpRequest, case: Submission, name: str) -> HttpResponse:
    """Ask once more (GET), then take the step (POST)."""
    if request.method == "POST":
        return _take(request, case, name)
    possible = _possible_step(case, name)
    if possible is None:
        # Whatever has become possible since then: looking takes no step.
        return status_page(request, case, refused=_why_not(case, name))
    return _step_page(request, case, possible, possible.form_for(case))


def _take(request: HttpRequest, case: Submission, name: str) -> HttpResponse:
    seen = SeenCase(request.POST)
    possible = _possible_step(case, name)
    form = _applicants_form(case, name, request)
    if not seen.is_of(case):
        return status_page(request, case, refused=OTHER_CASE, typed=form)
    if possible is not None and form is not None and not form.is_valid():
        return _step_page(request, case, possible, form)
    try:
        perform(
            case,
            name,
            by=APPLICANT,
            seen_version=seen.cleaned_data["version"],
            details=form.cleaned_data if form and form.is_valid() else None,
        )
    except StepRefused as refused:
        case.refresh_from_db()
        return status_page(request, case, refused=refused.words, typed=form)
    return redirect("case_status", case.handle)


def _possible_step(case: Submission, name: str) -> Step | None:
    """The step, if the applicant could take it this very moment."""
    return next((each for each in steps_for_applicant(case) if each.name == name), None)


def _applicants_form(case: Submission, name: str, request: HttpRequest) -> Any:
    """What was typed for the step, also where it is not possible any more."""
    asked = case.workflow.steps.get(name)
    if asked is None or Role.APPLICANT not in asked.by:
        return None
    return asked.form_for(case, request.POST)


def _why_not(case: Submission, name: str) -> Any:
    """Why the applicant cannot take this step just now, in words."""
    if case.workflow.possible(name, case.state, Role.APPLICANT):
        refused = refusal_of_guard(case.workflow.steps[name], case)
        if refused is not None:
            return refused.words
    return NOT_POSSIBLE


def _step_page(
    request: HttpRequest, case: Submission, step: Step, form: Any
) -> HttpResponse:
    """The step on a page of its own: asked once more, or what is wrong with it."""
    templates = [
        f"forms_app/{case.folder}/confirm_step.html",
        "forms_app/case/confirm_step.html",
    ]
    context = {
        "case": case,
        "step": step,
        "form": form,
        "has_others": number_open(request) > 1,
    }
    code = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, templates, context, status=code)
