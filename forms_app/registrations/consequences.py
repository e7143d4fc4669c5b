"""What follows a step in the same transaction: a seat is given, here or to the next."""

from typing import TYPE_CHECKING

from events.models import CourseRun
from forms_app.engine.actors import SYSTEM
from forms_app.engine.transitions import move_on, perform
from forms_app.registrations.guards import seats_under_lock
from forms_app.registrations.seats import seats_of

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration


def offer_the_freed_seat(registration: "Registration") -> None:
    """The next in the list gets the seat, once: the run is still locked."""
    run = registration.run
    if not seats_follow_the_line(run):
        return
    next_one = type(registration).objects.waiting_for(run).first()
    if next_one is not None and seats_of(run).free > 0:
        perform(next_one, "offer", by=SYSTEM)


def seats_follow_the_line(run: CourseRun) -> bool:
    """Whether a seat goes to whoever waits longest, by itself."""
    if run.is_cancelled or run.is_over:
        return False
    return run.enrolment == CourseRun.Enrolment.FIRST_COME


def seat_at_once(registration: "Registration") -> str:
    """Whoever joins a list in which nobody waits is offered a seat that is free."""
    now = seats_under_lock(registration)
    waits_alone = seats_follow_the_line(registration.run) and not now.waiting
    return "offer" if waits_alone and now.free else ""


def seat_or_queue(registration: "Registration") -> str:
    """The step whose turn it is where seats are given first come, or ""."""
    if registration.run.enrolment != CourseRun.Enrolment.FIRST_COME:
        return ""
    return "waitlist" if seats_under_lock(registration).is_full else "offer"


def seat_or_queue_at_once(registration: "Registration") -> str:
    """A complete beginner needs nobody who finds out the level first."""
    return seat_or_queue(registration) if registration.skips_placement else ""


def seat_or_queue_when_placed(registration: "Registration") -> None:
    """The level is known now."""
    if step := seat_or_queue(registration):
        move_on(registration, step, by=SYSTEM)
