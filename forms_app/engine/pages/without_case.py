"""What people see where no case is meant: which one, or how to come back to it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from forms_app.engine.pages.case_pass import number_open, open_cases
from forms_app.engine.submission import submission_kinds

SEE_OTHER, GONE = 303, 410


def expired(request: HttpRequest, name: str = "") -> HttpResponse:
    """No pass for this case: what was typed for the step `name` stays to be copied."""
    context = {
        "typed": _typed_words(name, request.POST),
        "has_others": number_open(request) > 0,
    }
    return render(request, "forms_app/case/expired.html", context, status=GONE)


def lead_on(
    request: HttpRequest, leads_to: str = "case_status", **kwargs: Any
) -> HttpResponse:
    """To the view of the only case that is open, or to a list of all."""
    cases = open_cases(request)
    if not cases:
        return expired(request, **kwargs)
    rest = list(kwargs.values())
    addresses = [reverse(leads_to, args=[case.handle, *rest]) for case in cases]
    if len(cases) == 1:
        return HttpResponseRedirect(addresses[0], status=SEE_OTHER)
    language = translation.get_language()
    subjects = [case.subject_in(language) for case in cases]
    context = {"found": list(zip(cases, subjects, addresses, strict=True))}
    return render(request, "forms_app/case/open_cases.html", context)


def _typed_words(step_name: str, data: Mapping[str, str]) -> list[tuple[Any, str]]:
    """Label and text of answers in words; what somebody chose is chosen again."""
    fields = {
        f"{step_name}-{name}": field
        for model in submission_kinds().values()
        for name, field in _fields_of_step(model.workflow.steps.get(step_name)).items()
    }
    return [
        (field.label, data[name])
        for name, field in fields.items()
        if isinstance(field, forms.CharField) and data.get(name)
    ]


def _fields_of_step(step: Any) -> dict[str, forms.Field]:
    return getattr(step and step.form, "base_fields", {})
