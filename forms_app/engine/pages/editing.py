"""The admin form of form pages: a question in use is retired, never lost.

Somebody who removes a question or a choice, or changes the kind of answer, is told how
many answers and open cases it has. The form then shows it retired instead: saving once
more is enough.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forms_app.engine.fields import FormField
from forms_app.engine.fields.choices import Choice, format_choices, parse_choices
from forms_app.engine.fields.types import NO, WITH_CHOICES, YES
from forms_app.engine.pages.usage import Usage, usage_of
from forms_app.engine.submission import Intake
from home.reviewing.choosing import SitePageForm

QUESTIONS = "form_fields"


class FormPageForm(SitePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if QUESTIONS in self.formsets:
            self._offer_conditions(self.formsets[QUESTIONS])

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if QUESTIONS not in self.formsets or not self.instance.pk:
            return valid
        # A formset judges its rows only after the page's own clean().
        lost = list(self._lost_but_in_use(self.formsets[QUESTIONS].forms))
        for words in lost:
            self.add_error(None, words)
        return valid and not lost

    # Conditions --------------------------------------------------------------------

    def _offer_conditions(self, formset) -> None:
        """`shown_if` is a list of saved answers, the same in every row.

        The formset's class serves all requests; its rows get their list one by one.
        """
        choices = [("", _("Ask everybody")), *self._conditions()]
        add_fields = formset.add_fields

        def add_fields_and_conditions(form, index):
            add_fields(form, index)
            if "shown_if" in form.fields:
                form.fields["shown_if"] = forms.ChoiceField(
                    label=form.fields["shown_if"].label,
                    help_text=form.fields["shown_if"].help_text,
                    choices=self._with_own(choices, form.instance.shown_if),
                    required=False,
                )

        formset.add_fields = add_fields_and_conditions

    def _conditions(self) -> Iterator[tuple[str, str]]:
        for row in self.instance.form_fields.all():
            if row.clean_name and row.is_asked:
                for key, label in _answers_to(row):
                    yield f"{row.clean_name}={key}", f"{row.label} → {label}"

    def _with_own(self, choices: list, own: str) -> list:
        """A condition on an answer that is retired now stays as it is."""
        known = {value for value, _label in choices}
        return choices if own in known else [*choices, (own, _("(a retired answer)"))]

    # Edits that would lose something -----------------------------------------------

    def _lost_but_in_use(self, rows: list) -> Iterator[ValidationError]:
        by_key = {row.instance.clean_name: row for row in rows}
        for asked in self._live_questions():
            row = by_key.get(asked.clean_name)
            if row is None:
                continue
            if self._is_deleted(row):
                yield from self._refuse(asked, self._usage(asked), row, _retire)
            elif self._is_other_type(row, asked):
                yield from self._refuse(asked, self._usage(asked), row, _restore_type)
            else:
                yield from self._lost_choices(asked, row)

    def _lost_choices(self, asked: FormField, row) -> Iterator[ValidationError]:
        typed = row.cleaned_data.get("choices", asked.choices)
        kept = {each.key for each in parse_choices(typed)}
        for choice in parse_choices(asked.choices):
            if choice.key not in kept:
                usage = self._usage(asked, choice.key)
                yield from self._refuse(asked, usage, row, _retire_choice, choice)

    def _refuse(
        self, asked: FormField, usage: Usage, row, mend, *choice: Choice
    ) -> Iterator[ValidationError]:
        if usage:
            mend(row, asked, *choice)
            what = f"{asked.label} → {choice[0].label}" if choice else asked.label
            yield ValidationError(_in_words(what, usage, mend is _restore_type))

    def _usage(self, asked: FormField, choice: str | None = None) -> Usage:
        page = self.instance
        return usage_of(page.case_model, self._intake, asked.clean_name, choice)

    @cached_property
    def _intake(self) -> Intake:
        """Where the answers are, also while somebody chooses another intake."""
        return type(self.instance).objects.get(pk=self.instance.pk).intake

    def _live_questions(self) -> list[FormField]:
        """The rows as they are published: only they can have answers."""
        model = type(self.instance)._meta.get_field(QUESTIONS).related_model
        rows = model.objects.filter(page=self.instance.pk)
        return [row for row in rows if not row.is_step]

    def _is_deleted(self, row) -> bool:
        return bool(row.cleaned_data.get("DELETE"))

    def _is_other_type(self, row, asked: FormField) -> bool:
        typed = row.cleaned_data.get("field_type", asked.field_type)
        return typed != asked.field_type


def _answers_to(row: FormField) -> list[tuple[str, Any]]:
    if row.field_type == "yes_no":
        return [(YES, _("Yes")), (NO, _("No"))]
    if row.field_type not in WITH_CHOICES:
        return []
    choices = parse_choices(row.choices)
    return [(each.key, each.label) for each in choices if not each.is_retired]


def _in_words(what: str, usage: Usage, is_other_type: bool) -> str:
    answers = ngettext(
        "“%(what)s” has %(count)d answer",
        "“%(what)s” has %(count)d answers",
        usage.answers,
    ) % {"what": what, "count": usage.answers}
    cases = ngettext(
        "%(count)d open case", "%(count)d open cases", usage.open_cases
    ) % {"count": usage.open_cases}
    if is_other_type:
        advice = _(
            "The kind of answer stays as it was. To ask otherwise, retire this "
            "question and add a new one."
        )
    else:
        advice = _(
            "It is not removed but retired now: new forms leave it out, old cases "
            "still show it. Save again to keep it so."
        )
    return f"{answers}, {cases}. {advice}"


# What the form shows instead ------------------------------------------------------


def _type_into(row, values: dict[str, str]) -> None:
    data = row.data.copy()
    for name, value in values.items():
        data[row.add_prefix(name)] = value
    row.data = data


def _retire(row, asked: FormField) -> None:
    _type_into(row, {"DELETE": "", "is_retired": "on"})


def _restore_type(row, asked: FormField) -> None:
    _type_into(row, {"field_type": asked.field_type})


def _retire_choice(row, asked: FormField, choice: Choice) -> None:
    typed = row.data.get(row.add_prefix("choices"), "").rstrip()
    line = format_choices([choice._replace(is_retired=True)])
    _type_into(row, {"choices": f"{typed}\n{line}"})
