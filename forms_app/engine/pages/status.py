"""The applicant's own view of a case, without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from forms_app.engine.actors import APPLICANT
from forms_app.engine.pages.case_pass import (
    case_of_pass,
    case_of_token,
    give_pass,
    take_pass_away,
)
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform
from home.csrf_refusal import takes_answers
from home.languages import Language, in_every_language
from home.navigation import say_where_else
from home.privacy_headers import private

NOT_FOUND, CONFLICT, GONE, UNPROCESSABLE = 404, 409, 410, 422


@takes_answers
@private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The secret link. Looking changes nothing; the button gives a pass."""
    same_view_in_every_language(request, "case_enter", token)
    case = case_of_token(token)
    if case is None:
        return render(request, "forms_app/case/unknown_link.html", status=NOT_FOUND)
    if request.method != "POST":
        return render(request, "forms_app/case/enter.html")
    response = HttpResponseRedirect(reverse("case_status"), status=303)
    give_pass(response, case)
    return response


@private
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    same_view_in_every_language(request, "case_status")
    case = case_of_pass(request)
    if case is None:
        return _expired(request)
    return _status_page(request, case)


@takes_answers
@private
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Ask once more (GET), then take the step (POST)."""
    same_view_in_every_language(request, "case_step", name)
    case = case_of_pass(request)
    if case is None:
        return _expired(request)
    possible = {each.name: each for each in steps_for_applicant(case)}
    form = None
    if name in possible:
        data = request.POST if request.method == "POST" else None
        form = possible[name].form_for(case, data)
        if data is None or (form is not None and not form.is_valid()):
            return _step_page(request, case, possible[name], form)
    elif request.method != "POST":
        # Whatever has become possible since then: looking takes no step.
        return _status_page(request, case, refused=_why_not(case, name))
    try:
        perform(
            case,
            name,
            by=APPLICANT,
            seen_version=_seen_version(request),
            details=form.cleaned_data if form is not None else None,
        )
    except StepRefused as refused:
        case.refresh_from_db()
        return _status_page(request, case, refused=refused.words)
    return redirect("case_status")


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the case on this device: the next person sees nothing."""
    response = redirect("case_left")
    take_pass_away(response)
    return response


@private
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    same_view_in_every_language(request, "case_left")
    return render(request, "forms_app/case/left.html")


@private
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    case = case_of_pass(request)
    if case is None:
        return _expired(request)
    return case.calendar_file(translation.get_language())


def steps_for_applicant(case: Submission) -> list[Step]:
    """The steps that the applicant could take this very moment."""
    if case.is_quarantined:
        return []
    return [
        step
        for step in case.workflow.steps_from(case.state, Role.APPLICANT)
        if _guard_lets_pass(step, case)
    ]


def _guard_lets_pass(step: Step, case: Submission) -> bool:
    return _refusal_of_guard(step, case) is None


def _refusal_of_guard(step: Step, case: Submission) -> StepRefused | None:
    try:
        step.guard(case, APPLICANT, "")
    except StepRefused as refused:
        return refused
    return None


def _why_not(case: Submission, name: str) -> Any:
    """Why the applicant cannot take this step just now, in words."""
    if case.workflow.possible(name, case.state, Role.APPLICANT):
        refused = _refusal_of_guard(case.workflow.steps[name], case)
        if refused is not None:
            return refused.words
    return _("This step is not possible in the present state.")


def _status_page(request, case: Submission, refused=None) -> HttpResponse:
    language = translation.get_language()
    context = {
        "case": case,
        "subject": case.subject_in(language),
        "facts": case.message_facts(language),
        "steps": [(step, step.form_for(case)) for step in steps_for_applicant(case)],
        "refused": refused,
    }
    code = CONFLICT if refused else 200
    templates = [f"forms_app/{case.folder}/status.html", "forms_app/form/status.html"]
    return render(request, templates, context, status=code)


def _step_page(request, case: Submission, step: Step, form) -> HttpResponse:
    """The step on a page of its own: asked once more, or what is wrong with it."""
    templates = [
        f"forms_app/{case.folder}/confirm_step.html",
        "forms_app/case/confirm_step.html",
    ]
    context = {"case": case, "step": step, "form": form}
    code = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, templates, context, status=code)


def _expired(request: HttpRequest) -> HttpResponse:
    return render(request, "forms_app/case/expired.html", status=GONE)


def _seen_version(request: HttpRequest) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else None


def same_view_in_every_language(request: HttpRequest, name: str, *args) -> None:
    """The switcher of a page without a Wagtail page leads to the same view."""

    def address(language: Language) -> str:
        with translation.override(language.code):
            return reverse(name, args=args)

    say_where_else(request, in_every_language(address))
