"""Taking back what was done to several cases, while nobody has heard of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.assignment import assign
from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.inbox.bulk_actions import is_assigning
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.undoing import undo


@dataclass(frozen=True)
class Undoing:
    """Of these cases, the last one first: it gives back what an earlier one freed."""

    action: BulkAction
    model: type[Submission]
    by: Actor
    references: Sequence[str]

    def next_row(self) -> BulkCase | None:
        rows = self.action.cases.to_undo()
        return rows.filter(reference__in=self.references).first()

    def do(self, row: BulkCase) -> None:
        case = self.model.objects.for_inbox().get(reference=row.reference)
        if is_assigning(self.action.act):
            self._give_back(case, row)
        else:
            undo(case, self.by, row.after)
        row.result = BulkCase.Result.UNDONE

    def leave(self, row: BulkCase, words: Any) -> None:
        row.words = str(words)

    def _give_back(self, case: Submission, row: BulkCase) -> None:
        if timezone.now() >= self.action.undone_until:
            raise StepRefused(_("It can't be undone any more."))
        before = get_user_model().objects.filter(pk=row.seen).first()
        assign(case, before, self.by, row.after or None)
