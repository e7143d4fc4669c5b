"""The message that a step would send, before anyone takes the step."""

import copy

from django.utils.translation import gettext_lazy as _

from forms_app.engine.outbox.writing import STATUS_LINK_MARK, render_message
from forms_app.engine.states import Step
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import take_details
from home.languages import language


def preview_message(
    case: Submission, step: Step, staff_language: str, details: dict | None = None
) -> list[dict]:
    """The message in the applicant's language and in the coordinator's, not stored.

    An internal step may lead to another one at once: then that one's message. Without
    the details that a step asks for, there is nothing to show yet.
    """
    telling = case.workflow.steps.get(step.leads_to(case), step)
    if not telling.message or (step.form is not None and not details):
        return []
    imagined = copy.copy(case)
    imagined.state = telling.target
    imagined._change_reason = _("(the reason that you write above)")
    take_details(imagined, step, details)
    telling.change(imagined)
    return [
        _rendered(imagined, telling.message, code)
        for code in dict.fromkeys([case.language, staff_language])
    ]


def _rendered(case: Submission, name: str, code: str) -> dict:
    subject, text = render_message(case, name, code)
    return {
        "language": language(code),
        "subject": subject,
        "text": readable(text),
    }


def readable(text: str) -> str:
    """A message as staff see it: the secret link is not theirs."""
    return text.replace(STATUS_LINK_MARK, str(_("[the applicant's secret link]")))
