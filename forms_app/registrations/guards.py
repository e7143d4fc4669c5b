"""What has to be true before a step of a registration, while the run is locked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import CourseRun
from forms_app.engine.actors import Actor
from forms_app.engine.states import Role, StepRefused
from forms_app.registrations.seats import SEATED_STATES, WAITING_STATE, Seats, seats_of

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration

# No primary key.
UNASKED = 0


def lock_run(registration: "Registration") -> None:
    """Seats belong to the run: whoever changes one holds the run's row."""
    registration.run = CourseRun.objects.select_for_update().get(pk=registration.run_id)


@dataclass
class RunNow:
    """What guards know of a run: under its lock, or in a plan after the steps so far.

    `first_in_line` is whoever waits longest; UNASKED until a guard wants to know.
    """

    seats: Seats
    first_in_line: int | None = UNASKED


def run_under_lock(registration: "Registration") -> RunNow:
    """Counted once for each lock: until a step is taken, nobody can change it."""
    run = registration.run
    if not hasattr(run, "now"):
        run.now = RunNow(seats_of(run))
    return run.now


def seats_under_lock(registration: "Registration") -> Seats:
    return run_under_lock(registration).seats


def the_run_takes_registrations(registration: "Registration") -> None:
    the_run_is_open(registration)
    a_place_is_left(seats_under_lock(registration))


def the_run_is_open(registration: "Registration") -> None:
    if not registration.intake.is_open:
        raise StepRefused(_("Registration is closed at the moment."))
    _the_course_takes_place(registration)
    if not registration.run.registration_is_open_at(timezone.now()):
        raise StepRefused(_("Registration for this course is not open now."))


def a_place_is_left(seats: Seats) -> None:
    if seats.takes_nobody:
        raise StepRefused(_("The course and its waiting list are full."))


def a_seat_is_left(registration: "Registration", by: Actor, reason: str) -> None:
    _the_course_takes_place(registration)
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
    _the_course_takes_place(registration)
    if seats_under_lock(registration).waiting_free == 0:
        raise StepRefused(_("The waiting list is full."))


def the_list_may_be_joined_again(
    registration: "Registration", by: Actor, reason: str
) -> None:
    """As for whoever comes anew, but as long as the course runs."""
    _the_course_takes_place(registration)
    if registration.run.is_over:
        raise StepRefused(_("Registration for this course is not open now."))
    a_place_is_left(seats_under_lock(registration))


def the_seat_may_be_taken(registration: "Registration", by: Actor, reason: str) -> None:
    """Staff confirm once a deposit has come, and may do so after the deadline."""
    _the_course_takes_place(registration)
    if by.role != Role.APPLICANT:
        return
    if registration.run.deposit:
        raise StepRefused(_("We confirm your seat as soon as your deposit has come."))
    expires = registration.offer_expires_at
    if expires is not None and expires <= timezone.now():
        raise StepRefused(_("The time to accept this seat is over."))


def the_course_takes_place(
    registration: "Registration", by: Actor, reason: str
) -> None:
    """Nobody gets a level, a seat or a deadline in a course that was called off."""
    _the_course_takes_place(registration)


def the_course_was_cancelled(
    registration: "Registration", by: Actor, reason: str
) -> None:
    if not registration.run.is_cancelled:
        raise StepRefused(
            _(
                "This course takes place, and its page says so. Cancel the course run"
                " first: then everybody in it is told at once."
            )
        )


def there_is_room_to_return(registration: "Registration", state: str) -> None:
    """An undone step may want back a seat or a place that somebody else has now."""
    if registration.workflow.states[state].is_open:
        _the_course_takes_place(registration)
    seats = seats_of(registration.run)
    wants_seat = state in SEATED_STATES and registration.state not in SEATED_STATES
    if wants_seat and seats.free == 0:
        raise StepRefused(_("Somebody else has the seat already."))
    waits = state == WAITING_STATE and registration.state != WAITING_STATE
    if waits and seats.waiting_free == 0:
        raise StepRefused(_("The waiting list is full."))


def _the_course_takes_place(registration: "Registration") -> None:
    if registration.run.is_cancelled:
        raise StepRefused(_("This course was cancelled."))


def _somebody_waits_longer(registration: "Registration") -> bool:
    now = run_under_lock(registration)
    if now.first_in_line == UNASKED:
        waiting = type(registration).objects.waiting_for(registration.run)
        now.first_in_line = waiting.values_list("pk", flat=True).first()
    return now.first_in_line not in {None, registration.pk}
