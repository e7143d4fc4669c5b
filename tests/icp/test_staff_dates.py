"""Every day and every time that staff type, in every form of the admin.

The forms come from the viewsets, the pages, the settings, the steps and the filters
that are registered: a new one is asked here before anybody types into it.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, time

import django_filters
import pytest
from django import forms
from django.urls import get_resolver
from django.utils import timezone, translation
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import get_edit_handler
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from forms_app.engine.fields import StepDetailsForm
from forms_app.volunteers.step_forms import ComingMomentField
from home.typed.fields import ClockField, DayField, DayOrMomentField, MomentField

FILTERS_BY_TIME = (
    django_filters.DateFilter,
    django_filters.DateTimeFilter,
    django_filters.TimeFilter,
    django_filters.DateFromToRangeFilter,
)
TEMPORAL = (forms.DateField, forms.TimeField, forms.DateTimeField)
PICKERS = {
    DayField: (AdminDateInput, "j. n. Y", "d/m/Y"),
    ClockField: (AdminTimeInput, "H:i", "H:i"),
    MomentField: (AdminDateTimeInput, "j. n. Y H:i", "d/m/Y H:i"),
}
DAYS = {
    "cs": (
        "24. 12. 2026",
        "24.12.2026",
        "24/12/2026",
        "24. prosince 2026",
        "2026-12-24",
    ),
    "en": ("24 December 2026", "24/12/2026", "Dec 24, 2026", "2026-12-24"),
}
TIMES = {"cs": ("18:00", "18.00", "18 hod."), "en": ("18:00", "6 pm", "18.00")}
SHOWN = {
    "cs": {DayField: "24. 12. 2026", MomentField: "24. 12. 2026 18:00"},
    "en": {DayField: "24/12/2026", MomentField: "24/12/2026 18:00"},
}
UNREADABLE = ("12/24/2026", "31. 2. 2026", "zítra", "24. 12.", "25:00")


def subclasses(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


def forms_of_staff() -> Iterator[type]:
    assert get_resolver().url_patterns  # the hooks have registered everything
    for viewset in viewsets.viewsets:
        # What is only listed and looked at, as exports are, nobody types.
        names = {each.name for each in viewset.get_urlpatterns()}
        if isinstance(viewset, ModelViewSet) and names & {"add", "edit"}:
            yield viewset.get_form_class()
            yield viewset.get_form_class(for_update=True)
    for model in (*get_page_models(), *settings_registry, *get_snippet_models()):
        handler = getattr(model, "snippet_viewset", None)
        handler = handler.get_edit_handler() if handler else get_edit_handler(model)
        yield handler.get_form_class()
    yield from subclasses(StepDetailsForm)
    for filters in subclasses(WagtailFilterSet):
        yield type(
            f"FiltersOf{filters.__name__}",
            (forms.Form,),
            {
                name: each.field
                for name, each in filters.base_filters.items()
                if isinstance(each, FILTERS_BY_TIME)
            },
        )


def fields_of(form: type) -> Iterator[tuple[str, forms.Field]]:
    """Those of its inline panels as well, and both ends of a range."""
    for name, field in form.base_fields.items():
        parts = getattr(field, "fields", None)
        if isinstance(field, forms.MultiValueField) and parts:
            widgets = zip(parts, field.widget.widgets, strict=True)
            for number, (part, widget) in enumerate(widgets):
                part.widget = widget
                yield f"{form.__name__}.{name}.{number}", part
        else:
            yield f"{form.__name__}.{name}", field
    for formset in getattr(form, "formsets", {}).values():
        yield from fields_of(formset.form)


def temporal_fields() -> dict[str, forms.Field]:
    named = (each for form in forms_of_staff() for each in fields_of(form))
    found = {name: field for name, field in named if isinstance(field, TEMPORAL)}
    # A form with a number of times makes its fields when it is made.
    found["InterviewTimesForm.time_1"] = ComingMomentField()
    return found


@pytest.fixture
def asked(time_machine) -> dict[str, forms.Field]:
    time_machine.move_to("2026-12-01")
    return temporal_fields()


def kind_of(field: forms.Field) -> type:
    return next(kind for kind in PICKERS if isinstance(field, kind))


def form_with(field: forms.Field, typed: str | None, initial=None) -> forms.Form:
    probe = type("Probe", (forms.Form,), {"asked": deepcopy(field)})
    data = None if typed is None else {"asked": typed}
    return probe(data, initial={"asked": initial})


def test_the_forms_that_matter_are_among_them(asked):
    assert {
        "AlertForm.ends_at", "CourseRunForm.starts_on", "EventDateForm.starts_at",
        "ScheduleForm.first_day", "ScheduleForm.begins", "ClosureForm.first_day",
        "OpeningHoursForm.opens", "PlacePageForm.go_live_at", "MoveForm.day",
        "PlacePageForm.reviewed_on", "ReadinessForm.signed_on", "IntakeForm.closes_at",
    } <= asked.keys()  # fmt: skip
    assert [name for name in asked if name.startswith("FiltersOf")]


def test_every_field_is_read_by_ours_and_no_picker_corrects_it(asked):
    for name, field in asked.items():
        assert isinstance(field, (DayField, ClockField, MomentField)), name
        widget, czech, english = PICKERS[kind_of(field)]
        if isinstance(field, DayOrMomentField):  # a filter asks for the day only
            widget, czech, english = PICKERS[DayField]
        assert isinstance(field.widget, widget), name
        for language, format_name in (("cs", czech), ("en", english)):
            with translation.override(language):
                config = field.widget.get_config()
            assert config["validateOnBlur"] is False, name
            assert config["format"] == format_name, name


def typed_into(field: forms.Field, language: str) -> list[str]:
    if isinstance(field, ClockField):
        return list(TIMES[language])
    if isinstance(field, DayField):
        return list(DAYS[language])
    return [f"{day} {clock}" for day in DAYS[language] for clock in TIMES[language]]


def meant_by(field: forms.Field):
    moment = timezone.make_aware(datetime(2026, 12, 24, 18))
    if isinstance(field, ClockField):
        return time(18)
    return date(2026, 12, 24) if isinstance(field, DayField) else moment


@pytest.mark.parametrize("language", ["cs", "en"])
def test_every_field_reads_what_staff_type(asked, language):
    with translation.override(language):
        for name, field in asked.items():
            for typed in typed_into(field, language):
                read = field.to_python(typed)
                assert read == meant_by(field), (name, typed)


@pytest.mark.parametrize("language", ["cs", "en"])
def test_every_field_refuses_what_it_cannot_read_and_keeps_it(asked, language):
    with translation.override(language):
        for name, field in asked.items():
            for typed in UNREADABLE:
                form = form_with(field, typed)
                assert "asked" in form.errors, (name, typed)
                assert f'value="{typed}"' in str(form["asked"]), (name, typed)


@pytest.mark.parametrize("language", ["cs", "en"])
def test_every_field_shows_the_date_as_the_language_writes_it(asked, language):
    with translation.override(language):
        for name, field in asked.items():
            shown = SHOWN[language].get(kind_of(field), "18:00")
            if isinstance(field, DayOrMomentField):
                shown = SHOWN[language][DayField]
            html = str(form_with(field, None, initial=meant_by(field))["asked"])
            assert f'value="{shown}"' in html, name
