"""The way of a course registration, as a table that a coordinator can read.

Seats are counted only after the run is locked: two people who register, or two
coordinators who offer, at the same moment take their turns.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import CourseRun
from forms_app.engine.actors import SYSTEM, Actor
from forms_app.engine.outbox import enqueue
from forms_app.engine.states import PlainState, Role, State, Step, StepRefused, Workflow
from forms_app.engine.transitions import move_on, perform
from forms_app.registrations.seats import SEATED_STATES, WAITING_STATE, Seats, seats_of

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration

APPLICANT = frozenset({Role.APPLICANT})
STAFF = frozenset({Role.STAFF})
SYSTEM_OR_STAFF = frozenset({Role.SYSTEM, Role.STAFF})
APPLICANT_OR_STAFF = frozenset({Role.APPLICANT, Role.STAFF})
BEFORE_A_SEAT = frozenset({"received", "eligible", "waitlisted"})
OPEN = frozenset({*BEFORE_A_SEAT, "offered", "confirmed"})


# Locks and guards -----------------------------------------------------------------


def lock_run(registration: "Registration") -> None:
    """Seats belong to the run: whoever changes one holds the run's row."""
    registration.run = CourseRun.objects.select_for_update().get(pk=registration.run_id)


def seats_under_lock(registration: "Registration") -> Seats:
    """Counted once for each lock: until a step is taken, nobody can change them."""
    run = registration.run
    if not hasattr(run, "seats_counted"):
        run.seats_counted = seats_of(run)
    return run.seats_counted


def the_run_takes_registrations(registration: "Registration") -> None:
    the_run_is_open(registration)
    a_place_is_left(seats_under_lock(registration))


def the_run_is_open(registration: "Registration") -> None:
    run = registration.run
    if not registration.intake.is_open:
        raise StepRefused(_("Registration is closed at the moment."))
    if run.is_cancelled:
        raise StepRefused(_("This course was cancelled."))
    if not run.registration_is_open_at(timezone.now()):
        raise StepRefused(_("Registration for this course is not open now."))


def a_place_is_left(seats: Seats) -> None:
    if seats.takes_nobody:
        raise StepRefused(_("The course and its waiting list are full."))


def a_seat_is_left(registration: "Registration", by: Actor, reason: str) -> None:
    if registration.run.is_cancelled:
        raise StepRefused(_("This course was cancelled."))
    seats = seats_under_lock(registration)
    if seats.free == 0:
        raise StepRefused(_("The course is full."))
    if seats.waiting and not reason and _somebody_waits_longer(registration):
        raise StepRefused(
            _("Others wait longer for this course. To offer out of order, say why.")
        )


def the_waiting_list_has_room(
    registration: "Registration", by: Actor, reason: str
) -> None:
    if registration.run.is_cancelled:
        raise StepRefused(_("This course was cancelled."))
    if seats_under_lock(registration).waiting_free == 0:
        raise StepRefused(_("The waiting list is full."))


def the_seat_may_be_taken(registration: "Registration", by: Actor, reason: str) -> None:
    """Staff confirm once a deposit has come, and may do so after the deadline."""
    if registration.run.is_cancelled:
        raise StepRefused(_("This course was cancelled."))
    if by.role != Role.APPLICANT:
        return
    if registration.run.deposit:
        raise StepRefused(_("We confirm your seat as soon as your deposit has come."))
    expires = registration.offer_expires_at
    if expires is not None and expires <= timezone.now():
        raise StepRefused(_("The time to accept this seat is over."))


def there_is_room_to_return(registration: "Registration", state: str) -> None:
    """An undone step may want back a seat or a place that somebody else has now."""
    seats = seats_of(registration.run)
    wants_seat = state in SEATED_STATES and registration.state not in SEATED_STATES
    if wants_seat and seats.free == 0:
        raise StepRefused(_("Somebody else has the seat already."))
    waits = state == WAITING_STATE and registration.state != WAITING_STATE
    if waits and seats.waiting_free == 0:
        raise StepRefused(_("The waiting list is full."))


def _somebody_waits_longer(registration: "Registration") -> bool:
    waiting = type(registration).objects.waiting_for(registration.run)
    first = waiting.first()
    return first is not None and first.pk != registration.pk


# Changes and what follows ---------------------------------------------------------


def hold_the_seat(registration: "Registration") -> None:
    days = registration.run.days_to_accept
    registration.offer_expires_at = timezone.now() + timedelta(days=days)
    registration.queued_at = None


def join_the_queue(registration: "Registration") -> None:
    registration.queued_at = timezone.now()
    registration.offer_expires_at = None


def leave_queue_and_seat(registration: "Registration") -> None:
    registration.queued_at = None
    registration.offer_expires_at = None


def take_the_seat(registration: "Registration") -> None:
    registration.offer_expires_at = None


def offer_the_freed_seat(registration: "Registration") -> None:
    """The next in the list gets the seat, once: the run is still locked."""
    run = registration.run
    if run.is_cancelled or run.enrolment != CourseRun.Enrolment.FIRST_COME:
        return
    next_one = type(registration).objects.waiting_for(run).first()
    if next_one is not None and seats_of(run).free > 0:
        perform(next_one, "offer", by=SYSTEM)


def seat_or_queue(registration: "Registration") -> None:
    """First come: a complete beginner gets a seat or a place in the list at once."""
    run = registration.run
    if run.enrolment == CourseRun.Enrolment.FIRST_COME and registration.skips_placement:
        _seat_or_queue_now(registration)
    else:
        enqueue(registration, "received")


def seat_or_queue_when_placed(registration: "Registration") -> None:
    """The level is known now; where seats are given in order, it is their turn."""
    if registration.run.enrolment == CourseRun.Enrolment.FIRST_COME:
        _seat_or_queue_now(registration)


def _seat_or_queue_now(registration: "Registration") -> None:
    full = seats_under_lock(registration).is_full
    move_on(registration, "waitlist" if full else "offer", by=SYSTEM)


# The table ------------------------------------------------------------------------

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
            then=seat_or_queue_when_placed,
        ),
        Step(
            "offer",
            _("Offer a seat"),
            BEFORE_A_SEAT,
            "offered",
            SYSTEM_OR_STAFF,
            message="offered",
            guard=a_seat_is_left,
            change=hold_the_seat,
        ),
        Step(
            "accept",
            _("Confirm the seat"),
            frozenset({"offered"}),
            "confirmed",
            APPLICANT_OR_STAFF,
            message="confirmed",
            applicant_label=_("Accept the seat"),
            guard=the_seat_may_be_taken,
            change=take_the_seat,
        ),
        Step(
            "waitlist",
            _("Put on the waiting list"),
            frozenset({"received", "eligible"}),
            "waitlisted",
            SYSTEM_OR_STAFF,
            message="waitlisted",
            guard=the_waiting_list_has_room,
            change=join_the_queue,
        ),
        Step(
            "rejoin",
            _("Back to the waiting list"),
            frozenset({"lapsed"}),
            "waitlisted",
            APPLICANT_OR_STAFF,
            message="waitlisted",
            applicant_label=_("Join the waiting list again"),
            guard=the_waiting_list_has_room,
            change=join_the_queue,
            then=offer_the_freed_seat,
        ),
        Step(
            "lapse",
            _("Let the offer expire"),
            frozenset({"offered"}),
            "lapsed",
            frozenset({Role.SYSTEM}),
            message="lapsed",
            change=leave_queue_and_seat,
            then=offer_the_freed_seat,
        ),
        Step(
            "redirect",
            _("Redirect elsewhere"),
            frozenset({"received"}),
            "redirected",
            STAFF,
            message="redirected",
            needs_reason=True,
            change=leave_queue_and_seat,
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
            change=leave_queue_and_seat,
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
            change=leave_queue_and_seat,
            then=offer_the_freed_seat,
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
            change=leave_queue_and_seat,
            warning=True,
        ),
    ],
    lock=lock_run,
    admit=the_run_takes_registrations,
    after_submit=seat_or_queue,
    may_return=there_is_room_to_return,
)
