"""What pages of courses show about registration; `events` knows nothing of it."""

from django import template
from django.utils.translation import get_language

from events.models import CourseRun
from forms_app.registrations import seats
from forms_app.registrations.pages import RegistrationFormPage
from home.fallback import nearest_first

register = template.Library()


@register.simple_tag
def seats_of_runs(runs) -> dict[int, seats.Seats]:
    """Seats of all these runs in one query, by the run's primary key."""
    return seats.seats_of_runs(runs)


@register.simple_tag
def seats_of_run(run: CourseRun) -> seats.Seats:
    return seats.seats_of(run)


@register.simple_tag(takes_context=True)
def registration_url(context, run: CourseRun) -> str:
    """Where people register, in the next best language; empty without a form."""
    forms = RegistrationFormPage.objects.live()
    form_page = nearest_first(forms, get_language()).first()
    if form_page is None:
        return ""
    return form_page.address_of(run, context["request"])
