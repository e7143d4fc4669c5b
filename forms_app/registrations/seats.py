"""Seats of a course run: who holds one, who waits, what is free."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from events.models import CourseRun

# An offered seat is held until its deadline; a confirmed one is taken.
SEATED_STATES = ("offered", "confirmed")
WAITING_STATE = "waitlisted"
# Counted under the lock of the run, while others wait: in Django's words it takes five
# times as long, nearly all of it to find these words.
COUNT = """
    SELECT run_id, state, COUNT(*) FROM forms_app_registration
    WHERE run_id IN ({runs}) AND state IN ({states})
    GROUP BY run_id, state
"""


@dataclass(frozen=True)
class Seats:
    """Counts of one run at one moment."""

    capacity: int
    seated: int
    waiting: int
    waiting_list_size: int

    @property
    def free(self) -> int:
        return max(self.capacity - self.seated, 0)

    @property
    def waiting_free(self) -> int:
        return max(self.waiting_list_size - self.waiting, 0)

    @property
    def is_full(self) -> bool:
        """Those who wait come first: a seat in passing to them is not free."""
        return self.free == 0 or self.waiting > 0

    @property
    def takes_nobody(self) -> bool:
        return self.is_full and self.waiting_free == 0


def seats_of_runs(runs: Iterable[CourseRun]) -> dict[int, Seats]:
    """The seats of several runs, counted in one query, by the run's primary key."""
    by_key = {each.pk: each for each in runs}
    if not by_key:
        return {}
    counted_states = (*SEATED_STATES, WAITING_STATE)
    statement = COUNT.format(runs=_marks(by_key), states=_marks(counted_states))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*by_key, *counted_states])
        counted = {(run, state): number for run, state, number in cursor.fetchall()}
    return {pk: _seats(run, counted) for pk, run in by_key.items()}


def seats_of(run: CourseRun) -> Seats:
    return seats_of_runs([run])[run.pk]


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _seats(run: CourseRun, counted: dict[tuple[int, str], int]) -> Seats:
    """From how many registrations each run has in each state."""
    return Seats(
        capacity=run.capacity,
        seated=sum(counted.get((run.pk, each), 0) for each in SEATED_STATES),
        waiting=counted.get((run.pk, WAITING_STATE), 0),
        waiting_list_size=run.waiting_list_size,
    )
