"""What can be done to several cases at once: the steps of the staff, and assigning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.assignment import (
    NOT_THEIR_WORK,
    assign,
    permitted_for,
    work_of,
)
from forms_app.engine.inbox.bulk_plan import Planned, plan_step
from forms_app.engine.inbox.columns import staff_name
from forms_app.engine.states import Role, Step
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform

ASSIGNING, NOBODY = "assign-", "nobody"
# Stands for a reason that is not written yet.
SOME_REASON = "…"


@dataclass(frozen=True)
class Outcome:
    """What a case is afterwards, in words; the tone as states have it."""

    label: Any
    tone: str = "neutral"


class Act(Protocol):
    """`seen(case)` is the number by which a case that changed meanwhile is known.

    `plan` says of each case, in this order, what `take` would do with it then. `take`
    raises StepRefused where the case stays as it is, with the words why.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def needs_reason(self) -> bool: ...
    @property
    def warning(self) -> bool: ...

    def form_for(self, case: Submission, data: Any = None) -> Any: ...
    def outcome(self, state: str) -> Outcome: ...
    def seen(self, case: Submission) -> int: ...
    def plan(
        self, cases: Sequence[Submission], by: Actor, reason: str, details: dict | None
    ) -> list[Planned]: ...
    def take(
        self,
        case: Submission,
        seen: int,
        by: Actor,
        reason: str,
        details: dict | None,
    ) -> Submission: ...


@dataclass(frozen=True)
class StepAct:
    model: type[Submission]
    step: Step

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def label(self) -> Any:
        return self.step.label

    @property
    def needs_reason(self) -> bool:
        return self.step.needs_reason

    @property
    def warning(self) -> bool:
        return self.step.warning

    def form_for(self, case: Submission, data: Any = None) -> Any:
        """One form for all of them; none of its questions depends on the case."""
        return self.step.form_for(case, data)

    def outcome(self, state: str) -> Outcome:
        rests = self.model.workflow.states[state]
        return Outcome(rests.label, rests.tone)

    def seen(self, case: Submission) -> int:
        return case.version

    def plan(
        self, cases: Sequence[Submission], by: Actor, reason: str, details: dict | None
    ) -> list[Planned]:
        if self.needs_reason and not reason.strip():
            reason = SOME_REASON
        return plan_step(cases, self.step, by, reason, details)

    def take(
        self,
        case: Submission,
        seen: int,
        by: Actor,
        reason: str,
        details: dict | None,
    ) -> Submission:
        name = self.step.name
        return perform(case, name, by, reason, seen_version=seen, details=details)


@dataclass(frozen=True)
class AssignAct:
    """`to` is the person who gets the cases, or None: then nobody has them."""

    to: Any
    label: Any
    already: Any
    needs_reason = False
    warning = False

    @property
    def name(self) -> str:
        return f"{ASSIGNING}{self.to.pk if self.to else NOBODY}"

    def form_for(self, case: Submission, data: Any = None) -> None:
        return None

    def outcome(self, state: str) -> Outcome:
        return Outcome(self.label)

    def seen(self, case: Submission) -> int:
        """Whoever has the case; no account has the number 0."""
        return case.assigned_to_id or 0

    def plan(
        self, cases: Sequence[Submission], by: Actor, reason: str, details: dict | None
    ) -> list[Planned]:
        work = None if self.to is None else work_of(self.to, cases)
        return [self._planned(case, work) for case in cases]

    def take(
        self,
        case: Submission,
        seen: int,
        by: Actor,
        reason: str,
        details: dict | None,
    ) -> Submission:
        return assign(case, self.to, by, seen or None, reason)

    def _planned(self, case: Submission, work: set[int] | None) -> Planned:
        if case.assigned_to_id == (self.to and self.to.pk):
            return Planned(case, self.already)
        if work is not None and case.pk not in work:
            return Planned(case, NOT_THEIR_WORK)
        return Planned(case)


def is_assigning(name: str) -> bool:
    """Whether the act of this name gives cases to somebody; no step has such a name."""
    return name.startswith(ASSIGNING)


def steps_for_several(model: type[Submission]) -> list[StepAct]:
    """Without those that need details of each case by itself."""
    return [
        StepAct(model, step)
        for step in _steps_of_staff(model)
        if not step.details_differ
    ]


def steps_one_by_one(model: type[Submission]) -> list[Step]:
    return [step for step in _steps_of_staff(model) if step.details_differ]


def _steps_of_staff(model: type[Submission]) -> list[Step]:
    return [step for step in model.workflow.steps.values() if Role.STAFF in step.by]


def assignments_for_several(
    model: type[Submission], reader: Any
) -> Iterator[AssignAct]:
    """To the reader, to nobody, to each colleague who works on this kind of case.

    Who of them may see which case shows in the plan.
    """
    yield assignment(reader, reader)
    yield assignment(None, reader)
    for person in permitted_for(model).exclude(pk=reader.pk):
        yield assignment(person, reader)


def assignment(to: Any, reader: Any) -> AssignAct:
    """To this person, or to nobody, in words for the reader."""
    if to is None:
        return AssignAct(
            None, _("Assign to nobody"), _("Nobody has this case as it is.")
        )
    if to == reader:
        return AssignAct(reader, _("Assign to me"), _("You have this case already."))
    name = {"name": staff_name(to)}
    return AssignAct(
        to,
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


def act_named(model: type[Submission], name: str, reader: Any) -> Act | None:
    """What was done once, also by people and with people who have left since."""
    if is_assigning(name):
        key = name.removeprefix(ASSIGNING)
        people = get_user_model().objects.filter(pk=0 if key == NOBODY else key)
        return assignment(people.first(), reader)
    step = model.workflow.steps.get(name)
    return StepAct(model, step) if step else None
