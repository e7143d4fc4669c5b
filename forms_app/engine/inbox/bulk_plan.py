"""What one act would do to each of several cases. A plan reads: it takes no step,
writes nothing and locks nothing.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import SYSTEM, Actor
from forms_app.engine.foresight import Foresight, Notice
from forms_app.engine.states import Step, StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import (
    allowed_step,
    refuse_in_quarantine,
    take_details,
)


@dataclass(frozen=True)
class Planned:
    """What would come of one case: `refused` says why it stays, else it takes `steps`.

    `place` is its place in a waiting list afterwards; `others` is what people hear
    whose cases are not meant, because of it.
    """

    case: Submission
    refused: Any = ""
    steps: tuple[Step, ...] = ()
    place: int | None = None
    others: tuple[Notice, ...] = ()

    @property
    def state(self) -> str:
        """Where it rests afterwards; empty where the act is no step, or refused."""
        return self.steps[-1].target if self.steps else ""

    @property
    def messages(self) -> list[str]:
        """The names of what its applicant would be sent."""
        return [step.message for step in self.steps if step.message]


def plan_step(
    cases: Sequence[Submission],
    step: Step,
    by: Actor,
    reason: str,
    details: dict | None = None,
) -> list[Planned]:
    """The step for each case in this order, each finding what those before it leave.

    Until somebody has filled in the step's form there are no `details`, and they are
    not judged. The number of queries does not grow with the cases.
    """
    if not cases:
        return []
    plan = _StepPlan(cases, step, by, reason, details)
    return [plan.outcome_of(case) for case in cases]


class _StepPlan:
    def __init__(
        self,
        cases: Sequence[Submission],
        step: Step,
        by: Actor,
        reason: str,
        details: dict | None,
    ):
        self.step, self.by, self.reason, self.details = step, by, reason, details
        self.ahead: Foresight = (cases[0].workflow.foresee or Foresight)(cases, step)
        self.moved: set[int] = set()

    def outcome_of(self, case: Submission) -> Planned:
        imagined = copy.copy(case)
        self.ahead.lend(imagined)
        try:
            steps = self._steps_of(imagined)
        except StepRefused as refused:
            return Planned(case, refused.words)
        others = self._others(imagined, case.state, steps)
        return Planned(case, "", steps, self.ahead.place_of(imagined), others)

    def _steps_of(self, case: Submission) -> tuple[Step, ...]:
        """The step, and the one that follows at once; the case is moved in memory."""
        refuse_in_quarantine(case)
        if case.pk in self.moved:
            raise StepRefused(
                _("It moves because of another of these cases. Look at it afterwards.")
            )
        step = allowed_step(case, self.step.name, self.by, self.reason)
        if self.details or step.form is None:
            take_details(case, step, self.details)
        following = step.leads_to(case)
        case.state = step.target
        if not following:
            return (step,)
        second = allowed_step(case, following, SYSTEM, "")
        case.state = second.target
        return step, second

    def _others(
        self, case: Submission, source: str, steps: tuple[Step, ...]
    ) -> tuple[Notice, ...]:
        others: list[Notice] = []
        for step in steps:
            others += self.ahead.follow(case, source, step)
            source = step.target
        self.moved |= {notice.case.pk for notice in others if notice.moves}
        return tuple(others)
