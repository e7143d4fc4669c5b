"""Going through the cases of a bulk action, each in a transaction of its own.

Whoever sends a form meanwhile waits for one case and not for two hundred; and what a
broken connection or a second press of the button interrupts goes on where it stopped.
"""

import logging
import time
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.states import StepRefused

logger = logging.getLogger(__name__)

# Nobody waits longer for a page; whatever is left then can be looked at again.
SECONDS_AT_MOST = 15
# Whoever waits to write is woken between two cases.
BREATH = 0.002


class Work(Protocol):
    """`next_row` is what is to be done next, or None; `do` does it and notes it on the
    row, or raises StepRefused; `leave` notes on the row why it was not done.
    """

    @property
    def action(self) -> BulkAction: ...
    def next_row(self) -> BulkCase | None: ...
    def do(self, row: BulkCase) -> None: ...
    def leave(self, row: BulkCase, words: Any) -> None: ...


def go_through(work: Work) -> None:
    """All of it, one after another, as long as there is time."""
    end = time.monotonic() + SECONDS_AT_MOST
    while time.monotonic() < end and _do_next(work):
        time.sleep(BREATH)


def _do_next(work: Work) -> bool:
    with transaction.atomic():
        # Whoever presses the button twice helps, and does not overtake.
        BulkAction.objects.select_for_update().get(pk=work.action.pk)
        row = work.next_row()
        if row is None:
            return False
        _do(work, row)
        row.save()
    return True


def _do(work: Work, row: BulkCase) -> None:
    try:
        with transaction.atomic():
            work.do(row)
    except StepRefused as refused:
        work.leave(row, refused.words)
    except Exception:  # one broken case holds up no other
        logger.exception("A bulk action failed for %s", row.reference)
        work.leave(row, _("Something went wrong. Open this case and try it there."))
