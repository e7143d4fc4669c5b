"""What a reader can do about a course run now."""

from django import template
from django.utils import timezone

from events.models import CourseRun

register = template.Library()


@register.simple_tag
def registration_state(run: CourseRun, seats) -> str:
    """One word for the button and its sentence.

    `seats` has `is_full` and `waiting_free`. The answers: cancelled, not_yet,
    closed, open, waiting_list, full.
    """
    now = timezone.now()
    if run.is_cancelled:
        return "cancelled"
    if now < run.registration_opens_at:
        return "not_yet"
    if now >= run.registration_closes_at:
        return "closed"
    if not seats.is_full:
        return "open"
    return "waiting_list" if seats.waiting_free > 0 else "full"
