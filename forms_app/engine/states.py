"""The shape of a workflow: a table of states and steps, and nothing that acts.

A workflow says what is *possible*. Who is *permitted* is a question of its own, and
`transitions.perform` is the only place that moves a case along the table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Who takes a step."""

    APPLICANT = "applicant"
    STAFF = "staff"
    SYSTEM = "system"


# Who takes most steps. An applicant's step is open to staff, too: people phone.
STAFF = frozenset({Role.STAFF})
APPLICANT_OR_STAFF = frozenset({Role.APPLICANT, Role.STAFF})


class PlainState(StrEnum):
    """The four words that applicants see instead of our internal states."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    YOUR_TURN = "your_turn"
    FINISHED = "finished"


class StepRefused(Exception):
    """A step that the workflow does not allow now; carries words for people."""

    def __init__(self, words: Any):
        super().__init__(words)
        self.words = words


def no_guard(submission: Any, by: Any, reason: str) -> None:
    """The step has no condition beyond the table."""


def no_change(submission: Any) -> None:
    """The step changes nothing but the state."""


def no_step(submission: Any) -> str:
    """Nothing follows by itself."""
    return ""


def no_details(submission: Any, details: dict) -> None:
    """The step brings nothing along."""


def returns_freely(submission: Any, state: str) -> None:
    """Nobody else can have taken what a case of this workflow gave up."""


def nothing_beside(submission: Any, version: int) -> None:
    """The steps of this workflow write to the case and nowhere else."""


@dataclass(frozen=True)
class State:
    """Where a case rests.

    `label` is for staff; `plain` and `meaning` are what the applicant reads. A case
    that rests here longer than `overdue_after` is overdue; None sets no term.
    """

    name: str
    label: Any
    plain: PlainState
    meaning: Any
    is_open: bool = True
    tone: str = "neutral"
    overdue_after: timedelta | None = None


@dataclass(frozen=True)
class Step:
    """A verb that moves a case from one of its sources to its target.

    `guard(submission, by, reason)` raises StepRefused; `change(submission)` sets
    further fields before saving; `then(submission)` runs after it, in the same
    transaction.
    `message` names the mail that goes to the applicant; internal steps have none.
    `leads_to(submission)` names the step that `then` takes with the same case at once,
    for whoever wants to know beforehand what the applicant will be told; it is asked
    while the case still rests where the step begins.
    `warning` steps are asked about once more before they are taken.

    A step may ask for details: `form(data, case=submission, prefix=…)` makes the
    form (a `StepDetailsForm`), and `take(submission, details)` puts its cleaned
    data into the fields of the case. It runs between guard and change, writes
    nothing to the database, and raises StepRefused where the details do not fit.
    Where `details_differ` from case to case, the step is not for several at once.
    """

    name: str
    label: Any
    sources: frozenset[str]
    target: str
    by: frozenset[Role]
    message: str = ""
    needs_reason: bool = False
    guard: Callable[[Any, Any, str], None] = no_guard
    change: Callable[[Any], None] = no_change
    then: Callable[[Any], None] = no_change
    leads_to: Callable[[Any], str] = no_step
    warning: bool = False
    applicant_label: Any = ""
    form: Callable[..., Any] | None = None
    take: Callable[[Any, dict], None] = no_details
    details_differ: bool = False

    def form_for(self, submission: Any, data: Any = None) -> Any:
        """The form for this step's details, or None: a click is enough."""
        if self.form is None:
            return None
        return self.form(data, case=submission, prefix=self.name)


class Workflow:
    """All states and steps of one kind of case.

    `lock(submission)` locks the row that owns the limit (seats, a room's time); it
    runs as the first query of every step's transaction. `admit(submission)` raises
    StepRefused where nobody can be taken. `initial` is where a new case rests;
    `first_step(submission)` names the step that it takes at once, by itself, or "".
    Where it takes none, `after_submit(submission)` runs once the case is stored.
    All of that is one transaction.
    Undoing: `may_return(submission, state)` raises StepRefused where a case can't go
    back to this state any more, because somebody else has the seat; without it staff
    can't undo the steps of this workflow. `put_back(submission, version)` brings the
    rows beside the case back to where they were before the steps from this version
    on, or raises StepRefused where somebody else has their place.
    Planning: `foresee(cases, step)` gives a `Foresight`, where a step of one case
    changes what the next one finds; without it each case stands for itself.
    """

    def __init__(
        self,
        states: Iterable[State],
        steps: Iterable[Step],
        lock: Callable[[Any], None] = no_change,
        admit: Callable[[Any], None] = no_change,
        first_step: Callable[[Any], str] = no_step,
        after_submit: Callable[[Any], None] = no_change,
        initial: str = "received",
        may_return: Callable[[Any, str], None] | None = None,
        put_back: Callable[[Any, int], None] = nothing_beside,
        foresee: Callable[[Any, Step], Any] | None = None,
    ):
        self.states = {state.name: state for state in states}
        self.steps = {step.name: step for step in steps}
        self.lock = lock
        self.admit = admit
        self.first_step = first_step
        self.after_submit = after_submit
        self.initial = initial
        self.may_return = may_return
        self.put_back = put_back
        self.foresee = foresee
        self._check()

    def _check(self) -> None:
        if self.initial not in self.states:
            raise ValueError(f"The initial state is unknown: {self.initial}")
        for step in self.steps.values():
            unknown = {*step.sources, step.target} - self.states.keys()
            if unknown:
                raise ValueError(f"Step {step.name} names unknown states: {unknown}")

    @property
    def open_states(self) -> frozenset[str]:
        return frozenset(name for name, state in self.states.items() if state.is_open)

    def choices(self) -> list[tuple[str, Any]]:
        return [(state.name, state.label) for state in self.states.values()]

    def possible(self, step_name: str, state: str, role: Role) -> bool:
        step = self.steps.get(step_name)
        return step is not None and state in step.sources and role in step.by

    def steps_from(self, state: str, role: Role) -> list[Step]:
        """What this role could do next, in the order of the table."""
        return [
            step
            for step in self.steps.values()
            if self.possible(step.name, state, role)
        ]
