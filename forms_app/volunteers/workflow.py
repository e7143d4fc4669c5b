"""The way of a volunteer application, as a table that a coordinator can read."""

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
from forms_app.volunteers import details, guards
from forms_app.volunteers.step_forms import (
    ChosenTimeForm,
    CourseForm,
    InterviewTimesForm,
    ReadinessForm,
)

# Times may be offered again: none of them suited, or the interview has to move.
BEFORE_THE_INTERVIEW = frozenset({"applied", "interview_offered", "interview_booked"})
BEFORE_READY = frozenset(
    {*BEFORE_THE_INTERVIEW, "interviewed", "not_now", "course_booked", "trained"}
)
OPEN = frozenset({*BEFORE_READY, "ready"})

WORKFLOW = Workflow(
    states=[
        State(
            "applied",
            pgettext_lazy("volunteer application", "Applied"),
            PlainState.RECEIVED,
            _("We have your application. We will offer you times for an interview."),
            tone="info",
            overdue_after=timedelta(days=7),
        ),
        State(
            "interview_offered",
            pgettext_lazy("volunteer application", "Interview offered"),
            PlainState.YOUR_TURN,
            _("We would like to meet you. Choose a time for the interview."),
            tone="warning",
            overdue_after=timedelta(days=14),
        ),
        State(
            "interview_booked",
            pgettext_lazy("volunteer application", "Interview booked"),
            PlainState.IN_PROGRESS,
            _("Your interview is booked. We look forward to meeting you."),
            tone="info",
            overdue_after=timedelta(days=30),
        ),
        State(
            "interviewed",
            pgettext_lazy("volunteer application", "Interviewed"),
            PlainState.IN_PROGRESS,
            _("We have met. We will write to you how it goes on."),
            tone="info",
            overdue_after=timedelta(days=7),
        ),
        State(
            "not_now",
            pgettext_lazy("volunteer application", "Kept for later"),
            PlainState.FINISHED,
            _("We cannot use your help just now. We keep your application for later."),
            tone="neutral",
        ),
        State(
            "course_booked",
            pgettext_lazy("volunteer application", "Introductory course booked"),
            PlainState.IN_PROGRESS,
            _("The next step is the introductory course for volunteers."),
            tone="info",
            overdue_after=timedelta(days=60),
        ),
        State(
            "trained",
            pgettext_lazy("volunteer application", "Trained"),
            PlainState.IN_PROGRESS,
            _("You have taken the course. The agreement and the insurance come next."),
            tone="info",
            overdue_after=timedelta(days=30),
        ),
        State(
            "ready",
            pgettext_lazy("volunteer application", "Ready"),
            PlainState.FINISHED,
            _("You are a volunteer now. We will write to you when somebody needs you."),
            tone="good",
        ),
        State(
            "declined",
            pgettext_lazy("volunteer application", "Declined"),
            PlainState.FINISHED,
            _("We could not take you as a volunteer. We wrote to you why."),
            is_open=False,
            tone="bad",
        ),
        State(
            "withdrawn",
            pgettext_lazy("volunteer application", "Withdrawn"),
            PlainState.FINISHED,
            _("Your application is withdrawn. You can apply again at any time."),
            is_open=False,
        ),
    ],
    steps=[
        Step(
            "invite",
            _("Offer times for an interview"),
            frozenset({*BEFORE_THE_INTERVIEW, "not_now"}),
            "interview_offered",
            STAFF,
            message="invited",
            form=InterviewTimesForm,
            take=details.offer_times,
        ),
        Step(
            "choose",
            _("Book one of the offered times"),
            frozenset({"interview_offered"}),
            "interview_booked",
            APPLICANT_OR_STAFF,
            message="interview_booked",
            guard=guards.a_time_is_left,
            form=ChosenTimeForm,
            take=details.book_the_interview,
            details_differ=True,
            applicant_label=_("Book this time"),
        ),
        Step(
            "hold",
            _("The interview took place"),
            frozenset({"interview_booked"}),
            "interviewed",
            STAFF,
            guard=guards.the_interview_was,
        ),
        Step(
            "book",
            _("Book the introductory course"),
            frozenset({"interviewed", "course_booked"}),
            "course_booked",
            STAFF,
            message="course_booked",
            form=CourseForm,
            take=details.book_the_course,
        ),
        Step(
            "train",
            _("Took the course and received the guide"),
            frozenset({"course_booked"}),
            "trained",
            STAFF,
            message="trained",
            guard=guards.the_course_was,
        ),
        Step(
            "ready",
            _("Ready: agreement signed, insured"),
            frozenset({"trained"}),
            "ready",
            STAFF,
            message="ready",
            form=ReadinessForm,
            take=details.keep_the_dates,
        ),
        Step(
            "keep",
            _("Keep for later"),
            frozenset({"interviewed"}),
            "not_now",
            STAFF,
            message="not_now",
            needs_reason=True,
        ),
        Step(
            "decline",
            _("Decline"),
            BEFORE_READY,
            "declined",
            STAFF,
            message="declined",
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
            applicant_label=_("Withdraw my application"),
            warning=True,
        ),
    ],
    after_submit=say_that_it_came,
    may_return=returns_freely,
    initial="applied",
)
