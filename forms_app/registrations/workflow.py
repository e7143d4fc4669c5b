"""The way of a course registration, as a table that a coordinator can read.

Seats are counted only after the run is locked: two people who register, or two
coordinators who offer, at the same moment take their turns.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.outbox.receipt import say_that_it_came
from forms_app.engine.states import (
    APPLICANT_OR_STAFF,
    STAFF,
    PlainState,
    Role,
    State,
    Step,
    Workflow,
)
from forms_app.registrations import changes, consequences, guards
from forms_app.registrations.planning import SeatsAhead

SYSTEM_OR_STAFF = frozenset({Role.SYSTEM, Role.STAFF})
BEFORE_A_SEAT = frozenset({"received", "eligible", "waitlisted"})
OPEN = frozenset({*BEFORE_A_SEAT, "offered", "confirmed"})
# What applicants read while their open case hangs on a run that was cancelled.
CALLED_OFF = State(
    "called_off",
    pgettext_lazy("registration", "Cancelled"),
    PlainState.IN_PROGRESS,
    _("This course does not take place. We are sorry. You need not do anything."),
)


WORKFLOW = Workflow(
    states=[
        State(
            "received",
            pgettext_lazy("registration", "Received"),
            PlainState.RECEIVED,
            _("We have your registration. We will write to you what happens next."),
            tone="info",
            overdue_after=timedelta(days=3),
        ),
        State(
            "eligible",
            pgettext_lazy("registration", "Level found"),
            PlainState.IN_PROGRESS,
            _("We know which level suits you. We are looking for a seat."),
            tone="info",
            overdue_after=timedelta(days=14),
        ),
        State(
            "offered",
            pgettext_lazy("registration", "Seat offered"),
            PlainState.YOUR_TURN,
            _("A seat is yours if you accept it in time."),
            tone="warning",
        ),
        State(
            "waitlisted",
            pgettext_lazy("registration", "On the waiting list"),
            PlainState.IN_PROGRESS,
            _("All seats are taken. When one becomes free, we will write to you."),
            tone="neutral",
        ),
        State(
            "confirmed",
            pgettext_lazy("registration", "Confirmed"),
            PlainState.FINISHED,
            _("You have a seat. We look forward to seeing you."),
            tone="good",
        ),
        State(
            "lapsed",
            pgettext_lazy("registration", "Offer expired"),
            PlainState.FINISHED,
            _("The time to accept was over. You can join the waiting list again."),
            is_open=False,
            tone="bad",
        ),
        State(
            "redirected",
            pgettext_lazy("registration", "Redirected elsewhere"),
            PlainState.FINISHED,
            _("This course is not for your situation. We wrote to you who can help."),
            is_open=False,
        ),
        State(
            "declined",
            pgettext_lazy("registration", "Declined"),
            PlainState.FINISHED,
            _("We could not give you a seat in this course."),
            is_open=False,
            tone="bad",
        ),
        State(
            "withdrawn",
            pgettext_lazy("registration", "Withdrawn"),
            PlainState.FINISHED,
            _("Your registration is withdrawn. You can register again at any time."),
            is_open=False,
        ),
        State(
            "cancelled",
            pgettext_lazy("registration", "Cancelled"),
            PlainState.FINISHED,
            _("The course does not take place. We are sorry."),
            is_open=False,
            tone="bad",
        ),
    ],
    steps=[
        Step(
            "place",
            _("Level found"),
            frozenset({"received"}),
            "eligible",
            STAFF,
            guard=guards.the_course_takes_place,
            then=consequences.seat_or_queue_when_placed,
            leads_to=consequences.seat_or_queue,
        ),
        Step(
            "offer",
            _("Offer a seat"),
            BEFORE_A_SEAT,
            "offered",
            SYSTEM_OR_STAFF,
            message="offered",
            guard=guards.a_seat_is_left,
            change=changes.hold_the_seat,
        ),
        Step(
            "accept",
            _("Confirm the seat"),
            frozenset({"offered"}),
            "confirmed",
            APPLICANT_OR_STAFF,
            message="confirmed",
            applicant_label=_("Accept the seat"),
            guard=guards.the_seat_may_be_taken,
            change=changes.take_the_seat,
        ),
        Step(
            "waitlist",
            _("Put on the waiting list"),
            frozenset({"received", "eligible"}),
            "waitlisted",
            SYSTEM_OR_STAFF,
            message="waitlisted",
            guard=guards.the_waiting_list_has_room,
            change=changes.join_the_queue,
        ),
        Step(
            "rejoin",
            _("Back to the waiting list"),
            frozenset({"lapsed"}),
            "waitlisted",
            APPLICANT_OR_STAFF,
            message="waitlisted",
            applicant_label=_("Join the waiting list again"),
            guard=guards.the_list_may_be_joined_again,
            change=changes.join_the_queue,
            then=consequences.offer_the_freed_seat,
            leads_to=consequences.seat_at_once,
        ),
        Step(
            "lapse",
            _("Let the offer expire"),
            frozenset({"offered"}),
            "lapsed",
            frozenset({Role.SYSTEM}),
            message="lapsed",
            guard=guards.the_course_takes_place,
            change=changes.leave_queue_and_seat,
            then=consequences.offer_the_freed_seat,
        ),
        Step(
            "redirect",
            _("Redirect elsewhere"),
            frozenset({"received"}),
            "redirected",
            STAFF,
            message="redirected",
            needs_reason=True,
            change=changes.leave_queue_and_seat,
            warning=True,
        ),
        Step(
            "decline",
            _("Decline"),
            BEFORE_A_SEAT,
            "declined",
            STAFF,
            message="declined",
            needs_reason=True,
            change=changes.leave_queue_and_seat,
            warning=True,
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            OPEN,
            "withdrawn",
            APPLICANT_OR_STAFF,
            message="withdrawn",
            applicant_label=_("Withdraw my registration"),
            change=changes.leave_queue_and_seat,
            then=consequences.offer_the_freed_seat,
            warning=True,
        ),
        Step(
            "cancel",
            _("Cancel: the course does not take place"),
            OPEN,
            "cancelled",
            STAFF,
            message="cancelled",
            needs_reason=True,
            guard=guards.the_course_was_cancelled,
            change=changes.leave_queue_and_seat,
            warning=True,
        ),
    ],
    lock=guards.lock_run,
    admit=guards.the_run_takes_registrations,
    first_step=consequences.seat_or_queue_at_once,
    after_submit=say_that_it_came,
    may_return=guards.there_is_room_to_return,
    foresee=SeatsAhead,
)
