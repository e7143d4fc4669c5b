"""What a step sets on the registration itself; nothing here writes to the database."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from forms_app.registrations.models import Registration


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
