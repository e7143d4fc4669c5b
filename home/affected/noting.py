"""A change is saved: the task that it leaves, put together with what waits already."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from home.affected.change import FactChange, put_together
from home.affected.finders import concerns_somebody, finders_of, groups_of
from home.affected.models import PeopleToTell, PeopleToTellQuerySet, change_of

State = PeopleToTell.State


@transaction.atomic
def note(change: FactChange, by: Any) -> PeopleToTell | None:
    """The task that this change leaves, or None if it concerns nobody.

    Messages about an earlier change that are still here are called back: they would
    say what is not true any more, and whoever would have got one hears of both changes
    at once. A change of which nobody has heard yet becomes one with this.
    """
    _call_back(change.fact)
    waiting = list(tasks_of(change.fact).unfinished())
    newest = waiting[-1] if waiting else None
    if newest is not None and not newest.told.exists():
        return _grown(newest, change, by)
    if not concerns_somebody(change):
        return None
    return _kept(PeopleToTell(fact=change.fact, saved_by=by), change)


def with_what_waits(change: FactChange) -> FactChange:
    """As it will be noted: with an earlier change of which nobody has heard yet."""
    newest = PeopleToTell.objects.about(change.fact).unfinished().last()
    if newest is None or newest.told.exists():
        return change
    return FactChange(change.fact, tuple(put_together((*newest.rows, *change.rows))))


def tasks_of(fact: Model) -> PeopleToTellQuerySet:
    """Locked: the worker takes turns with whoever saves the fact."""
    return PeopleToTell.objects.about(fact).select_for_update()


def _call_back(fact: Model) -> None:
    lately = list(
        tasks_of(fact).filter(state__in=(*PeopleToTell.UNFINISHED, State.DONE))
    )
    back = {pk for finder in finders_of(fact) for pk in finder.take_back(lately)}
    for task in lately:
        if task.pk in back:
            task.state = State.OPEN
            task.save()


def _grown(task: PeopleToTell, change: FactChange, by: Any) -> PeopleToTell | None:
    """Whoever said what to do did not know of this: it is asked anew."""
    rows = tuple(put_together((*task.rows, *change.rows)))
    both = FactChange(change.fact, rows)
    task.saved_by, task.saved_at = by, timezone.now()
    task.state, task.reason, task.decided_by = State.OPEN, "", None
    task.answers = {}
    if rows and concerns_somebody(both):
        return _kept(task, both)
    task.state, task.left = State.MOOT, 0
    task.rows = rows
    task.save()
    return None


def _kept(task: PeopleToTell, change: FactChange) -> PeopleToTell:
    task.rows = change.rows
    task.left = sum(group.count for group in groups_of(change, task))
    task.save()
    return task


def count_again(task: PeopleToTell) -> int:
    """How many are left, with what else of the fact they have not heard."""
    task.left = sum(group.count for group in groups_of(change_of([task]), task))
    return task.left
