"""The worker tells people, a few at a time: whoever stops it stops it between two."""

import logging
import time
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model

from home.affected.finders import Finder, finders_of, questions_of
from home.affected.models import PeopleToTell, PersonTold, change_of
from home.affected.noting import count_again, tasks_of

logger = logging.getLogger(__name__)

# Mails wait as long as this turn takes.
SECONDS = 10
State = PeopleToTell.State


def tell_people() -> int:
    """Go on with every task that somebody let begin. Gives how many were told."""
    until = time.monotonic() + SECONDS
    told = 0
    for task in PeopleToTell.objects.filter(state=State.TELLING).order_by("pk"):
        told += sum(1 for _each in _tell(task, until))
    for task in PeopleToTell.objects.unfinished():
        settle(task)
    return told


def _tell(task: PeopleToTell, until: float) -> Iterator[int]:
    for finder in finders_of(task.fact):
        for person in finder.left(task):
            if time.monotonic() > until or not _tell_one(finder, person, task):
                return
            yield person


def _tell_one(finder: Finder, person: int, task: PeopleToTell) -> bool:
    """False once the task is not to be gone on with."""
    try:
        with transaction.atomic():
            _hold(task.fact)
            waiting = list(tasks_of(task.fact).unfinished())
            now = next((each for each in waiting if each.pk == task.pk), None)
            if now is None or now.state != State.TELLING:
                return False
            finder.tell(person, now, waiting)
    except Exception:  # one broken case holds up no other
        logger.exception("Task %s: somebody could not be told.", task.pk)
        finder.note_failure(person, task)
    return True


def _hold(fact: Model) -> None:
    """As whoever edits it does, and before everything else, in the same order."""
    type(fact)._base_manager.select_for_update().filter(pk=fact.pk).first()


@transaction.atomic
def settle(task: PeopleToTell) -> None:
    """Is anybody left? Whoever begins a task and may not end it leaves it open."""
    task = PeopleToTell.objects.select_for_update().get(pk=task.pk)
    if not task.is_unfinished:
        return
    before = (task.state, task.left)
    task.state = _state_now(task)
    if (task.state, task.left) != before:
        task.save()


def _state_now(task: PeopleToTell) -> State:
    fact = task.fact
    if fact is None:
        task.left = 0
        return State.MOOT
    if count_again(task):
        may_go_on = any(any(True for _ in each.left(task)) for each in finders_of(fact))
        return (
            State.TELLING if task.state == State.TELLING and may_go_on else State.OPEN
        )
    questions = questions_of(change_of([task]))
    is_asked = any(each.name not in task.answers for each in questions)
    if is_asked or task.told.filter(outcome=PersonTold.Outcome.FAILED).exists():
        return State.OPEN
    if any(finder.count_to_phone(task) for finder in finders_of(fact)):
        return State.TELLING
    return State.DONE if task.told.exists() else State.MOOT
