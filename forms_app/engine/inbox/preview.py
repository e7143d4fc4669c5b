"""The messages that a step would send, before anyone takes the step."""

import copy
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms_app.engine.foresight import Notice
from forms_app.engine.outbox.wording import readable, render_message
from forms_app.engine.states import Step
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import set_step, take_details
from home.languages import language

# Stands for a reason that is not written yet.
REASON_ABOVE = _("(the reason that you write above)")


def preview_message(
    case: Submission, step: Step, staff_language: str, details: dict | None = None
) -> list[dict]:
    """What the applicant would be told, in their language and in the coordinator's.

    Without the details that a step asks for, there is nothing to show yet.
    """
    if step.form is not None and not details:
        return []
    following = case.workflow.steps.get(step.leads_to(case))
    steps = [step] if following is None else [step, following]
    codes = dict.fromkeys([case.language, staff_language])
    notices = notices_of(case, steps, REASON_ABOVE, details)
    return [shown for notice in notices for shown in show(notice, codes)]


def notices_of(
    case: Submission, steps: Sequence[Step], reason: Any, details: dict | None
) -> list[Notice]:
    """The messages of a step and of the one that follows it at once, not stored.

    Each sees the case as that step leaves it.
    """
    imagined = copy.copy(case)
    imagined._change_reason = reason
    take_details(imagined, steps[0], details)
    notices = []
    for step in steps:
        set_step(imagined, step)
        if step.message:
            notices.append(Notice(copy.copy(imagined), step.message))
    return notices


def show(notice: Notice, codes: Iterable[str]) -> list[dict]:
    """The message in each of these languages."""
    return [_rendered(notice, code) for code in codes]


def _rendered(notice: Notice, code: str) -> dict:
    subject, text = render_message(
        notice.case, notice.name, code, lambda _code: dict(notice.facts)
    )
    return {
        "language": language(code),
        "subject": subject,
        "text": readable(text),
    }
