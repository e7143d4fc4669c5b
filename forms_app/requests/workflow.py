"""The way of a plain request, as a table that a coordinator can read."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.outbox.receipt import say_that_it_came
from forms_app.engine.states import (
    APPLICANT_OR_STAFF,
    STAFF,
    PlainState,
    State,
    Step,
    Workflow,
    returns_freely,
)
from forms_app.requests import details
from forms_app.requests.step_forms import InformationForm, QuestionForm, ResultForm

OPEN = frozenset({"received", "in_progress", "needs_information"})

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
            take=details.take_question,
        ),
        Step(
            "answer",
            _("Note the applicant's answer"),
            frozenset({"needs_information"}),
            "in_progress",
            APPLICANT_OR_STAFF,
            form=InformationForm,
            take=details.take_information,
            details_differ=True,
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
            take=details.take_result,
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
    after_submit=say_that_it_came,
    may_return=returns_freely,
)
