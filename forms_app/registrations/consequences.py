"""What follows a step in the same transaction: a seat is given, here or to the next."""

from typing import TYPE_CHECKING

from events.models import CourseRun
from forms_app.engine.actors import SYSTEM
from forms_app.engine.outbox import enqueue
from forms_app.engine.transitions import move_on, perform
from forms_app.registrations.guards import seats_under_lock
from forms_app.registrations.seats import Seats, seats_of

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration


def offer_the_freed_seat(registration: "Registration") -> None:
    """The next in the list gets the seat, once: the run is still locked."""
    run = registration.run
    nobody_is_offered = run.is_cancelled or run.is_over
    if nobody_is_offered or run.enrolment != CourseRun.Enrolment.FIRST_COME:
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


def what_follows_placement(registration: "Registration") -> str:
    """As the seats are now; who really gets one is decided under the lock."""
    if registration.run.enrolment != CourseRun.Enrolment.FIRST_COME:
        return ""
    return _turn(seats_of(registration.run))


def _seat_or_queue_now(registration: "Registration") -> None:
    move_on(registration, _turn(seats_under_lock(registration)), by=SYSTEM)


def _turn(seats: Seats) -> str:
    return "waitlist" if seats.is_full else "offer"
