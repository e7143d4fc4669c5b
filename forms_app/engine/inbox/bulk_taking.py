"""Doing what a plan says, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.inbox.bulk_actions import Act
from forms_app.engine.inbox.bulk_plan import Planned
from forms_app.engine.outbox import worded_later
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import CaseChanged

NOT_SHOWN = _("It was not among those that were to change. Look again.")


@dataclass(frozen=True)
class Shown:
    """What the preview showed of a case that was to change."""

    seen: int
    state: str
    place: int | None


@dataclass(frozen=True)
class Taking:
    """The act for every case of the record that waits for it, in the plan's order."""

    action: BulkAction
    model: type[Submission]
    act: Act
    by: Actor
    reason: str
    details: dict | None

    def next_row(self) -> BulkCase | None:
        return self.action.cases.waiting().first()

    def do(self, row: BulkCase) -> None:
        cases = self.model.objects.for_inbox()
        case = cases.get(reference=row.reference)
        # To word a message takes longer than the step, and others wait for this one.
        with worded_later():
            self.act.take(case, row.seen, self.by, self.reason, self.details)
        # As stored: what followed at once may have moved it on.
        taken = cases.get(pk=case.pk)
        if row.planned_state:
            _refuse_if_otherwise(taken, row.planned_state)
            row.state, row.place = taken.state, taken.waiting_position
        row.after = self.act.seen(taken)
        row.result = BulkCase.Result.TAKEN

    def leave(self, row: BulkCase, words: Any) -> None:
        row.result, row.words = BulkCase.Result.LEFT, str(words)


def _refuse_if_otherwise(taken: Submission, planned_state: str) -> None:
    if taken.state != planned_state:
        words = _(
            "Somebody was quicker: by now it would be “%(state)s” instead. Look again."
        )
        raise CaseChanged(words % {"state": taken.current_state.label})


def keep_plan(
    key: UUID,
    act: Act,
    by: Actor,
    planned: Sequence[Planned],
    shown: dict[int, Shown],
) -> BulkAction:
    """A record of what is to be done. Raises IntegrityError where the key is known.

    Whoever was not shown as changing stays, whatever has changed since then.
    """
    with transaction.atomic():
        action = BulkAction.objects.create(
            key=key, kind=planned[0].case.kind, act=act.name, person=by.user
        )
        rows = [
            _row(action, position, each, shown.get(each.case.pk))
            for position, each in enumerate(planned)
        ]
        BulkCase.objects.bulk_create(rows)  # no history: they are a record themselves
    return action


def _row(
    action: BulkAction, position: int, planned: Planned, shown: Shown | None
) -> BulkCase:
    row = BulkCase(action=action, position=position, reference=planned.case.reference)
    if shown is None:
        row.result = BulkCase.Result.LEFT
        row.words = str(planned.refused or NOT_SHOWN)
    else:
        row.seen = shown.seen
        row.planned_state, row.planned_place = shown.state, shown.place
    return row
