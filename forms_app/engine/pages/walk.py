"""One request's place on the way through a form's steps.

Nothing is remembered on the server or on the device: each page carries the answers of
all others as hidden inputs, and every POST brings everything along.
"""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from forms_app.engine.fields import ContactForm
from forms_app.engine.pages.steps import FormStep


@dataclass(frozen=True)
class Walk:
    """A form, its steps, and the step that this request came from (`at`)."""

    form: forms.Form
    steps: list[FormStep]
    at: FormStep | None
    # Somebody came back from the last page to change one answer.
    is_changing: bool

    @classmethod
    def of(cls, form: forms.Form, steps: list[FormStep], data: QueryDict) -> "Walk":
        return cls(
            form,
            steps,
            at=find_step(steps, data.get("at")),
            is_changing=bool(data.get("changing")),
        )

    def wrong_step(self, everything: bool = False) -> FormStep | None:
        """The first step with an error, up to the one that was just filled in."""
        steps = self.steps
        if self.at is not None and not everything:
            steps = steps[: steps.index(self.at) + 1]
        return next((step for step in steps if self._has_errors(step)), None)

    def next_step(self) -> FormStep | None:
        """Where "Continue" leads; None to the page that shows all answers."""
        if self.is_changing or self.at is None:
            return self.wrong_step(everything=True)
        following = self.steps[self.steps.index(self.at) + 1 :]
        return following[0] if following else None

    def step_before(self) -> FormStep:
        position = self.steps.index(self.at) if self.at is not None else 0
        return self.steps[max(position - 1, 0)]

    def _has_errors(self, step: FormStep) -> bool:
        return bool(errors_of(self.form, self.steps, step))


def find_step(steps: list[FormStep], key: str | None) -> FormStep | None:
    return next((step for step in steps if step.key == key), None)


def errors_of(form: forms.Form, steps: list[FormStep], step: FormStep) -> set[str]:
    """Names with errors on this page; the last one has those of no page, too."""
    elsewhere = {name for each in steps if each != step for name in each.names}
    here = set(form.errors) - elsewhere
    return here if step == steps[-1] else here & set(step.names)


def blame_only(form: forms.Form, steps: list[FormStep], step: FormStep) -> None:
    """Leave out errors of other steps: each page speaks of its own questions."""
    for name in set(form.errors) - errors_of(form, steps, step):
        del form.errors[name]


def step_context(
    form: ContactForm, steps: list[FormStep], step: FormStep, is_changing: bool
) -> dict:
    """What the page of one step shows and what it carries along unseen."""
    number = steps.index(step) + 1
    # A question of this page may bring another one.
    leads_on = bool(set(form.depends.values()) & set(step.names))
    return {
        "form": form,
        "step": step,
        "fields": [form[name] for name in step.names],
        "carried": [form[name] for name in form.fields if name not in step.names],
        "number": number,
        "total": len(steps),
        "is_first": number == 1,
        "is_last": is_changing or (number == len(steps) and not leads_on),
        "is_changing": is_changing,
    }
