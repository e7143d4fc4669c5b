"""What can be done to several cases at once: the steps of the staff, and assigning."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.assignment import assign, permitted_for
from forms_app.engine.inbox.columns import staff_name
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform

NOBODY = "nobody"


class Act(Protocol):
    """`seen(case)` is the number by which a case that changed meanwhile is known;
    `take` raises StepRefused where the case stays as it is, with the words why.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def message(self) -> str: ...
    @property
    def needs_reason(self) -> bool: ...
    @property
    def warning(self) -> bool: ...

    def seen(self, case: Submission) -> int: ...
    def take(self, case: Submission, seen: int, by: Actor, reason: str) -> None: ...


@dataclass(frozen=True)
class StepAct:
    step: Step

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def label(self) -> Any:
        return self.step.label

    @property
    def message(self) -> str:
        return self.step.message

    @property
    def needs_reason(self) -> bool:
        return self.step.needs_reason

    @property
    def warning(self) -> bool:
        return self.step.warning

    def seen(self, case: Submission) -> int:
        return case.version

    def take(self, case: Submission, seen: int, by: Actor, reason: str) -> None:
        perform(case, self.step.name, by, reason, seen_version=seen)


@dataclass(frozen=True)
class AssignAct:
    """`to` is the person who gets the cases, or None: then nobody has them."""

    to: Any
    label: Any
    already: Any
    message = ""
    needs_reason = False
    warning = False

    @property
    def name(self) -> str:
        return f"assign-{self.to.pk if self.to else NOBODY}"

    def seen(self, case: Submission) -> int:
        """Whoever has the case; no account has the number 0."""
        return case.assigned_to_id or 0

    def take(self, case: Submission, seen: int, by: Actor, reason: str) -> None:
        if case.assigned_to_id == (self.to and self.to.pk):
            raise StepRefused(self.already)
        assign(case, self.to, by, seen or None, reason)


def steps_for_several(model: type[Submission]) -> list[StepAct]:
    steps = model.workflow.steps.values()
    return [StepAct(step) for step in steps if Role.STAFF in step.by]


def assignments_for_several(
    model: type[Submission], reader: Any
) -> Iterator[AssignAct]:
    """To the reader, to nobody, to each colleague who works on this kind of case.

    Who of them may see which case shows in the preview.
    """
    yield AssignAct(reader, _("Assign to me"), _("You have this case already."))
    yield AssignAct(None, _("Assign to nobody"), _("Nobody has this case as it is."))
    for person in permitted_for(model).exclude(pk=reader.pk):
        name = {"name": staff_name(person)}
        yield AssignAct(
            person,
            _("Assign to %(name)s") % name,
            _("%(name)s has this case already.") % name,
        )


def acts_for_several(model: type[Submission], reader: Any) -> dict[str, Act]:
    """By name."""
    acts: list[Act] = [
        *steps_for_several(model),
        *assignments_for_several(model, reader),
    ]
    return {act.name: act for act in acts}
