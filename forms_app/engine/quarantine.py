"""Cases that may be spam: stored and silent until somebody of the staff decides."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import begin, save_step

DECIDED = ("is_quarantined", "is_spam", "version")


def release(submission: Submission, by: Actor) -> StepRefused | None:
    """From now on a case like all others: what follows a submission follows now.

    Returns why nothing follows (the course is full by now): then the case rests as it
    was sent, and staff decide. Raises StepRefused if it is not in quarantine.
    """
    with transaction.atomic():
        case = _locked(submission)
        case.is_quarantined = case.is_spam = False
        save_step(case, "release", by, fields=DECIDED)
        try:
            with transaction.atomic():
                begin(case)
        except StepRefused as refused:
            return refused
    return None


def reject_as_spam(submission: Submission, by: Actor) -> None:
    """It stays where it is, out of sight, and nobody is written to."""
    with transaction.atomic():
        case = _locked(submission)
        case.is_spam = True
        save_step(case, "reject_as_spam", by, fields=DECIDED)


def _locked(submission: Submission) -> Submission:
    submission.workflow.lock(submission)
    case = type(submission).objects.select_for_update().get(pk=submission.pk)
    if not case.is_quarantined:
        raise StepRefused(_("Somebody has decided about this case already."))
    case.version += 1
    return case
