"""Steps that the clock takes, each for itself: one broken case holds up no other."""

import logging

from forms_app.engine.actors import SYSTEM
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import perform

logger = logging.getLogger(__name__)


def take_due_step(case: Submission, step_name: str) -> bool:
    """Whether the step was taken. A case that moved in the meantime is left alone."""
    try:
        perform(case, step_name, by=SYSTEM, seen_version=case.version)
    except StepRefused:
        return False
    except Exception:  # the others go on
        logger.exception(
            "The due step %s of %s failed; the next turn tries again.", step_name, case
        )
        return False
    return True
