"""Taking back the last step of the staff, while nobody else has heard of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.causes import Cause, because_of
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.submission import Submission, submission_kinds
from forms_app.engine.transitions import refuse_if_changed, save_step

# Assigning and a new link are no steps, and the version goes on counting.
NOT_RESTORED = {"id", "version", "assigned_to"}
NO_STEPS = {"assign", "new_link"}
STILL_HERE = {Message.Delivery.WAITING, Message.Delivery.TO_TELL}


@dataclass(frozen=True)
class Move:
    """What one cause did to one case: history rows `before` it, `first` and `last`."""

    before: Any
    first: Any
    last: Any


@dataclass(frozen=True)
class Undoable:
    """A step of this case that may be taken back, until when, and what it did here."""

    step: Step
    until: datetime
    key: str
    move: Move


def undoable_step(case: Submission) -> Undoable | None:
    """The last step, if staff took it a moment ago; steps that it brought about go
    with it. Others' cases and messages are looked at only when somebody really undoes.
    """
    if case.workflow.may_return is None:
        return None
    since = timezone.now() - settings.MESSAGES_HELD_FOR
    if case.state_since < since:
        return None
    rows = _history(case)
    root = next((row for row in rows if _is_step(row) and not row.caused_by), None)
    if root is None or root.role != Role.STAFF or root.history_date < since:
        return None
    step, key = case.workflow.steps.get(root.step), f"{root.reference}/{root.version}"
    move = _move(rows, lambda row: row is root or row.caused_by == key)
    if step is None or move is None:
        return None
    return Undoable(step, root.history_date + settings.MESSAGES_HELD_FOR, key, move)


def undo(case: Submission, by: Actor, seen_version: int) -> Submission:
    """Bring state and fields back to where they were before the last step.

    Cases that moved because of it (the next in the list was offered the seat) go
    back, too: their messages have waited as long as this one's. One history row
    each; the messages are cancelled. Raises CaseChanged when the case has moved on,
    StepRefused when somebody has felt the step already.
    """
    with transaction.atomic():
        case.workflow.lock(case)
        stored = type(case).objects.select_for_update().get(pk=case.pk)
        refuse_if_changed(stored, seen_version)
        last = undoable_step(stored)
        if last is None:
            raise StepRefused(_("The last step can't be undone any more."))
        followers = _followers(last)
        _cancel_messages(last)
        with because_of(Cause(stored.reference, stored.version + 1, by_staff=True)):
            # The last to move gives back first what the step before it had freed.
            for each, move in [*followers, (stored, last.move)]:
                _go_back(each, move, by)
    return stored


def _history(case: Submission) -> list[Any]:
    """The newest first."""
    return list(case.history.filter(version__lte=case.version).order_by("-history_id"))


def _is_step(row: Any) -> bool:
    return row.step not in NO_STEPS


def _move(rows: list[Any], belongs: Callable[[Any], bool]) -> Move | None:
    """The newest steps, if they belong to one cause; None if the case moved since."""
    steps = list(takewhile(belongs, filter(_is_step, rows)))
    if not steps or any(map(belongs, rows[rows.index(steps[-1]) + 1 :])):
        return None
    older = rows[rows.index(steps[-1]) + 1 :]
    return Move(older[0], steps[-1], steps[0]) if older else None


def _followers(last: Undoable) -> list[tuple[Submission, Move]]:
    """Other cases that moved because of the step, locked, the last to move first."""
    since = {"caused_by": last.key, "history_date__gte": last.move.first.history_date}
    found = []
    for model in submission_kinds().values():
        moved = model.history.filter(**since).exclude(
            reference=last.move.first.reference
        )
        for pk in moved.order_by("id").values_list("id", flat=True).distinct():
            case = model.objects.select_for_update().get(pk=pk)
            found.append((case, _move_of_follower(case, last.key)))
    return sorted(found, key=lambda each: _when(each[1]), reverse=True)


def _move_of_follower(case: Submission, key: str) -> Move:
    move = _move(_history(case), lambda row: row.caused_by == key)
    if move is None or case.workflow.may_return is None:
        raise StepRefused(
            _("Another person's case moved on because of this step. Take a new step.")
        )
    return move


def _when(move: Move) -> tuple[datetime, int]:
    return move.first.history_date, move.first.history_id


def _cancel_messages(last: Undoable) -> None:
    """None of them may be on its way: the worker claims a message by this row."""
    messages = list(
        Message.objects.select_for_update().filter(caused_by=last.key).order_by("pk")
    )
    if any(each.delivery not in STILL_HERE or each.attempts for each in messages):
        raise StepRefused(_("The message has left already. Take a new step."))
    for message in messages:
        message.delivery = Message.Delivery.CANCELLED
        message.save(update_fields=["delivery"])


def _go_back(case: Submission, move: Move, by: Actor) -> None:
    if case.workflow.may_return is not None:
        case.workflow.may_return(case, move.before.state)
    _restore(case, move)
    case.version += 1
    save_step(case, "undo", by)
    case.workflow.put_back(case, move.first.version)


def _restore(case: Submission, move: Move) -> None:
    for field in move.last.tracked_fields:
        before = getattr(move.before, field.attname)
        if field.name in NOT_RESTORED or before == getattr(move.last, field.attname):
            continue
        setattr(case, field.attname, before)
