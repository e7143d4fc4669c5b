"""`perform` and `submit`: the only two places that move a case along its table.

(`undoing.undo` takes a step back, while nobody has heard of it.)
"""

import uuid
from collections.abc import Callable, Collection, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine import store
from forms_app.engine.actors import SYSTEM, Actor
from forms_app.engine.causes import Cause, because_of, current_cause
from forms_app.engine.outbox import enqueue, worded_later
from forms_app.engine.states import Role, Step, StepRefused
from forms_app.engine.step_record import StepRecord, StepTaken, row_of_step
from forms_app.engine.submission import Submission
from home import page_cache


class CaseChanged(StepRefused):
    """Somebody else moved the case since this person looked at it."""


def nothing_odd() -> str:
    return ""


def submit(
    submission: Submission, by: Actor, suspicion: Callable[[], str] = nothing_odd
) -> Submission:
    """Store a new case, or return the one that the same form already made.

    A form carries an idempotency key, so that a double click, Back and a reload
    give one case. On a shared computer the next person may go Back to that form, too:
    other contents under the same key are a case of their own. Raises StepRefused
    where the workflow takes nobody any more.

    `suspicion()` is why the case may be spam, for the staff, or "": such a case is
    stored, and nothing follows until somebody releases it. It is asked first in the
    same transaction, before anybody is kept waiting; what it raises refuses the case,
    and what it stored is gone with it.
    """
    try:
        return _submit_new(submission, by, suspicion)
    except (StepRefused, IntegrityError):
        # Asked only now: hardly any case was sent before, and others wait for the lock.
        known = _sent_with_the_same_key(submission)
        if known is None:
            raise
    if known.says_the_same_as(submission):
        return known
    submission.idempotency_key = uuid.uuid4()
    return _submit_new(submission, by, suspicion)


def _submit_new(
    submission: Submission, by: Actor, suspicion: Callable[[], str]
) -> Submission:
    """Raises IntegrityError for a key that is known."""
    with transaction.atomic():
        quarantine = suspicion()
        submission.workflow.lock(submission)
        _refuse_if_closed(submission)
        submission.workflow.admit(submission)
        submission.state = submission.workflow.initial
        submission.state_since = timezone.now()
        submission.is_quarantined = bool(quarantine)
        taken = _step_taken(submission, "submit", by, quarantine)
        if submission.is_quarantined:
            return store.add(submission, taken)
        first = submission.workflow.first_step(submission)
        with worded_later():
            if first:
                # Written together with the row of the step that follows at once.
                kept = (row_of_step(submission, taken, is_new=True),)
                move_on(submission, first, by=SYSTEM, kept=kept)
            else:
                store.add(submission, taken)
                submission.workflow.after_submit(submission)
        page_cache.renew_after_commit()
    return submission


def _sent_with_the_same_key(submission: Submission) -> Submission | None:
    cases = type(submission).objects
    return cases.filter(idempotency_key=submission.idempotency_key).first()


def begin(submission: Submission) -> None:
    """What follows by itself for a case that was stored and held back until now."""
    first_step = submission.workflow.first_step(submission)
    if first_step:
        move_on(submission, first_step, by=SYSTEM)
    else:
        submission.workflow.after_submit(submission)


def _refuse_if_closed(submission: Submission) -> None:
    refusal = submission.intake.refusal_at(timezone.now())
    if refusal is not None:
        raise refusal


def perform(
    submission: Submission,
    step_name: str,
    by: Actor,
    reason: str = "",
    seen_version: int | None = None,
    details: dict | None = None,
) -> Submission:
    """Take one step: lock, check, change, history and message in one transaction.

    `seen_version` is the version that a person saw before deciding; if the case has
    moved since, CaseChanged is raised. `details` is the cleaned data of the step's
    form, where it has one. Raises StepRefused for anything that the table or the
    step does not allow. Returns the case as stored.
    """
    with transaction.atomic():
        submission.workflow.lock(submission)
        case = type(submission).objects.select_for_update().get(pk=submission.pk)
        refuse_in_quarantine(case)
        refuse_if_changed(case, seen_version)
        move_on(case, step_name, by, reason, details)
    return case


def move_on(
    case: Submission,
    step_name: str,
    by: Actor,
    reason: str = "",
    details: dict | None = None,
    kept: Sequence[StepRecord] = (),
) -> None:
    """The step itself, for a case that this transaction has locked or just stored.

    For what follows at once (`begin`, `then`); everything else is `perform`. A case
    that is stored only now brings the rows of the steps that were `kept` so far.
    """
    step = allowed_step(case, step_name, by, reason)
    take_details(case, step, details)
    set_step(case, step)
    with because_of(_cause(case, by)):
        if kept:
            store.add(case, _step_taken(case, step.name, by, reason), kept)
        else:
            save_step(case, step.name, by, reason)
        if step.message:
            enqueue(case, step.message)
        step.then(case)


def _cause(case: Submission, by: Actor) -> Cause:
    return Cause(case.reference, case.version, by_staff=by.role == Role.STAFF)


def refuse_in_quarantine(case: Submission) -> None:
    if case.is_quarantined:
        raise StepRefused(_("This case is in quarantine. Somebody has to release it."))


def refuse_if_changed(case: Submission, seen_version: int | None) -> None:
    if seen_version is not None and case.version != seen_version:
        raise CaseChanged(
            _("Somebody changed this case while you were reading it. Look again.")
        )


def allowed_step(case: Submission, name: str, by: Actor, reason: str) -> Step:
    """The step, if table and guard let this actor take it now. Writes nothing.

    Raises StepRefused. A plan asks the same: what it says is what would happen.
    """
    if not case.workflow.possible(name, case.state, by.role):
        raise StepRefused(_("This step is not possible in the present state."))
    step = case.workflow.steps[name]
    if step.needs_reason and not reason.strip():
        raise StepRefused(_("Please give a reason."))
    step.guard(case, by, reason)
    return step


def take_details(case: Submission, step: Step, details: dict | None) -> None:
    """Put what the step's form brought into the fields of the case, not saved."""
    if step.form is not None and not details:
        raise StepRefused(_("This step needs details. Open the case and fill them in."))
    step.take(case, details or {})


def set_step(case: Submission, step: Step) -> None:
    """Put on the case what the step sets, not saved."""
    case.state = step.target
    case.state_since = timezone.now()
    case.version += 1
    step.change(case)


def save_step(
    case: Submission,
    step_name: str,
    by: Actor,
    reason: str = "",
    fields: Collection[str] | None = None,
) -> None:
    """One history row for one step of a case that is locked, with person and reason.

    `fields` is what the step can change, where that is less than all.
    """
    store.change(case, _step_taken(case, step_name, by, reason), fields)
    # A step may have taken or freed a seat or a room, and pages say so.
    page_cache.renew_after_commit()


def _step_taken(
    case: Submission, step_name: str, by: Actor, reason: str = ""
) -> StepTaken:
    cause = current_cause()
    own = _cause(case, by).key
    caused_by = cause.key if cause and cause.key != own else ""
    # Messages give the reason, and the dates of a room say who moved them.
    case._history_user, case._change_reason = by.user, reason.strip() or None
    return StepTaken(step_name, by, reason, caused_by)
