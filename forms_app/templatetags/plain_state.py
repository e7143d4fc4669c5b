"""The state of a case in the four words that applicants know."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import pgettext_lazy

from forms_app.engine.states import PlainState
from forms_app.engine.submission import Submission

register = template.Library()

WORDS = {
    PlainState.RECEIVED: pgettext_lazy("state for applicants", "Received"),
    PlainState.IN_PROGRESS: pgettext_lazy(
        "state for applicants", "We are working on it"
    ),
    PlainState.YOUR_TURN: pgettext_lazy(
        "state for applicants", "You need to do something"
    ),
    PlainState.FINISHED: pgettext_lazy("state for applicants", "Finished"),
}
TONES = {
    PlainState.RECEIVED: "info",
    PlainState.IN_PROGRESS: "info",
    PlainState.YOUR_TURN: "warning",
    PlainState.FINISHED: "neutral",
}


@dataclass(frozen=True)
class PlainWords:
    label: Any
    tone: str


@register.simple_tag
def plain_state(case: Submission) -> PlainWords:
    plain = case.state_for_applicant.plain
    return PlainWords(WORDS[plain], TONES[plain])
