"""Who would get a seat and who would wait, if several registrations took a step."""

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from events.models import CourseRun
from forms_app.engine.foresight import Foresight, Notice
from forms_app.engine.states import Step
from forms_app.registrations.changes import hold_the_seat
from forms_app.registrations.consequences import (
    offer_the_freed_seat,
    seats_follow_the_line,
)
from forms_app.registrations.guards import RunNow
from forms_app.registrations.seats import SEATED_STATES, WAITING_STATE, seats_of_runs

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration


class SeatsAhead(Foresight):
    """The seats and the waiting list of each run, after each step of the plan."""

    def __init__(self, cases: "Sequence[Registration]", step: Step):
        super().__init__(cases, step)
        self.runs = {case.run_id: copy(case.run) for case in cases}
        self.lines = _lines(type(cases[0]), self.runs)
        for pk, seats in seats_of_runs(self.runs.values()).items():
            self.runs[pk].now = RunNow(seats, self._first_in_line(pk))

    def lend(self, case: "Registration") -> None:
        case.run = self.runs[case.run_id]

    def follow(self, case: "Registration", source: str, step: Step) -> list[Notice]:
        self._move(case, source, step.target)
        if step.then is not offer_the_freed_seat:
            return []
        return self._offer_the_freed_seat(self.runs[case.run_id], case)

    def place_of(self, case: "Registration") -> int | None:
        waiting = [each.pk for each in self.lines[case.run_id]]
        return waiting.index(case.pk) + 1 if case.pk in waiting else None

    def _offer_the_freed_seat(
        self, run: CourseRun, freed_by: "Registration"
    ) -> list[Notice]:
        """As the consequence of that name; what the case itself is offered, its own
        next step tells.
        """
        line = self.lines[run.pk]
        if not (seats_follow_the_line(run) and line and run.now.seats.free):
            return []
        if line[0].pk == freed_by.pk:
            return []
        next_one = copy(line[0])
        next_one.run = run
        self._move(next_one, WAITING_STATE, "offered")
        next_one.state = "offered"
        hold_the_seat(next_one)
        return [Notice(next_one, "offered", moves=True)]

    def _move(self, case: "Registration", source: str, target: str) -> None:
        line = self.lines[case.run_id]
        if source == WAITING_STATE:
            line[:] = [each for each in line if each.pk != case.pk]
        if target == WAITING_STATE:
            line.append(case)
        run = self.runs[case.run_id]
        seated = (target in SEATED_STATES) - (source in SEATED_STATES)
        seats = replace(
            run.now.seats, seated=run.now.seats.seated + seated, waiting=len(line)
        )
        run.now = RunNow(seats, self._first_in_line(run.pk))

    def _first_in_line(self, run: int) -> int | None:
        line = self.lines[run]
        return line[0].pk if line else None


def _lines(model: "type[Registration]", runs) -> "dict[int, list[Registration]]":
    """The waiting list of each run, whoever waits longest first, in one query."""
    lines = defaultdict(list)
    for case in model.objects.waiting_for_any(runs):
        lines[case.run_id].append(case)
    return lines
