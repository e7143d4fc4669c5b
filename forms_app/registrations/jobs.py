"""Registrations that move by the clock: offers expire, free seats go to the next."""

from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.due_steps import take_due_step
from forms_app.registrations.models import Registration
from forms_app.registrations.seats import WAITING_STATE, seats_of


def lapse_expired_offers() -> int:
    """Give back seats that nobody accepted in time; the next in the list gets each."""
    expired = Registration.objects.with_expired_offers(timezone.now())
    due = expired.order_by("offer_expires_at", "pk")
    return sum(take_due_step(registration, "lapse") for registration in due)


def offer_free_seats() -> int:
    """Seats that became free without a step, because the capacity was raised."""
    waited_for = CourseRun.objects.filter(
        registrations__state=WAITING_STATE,
        enrolment=CourseRun.Enrolment.FIRST_COME,
        is_cancelled=False,
        ends_on__gte=timezone.localdate(),
    ).distinct()
    return sum(
        take_due_step(registration, "offer")
        for run in waited_for
        for registration in Registration.objects.waiting_for(run)[: seats_of(run).free]
    )
