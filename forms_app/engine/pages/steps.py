"""The steps of a form: which questions stand on which page, in which order.

A step begins where the fixed form says so (`groups`) or where an editor put a row of
the kind "new step". A question that is asked only after an answer stands on a page
after that answer, so that it needs no JavaScript; a page without questions is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.fields import QuestionRow

LAST = "consent"


@dataclass(frozen=True)
class FormStep:
    """One page of a form. `names` are those of its questions."""

    key: str
    title: Any
    names: tuple[str, ...]
    hint: str = ""


def ask_what_applies(form: forms.Form, rows: Iterable[QuestionRow]) -> dict[str, str]:
    """Take out the questions whose condition is not met by what was typed so far.

    A condition counts where its question stands before; else the question is asked.
    Returns the conditions of the rest: which question depends on which.
    """
    depends: dict[str, str] = {}
    seen = set(form.fields) - {row.clean_name for row in rows}
    gone: set[str] = set()
    for row in rows:
        name, condition = row.clean_name, row.condition
        if condition is not None and name in form.fields:
            question, answer = condition
            if question in seen:
                depends[name] = question
                if question in gone or not _is_answered(form, question, answer):
                    gone.add(name)
        seen.add(name)
    for name in gone:
        del form.fields[name]
    return depends


def steps_of(
    form: forms.Form, rows: Iterable[QuestionRow], depends: dict[str, str]
) -> list[FormStep]:
    """The pages of this form, each with one question at least."""
    found: list[FormStep] = []
    for step in _groups(form, rows):
        found += _parts(step, depends)
    return found


def _is_answered(form: forms.Form, question: str, answer: str) -> bool:
    field = form.fields.get(question)
    if field is None:
        return False
    if form.is_bound:
        typed = field.widget.value_from_datadict(form.data, form.files, question)
    else:
        typed = form.initial.get(question)
    return answer in (typed if isinstance(typed, list) else [str(typed or "")])


def _groups(form: forms.Form, rows: Iterable[QuestionRow]) -> list[FormStep]:
    """The steps as form and editor meant them, the consent on the last one."""
    own = {row.clean_name for row in rows}
    visible = [name for name, field in form.fields.items() if not _is_hidden(field)]
    groups = _fixed_groups(form, [n for n in visible if n not in own and n != LAST])
    for row in rows:
        if row.is_step and not row.is_retired:
            groups.append(_group_of(row))
        elif row.clean_name in visible:
            groups[-1][3].append(row.clean_name)
    groups[-1][3].append(LAST)
    return [
        FormStep(key, title, tuple(names), hint) for key, title, hint, names in groups
    ]


def _group_of(row: QuestionRow) -> tuple:
    """A step that waits for its words begins where it does in every language."""
    if row.is_worded:
        return row.clean_name, row.label, row.help_text, []
    return row.clean_name, _("One more thing"), "", []


def _fixed_groups(form: forms.Form, fixed: list[str]) -> list[tuple]:
    """What the form's class says; a question in no group joins the last one."""
    groups = getattr(form, "groups", None)
    if not groups:
        return [("start", pgettext_lazy("step of a form", "About you"), "", fixed)]
    named = [
        (key, title, "", [name for name in names if name in fixed])
        for key, title, names in groups
    ]
    grouped = {name for *_rest, names in named for name in names}
    named[-1][3].extend(name for name in fixed if name not in grouped)
    return named


def _parts(step: FormStep, depends: dict[str, str]) -> list[FormStep]:
    """The step, and further pages for what depends on answers of this same step."""
    depth: dict[str, int] = {}
    for name in step.names:
        depth[name] = depth[depends[name]] + 1 if depends.get(name) in depth else 0
    deepest = max(depth.values(), default=0)
    # The consent stands at the very end.
    if LAST in depth:
        depth[LAST] = deepest
    parts = [
        tuple(name for name in step.names if depth[name] == level)
        for level in range(deepest + 1)
    ]
    return [
        FormStep(
            key=f"{step.key}-{level}" if level else step.key,
            title=step.title if not level else _("One more thing"),
            names=names,
            hint="" if level else step.hint,
        )
        for level, names in enumerate(parts)
        if names
    ]


def _is_hidden(field: forms.Field) -> bool:
    return field.widget.is_hidden
