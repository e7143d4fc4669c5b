"""The only module that saves a case: each time with the history row of a step.

Whoever calls it holds the lock of the case (or has just made it), and is a step or
something of the kind; the layers say who may. `Submission.save` refuses everybody
else: a row that somebody read a while ago would bring back what has changed since.
"""

from collections.abc import Collection, Sequence

from django.db import models

from forms_app.engine.status_link import new_link
from forms_app.engine.step_record import StepRecord, StepTaken, row_of_step, write_rows
from forms_app.engine.submission import Submission
from home.folding import fold


def add(
    case: Submission, taken: StepTaken, kept: Sequence[StepRecord] = ()
) -> Submission:
    """Store a new case. `kept` are the rows of steps that it took before that."""
    # What an attempt before this one left, which was taken back.
    case.pk = None
    if not case.link_hash:
        case.link_nonce, case.link_hash = new_link()
    _save(case, force_insert=True)
    now = row_of_step(case, taken, is_new=not kept)
    write_rows(case, [*kept, now])
    return case


def change(
    case: Submission, taken: StepTaken, fields: Collection[str] | None = None
) -> None:
    """Write a case that is locked: all of it, or these fields and nothing else."""
    _save(case, force_update=True, update_fields=fields)
    write_rows(case, [row_of_step(case, taken)])


def _save(case: Submission, **options) -> None:
    if options.get("update_fields") is None:
        case.search_text = fold(" ".join(case.searchable()))
    # Past `Submission.save`, which refuses.
    models.Model.save(case, **options)
