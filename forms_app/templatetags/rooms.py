"""What pages of rooms show about their free times; `services` knows no requests."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from forms_app.room_requests.free_times import RoomDay, room_days
from forms_app.room_requests.models import RoomRequest
from forms_app.room_requests.pages import RoomRequestFormPage
from forms_app.room_requests.reading import rules_url
from home.fallback import nearest_first
from services.models import Room
from services.periods import Period

register = template.Library()


@register.simple_tag
def free_times(room: Room, period: Period) -> dict[date, RoomDay]:
    """Each day of the weeks that the period touches, by its date."""
    days = [day for week in period.weeks for day in week.days]
    return room_days(room, days)


@register.simple_tag
def this_day() -> date:
    return timezone.localdate()


@register.simple_tag
def house_rules_url(case: RoomRequest) -> str:
    """The wording of the rules that count for this case, in the reader's language."""
    return rules_url(case, get_language())


@register.simple_tag(takes_context=True)
def room_request_url(context, room: Room) -> str:
    """Where people ask for this room, in the next best language; empty without."""
    forms = RoomRequestFormPage.objects.live()
    form_page = nearest_first(forms, get_language()).first()
    if form_page is None or not room.is_active:
        return ""
    return form_page.address_of(room, context["request"])
