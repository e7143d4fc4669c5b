"""The way of a plain request, as a table that a coordinator can read."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.fields import StepDetailsForm
from forms_app.engine.fields.text import NfcCharField
from forms_app.engine.outbox import enqueue
from forms_app.engine.states import (
    PlainState,
    Role,
    State,
    Step,
    Workflow,
    returns_freely,
)

if TYPE_CHECKING:
    from forms_app.requests.models import PlainRequest

APPLICANT = frozenset({Role.APPLICANT})
STAFF = frozenset({Role.STAFF})
APPLICANT_OR_STAFF = frozenset({Role.APPLICANT, Role.STAFF})
OPEN = frozenset({"received", "in_progress", "needs_information"})
LONGEST_ANSWER = 4000


class QuestionForm(StepDetailsForm):
    """What staff still have to know. The applicant reads it as it is written here."""

    question = NfcCharField(
        label=_("Your question"),
        help_text=_("Write it in words that this person understands."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write your question.")},
    )


class InformationForm(StepDetailsForm):
    """The applicant's answer to that question."""

    information = NfcCharField(
        label=_("Your answer"),
        help_text=_("You can write in your language."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write your answer.")},
    )


class ResultForm(StepDetailsForm):
    """What the applicant is told when the request is done."""

    result = NfcCharField(
        label=_("What you tell the applicant"),
        help_text=_("Stands in the message: what was agreed, when and where."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write what you tell the applicant.")},
    )


def take_question(request: "PlainRequest", details: dict) -> None:
    request.question = details["question"]
    request.information = ""


def take_information(request: "PlainRequest", details: dict) -> None:
    request.information = details["information"]


def take_result(request: "PlainRequest", details: dict) -> None:
    request.result = details["result"]


def say_it_came(request: "PlainRequest") -> None:
    enqueue(request, "received")


WORKFLOW = Workflow(
    states=[
        State(
            "received",
            pgettext_lazy("request", "Received"),
            PlainState.RECEIVED,
            _("We have your request. We read it and get back to you."),
            tone="info",
            overdue_after=timedelta(days=3),
        ),
        State(
            "in_progress",
            pgettext_lazy("request", "In progress"),
            PlainState.IN_PROGRESS,
            _("Somebody takes care of your request."),
            tone="info",
            overdue_after=timedelta(days=14),
        ),
        State(
            "needs_information",
            pgettext_lazy("request", "Waiting for the applicant"),
            PlainState.YOUR_TURN,
            _("We asked you something. We go on when we have your answer."),
            tone="warning",
            overdue_after=timedelta(days=14),
        ),
        State(
            "done",
            pgettext_lazy("request", "Done"),
            PlainState.FINISHED,
            _("Your request is settled."),
            is_open=False,
            tone="good",
        ),
        State(
            "refused",
            pgettext_lazy("request", "Refused"),
            PlainState.FINISHED,
            _("We cannot help with this request. We wrote to you why."),
            is_open=False,
            tone="bad",
        ),
        State(
            "withdrawn",
            pgettext_lazy("request", "Withdrawn"),
            PlainState.FINISHED,
            _("Your request is withdrawn. You can send a new one at any time."),
            is_open=False,
        ),
    ],
    steps=[
        Step(
            "start",
            _("Take it up"),
            frozenset({"received"}),
            "in_progress",
            STAFF,
        ),
        Step(
            "ask",
            _("Ask the applicant"),
            frozenset({"received", "in_progress"}),
            "needs_information",
            STAFF,
            message="question",
            form=QuestionForm,
            take=take_question,
        ),
        Step(
            "answer",
            _("Note the applicant's answer"),
            frozenset({"needs_information"}),
            "in_progress",
            APPLICANT_OR_STAFF,
            form=InformationForm,
            take=take_information,
            applicant_label=_("Send the answer"),
        ),
        Step(
            "finish",
            _("Finish: it is done"),
            frozenset({"received", "in_progress"}),
            "done",
            STAFF,
            message="done",
            form=ResultForm,
            take=take_result,
        ),
        Step(
            "refuse",
            _("Refuse"),
            OPEN,
            "refused",
            STAFF,
            message="refused",
            needs_reason=True,
            warning=True,
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            OPEN,
            "withdrawn",
            APPLICANT_OR_STAFF,
            message="withdrawn",
            applicant_label=_("Withdraw my request"),
            warning=True,
        ),
    ],
    after_submit=say_it_came,
    may_return=returns_freely,
)
