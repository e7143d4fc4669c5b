"""Seats of a course run: who holds one, who waits, what is free."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models import CourseRun

# An offered seat is held until its deadline; a confirmed one is taken.
SEATED_STATES = ("offered", "confirmed")
WAITING_STATE = "waitlisted"


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
    runs = list(runs)
    counted = CourseRun.objects.filter(pk__in=[run.pk for run in runs]).annotate(
        seated=Count("registrations", filter=Q(registrations__state__in=SEATED_STATES)),
        waiting=Count("registrations", filter=Q(registrations__state=WAITING_STATE)),
    )
    by_run = {
        pk: (seated, waiting)
        for pk, seated, waiting in counted.values_list("pk", "seated", "waiting")
    }
    return {run.pk: _seats(run, *by_run[run.pk]) for run in runs}


def seats_of(run: CourseRun) -> Seats:
    return seats_of_runs([run])[run.pk]


def _seats(run: CourseRun, seated: int, waiting: int) -> Seats:
    return Seats(run.capacity, seated, waiting, run.waiting_list_size)
