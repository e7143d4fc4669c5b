"""The form of one question: what it is, with its words in the source language.

Somebody who removes a choice or changes the kind of answer, is told how many answers
and open cases there are. The form then shows it as it can stay: saving once more is
enough.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from forms_app.engine.fields.choices import (
    Choice,
    format_choices,
    parse_choices,
    with_keys,
)
from forms_app.engine.fields.question import LONGEST, PLAIN_TEXTS, Question
from forms_app.engine.fields.question_gaps import questions_with_words
from forms_app.engine.fields.question_writing import write_question
from forms_app.engine.fields.types import NO, WITH_CHOICES, YES
from forms_app.engine.question_editor.usage import Usage, usage_of
from home.languages import SOURCE_LANGUAGE

CODE = SOURCE_LANGUAGE.code
LONGEST_CHOICES = 10_000


class QuestionForm(WagtailAdminModelForm):
    """`instance` knows its intake. Saving counts at once, in all languages."""

    label = forms.CharField(
        label=_("Question"),
        max_length=LONGEST,
        help_text=_("The question as people read it; of a step, its title."),
    )
    why = forms.CharField(
        label=_("Why we ask"),
        max_length=LONGEST,
        required=False,
        help_text=_("Shown above the hint. People answer what they understand."),
    )
    help_text = forms.CharField(
        label=_("Hint"),
        max_length=LONGEST,
        required=False,
        help_text=_("Shown under the question: how to answer, or an example."),
    )
    choices = forms.CharField(
        label=_("Choices"),
        max_length=LONGEST_CHOICES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One choice on each line. Keep what stands before the | when you change "
            "a label, so that old and new answers stay together. A line that begins "
            "with - is not offered any more."
        ),
    )
    condition = forms.ChoiceField(
        label=_("Ask only after this answer"),
        required=False,
        help_text=_("Leave empty to ask everybody."),
    )

    field_order = [
        "label",
        "field_type",
        "choices",
        "why",
        "help_text",
        "required",
        "condition",
        "is_retired",
    ]

    class Meta:
        model = Question
        fields = ["field_type", "required", "is_retired"]
        help_texts = {
            "field_type": _("It stays as it is once somebody has answered."),
            "required": _(
                "Nobody can send the form without this answer. Where words are missing,"
                " people are asked in another language."
            ),
            "is_retired": _(
                "New forms leave it out. Old cases still show it as it was asked. Tick"
                " it for a new question, too, as long as its words are not ready."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        question = self.instance
        others = questions_with_words(question.intake_id)
        self.others = [each for each in others if each.pk != question.pk]
        conditions = [("", _("Ask everybody")), *self._conditions()]
        if question.pk:
            self._show_stored(next(each for each in others if each == question))
            own = self.initial["condition"]
            if own not in dict(conditions):
                conditions.append((own, _("(a retired answer)")))
        self.fields["condition"].choices = conditions

    def _show_stored(self, question: Question) -> None:
        self.stored = question.choices_in(CODE)
        words = question.words_in(CODE)
        for name in PLAIN_TEXTS:
            self.initial.setdefault(name, getattr(words, name, ""))
        self.initial.setdefault("choices", format_choices(self.stored))
        before = question.condition_question
        condition = f"{before.key}={question.condition_answer}" if before else ""
        self.initial.setdefault("condition", condition)

    # Conditions --------------------------------------------------------------------

    def _conditions(self) -> Iterator[tuple[str, str]]:
        for each in self.others:
            if not each.is_retired:
                for key, label in answers_to(each):
                    yield f"{each.key}={key}", f"{each.label} → {label}"

    def clean_condition(self) -> tuple[Question | None, str]:
        key, _separator, answer = self.cleaned_data["condition"].partition("=")
        question = next((each for each in self.others if each.key == key), None)
        return question, answer

    # Edits that would lose something -----------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = parse_choices(with_keys(cleaned.get("choices", "")))
        cleaned["choices"] = typed
        kind = cleaned.get("field_type")
        if kind in WITH_CHOICES and not typed:
            self.add_error("choices", _("Write at least one choice."))
        if self.instance.pk:
            self._keep_the_type(kind)
            self._keep_choices(typed)
            self._keep_conditions(kind, typed)
        return cleaned

    def _keep_the_type(self, typed: str | None) -> None:
        asked: str = self.initial["field_type"]
        usage = self._usage() if typed not in (None, asked) else Usage()
        if usage:
            self._show_instead("field_type", asked)
            advice = _(
                "The kind of answer stays as it was. To ask otherwise, retire this "
                "question and add a new one."
            )
            words = usage.in_words(self.instance.label)
            self.add_error("field_type", f"{words} {advice}")

    def _keep_choices(self, typed: list[Choice]) -> None:
        kept = {each.key for each in typed}
        gone = [each for each in self.stored if each.key not in kept]
        in_use = [(each, self._usage(each.key)) for each in gone]
        advice = _(
            "It is not removed but retired now: new forms leave it out, old cases "
            "still show it. Save again to keep it so."
        )
        for choice, usage in in_use:
            if usage:
                typed.append(choice._replace(is_retired=True))
                what = f"{self.instance.label} → {choice.label}"
                self.add_error("choices", f"{usage.in_words(what)} {advice}")
        if any(usage for _choice, usage in in_use):
            self._show_instead("choices", format_choices(typed))

    def _keep_conditions(self, kind: str | None, typed: list[Choice]) -> None:
        """Retired answers stay; without them nobody could say what a condition was."""
        answers = {each.key for each in typed} if kind in WITH_CHOICES else {YES, NO}
        for each in self.others:
            follows = each.condition_question_id == self.instance.pk
            if follows and each.condition_answer not in answers:
                words = _(
                    "“%(question)s” is asked only after an answer that would be gone. "
                    "Change that question first."
                )
                self.add_error("choices", words % {"question": each.label})

    def _usage(self, choice: str | None = None) -> Usage:
        return usage_of(self.instance.intake, self.instance.key, choice)

    def _show_instead(self, name: str, value: str) -> None:
        self.data: Any = self.data.copy()
        self.data[self.add_prefix(name)] = value

    def save(self, commit: bool = True) -> Question:
        """Always the question with its words: the one is nothing without the other."""
        question, cleaned = self.instance, self.cleaned_data
        question.condition_question, question.condition_answer = cleaned["condition"]
        texts = {name: cleaned[name] for name in PLAIN_TEXTS}
        return write_question(question, texts, cleaned["choices"])


def answers_to(question: Question) -> list[tuple[str, Any]]:
    """What another question can be asked after."""
    if question.field_type == "yes_no":
        return [(YES, _("Yes")), (NO, _("No"))]
    if question.field_type not in WITH_CHOICES:
        return []
    choices = question.choices_in(CODE)
    return [(each.key, each.label) for each in choices if not each.is_retired]
