"""The page "Check your answers": each question with what was typed."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_app.engine.fields.wording import day_in_words, time_in_words, yes_or_no
from forms_app.engine.pages.steps import FormStep
from home.phrases import Phrase


@dataclass(frozen=True)
class CheckRow:
    """`step` is where the answer can be changed, `anchor` its input there."""

    label: Any
    value: Any
    step: str
    anchor: str
    dir: str = "auto"


def check_rows(form: forms.Form, steps: list[FormStep]) -> list[CheckRow]:
    """Rows for all questions of a valid form, in the order in which they are asked."""
    return [_row(form[name], step) for step in steps for name in step.names]


def _row(bound: forms.BoundField, step: FormStep) -> CheckRow:
    is_group = bound.use_fieldset
    answer = bound.form.cleaned_data[bound.name]
    # A day is typed in digits, and shown with the name of its month.
    is_in_words = isinstance(answer, date)
    return CheckRow(
        label=bound.label,
        value=_in_words(bound.field, answer),
        step=step.key,
        anchor=f"{bound.auto_id}_0" if is_group else bound.id_for_label,
        dir="auto" if is_in_words else bound.field.widget.attrs.get("dir", "auto"),
    )


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    if value in (None, "", [], ("", "")):
        return _("(not filled in)")
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, time):
        return time_in_words(value)
    if isinstance(value, tuple):  # a phone: (E.164, as typed)
        return value[1]
    if isinstance(field, forms.ChoiceField):
        return _labels(field, value)
    return str(value)


def _labels(field: Any, value: Any) -> SafeString:
    """What people chose, one on each line: labels have commas of their own.

    A field may clean to something else than its keys, such as a row of the database.
    """
    keys = field.prepare_value(value)
    labels = {str(key): label for key, label in field.choices}
    chosen = keys if isinstance(keys, list) else [keys]
    return format_html_join(
        "\n", "{}", ((_marked(labels[str(key)]),) for key in chosen)
    )


def _marked(label: Any) -> SafeString:
    if isinstance(label, Phrase) and label.is_foreign:
        return format_html("<span{}>{}</span>", label.attributes, label)
    return conditional_escape(label)
