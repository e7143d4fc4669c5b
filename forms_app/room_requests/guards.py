"""What has to be true before a step of a room request, while the room is locked."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forms_app.engine.actors import Actor
from forms_app.engine.states import Role, StepRefused
from forms_app.room_requests.availability import plan
from forms_app.room_requests.slots import RoomSlot
from services.models import Room

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def lock_room(case: "RoomRequest") -> None:
    """Time belongs to the room: whoever takes or gives some holds the room's row."""
    case.room = Room.objects.select_for_update().get(pk=case.room_id)


def the_room_is_lent(case: "RoomRequest") -> None:
    if not case.room.is_active:
        raise StepRefused(_("This room takes no requests at the moment."))


def the_room_takes_the_request(case: "RoomRequest") -> None:
    """Also notes on the new case until when it waits for a decision."""
    the_room_is_lent(case)
    if case.head_count > case.room.capacity:
        raise StepRefused(too_many_people(case.room))
    dates = plan(case.room, case.wish)
    free = [each for each in dates if each.is_free]
    if not free:
        raise StepRefused(dates[0].words)
    case.expires_at = free[-1].starts_at


def too_many_people(room: Room) -> str:
    return ngettext(
        "This room is for %(capacity)d person at most.",
        "This room is for %(capacity)d people at most.",
        room.capacity,
    ) % {"capacity": room.capacity}


def dates_to_come(case: "RoomRequest") -> list[RoomSlot]:
    """Those that hold the room. Of all dates at once: a plan has read them before."""
    now = timezone.now()
    return [
        slot
        for slot in case.slots.all()
        if slot.holds_the_room and slot.starts_at > now
    ]


def a_date_is_to_come(case: "RoomRequest", by: Actor, reason: str) -> None:
    if not dates_to_come(case):
        raise StepRefused(_("All dates of this request are over."))


def it_is_in_time(case: "RoomRequest", by: Actor, reason: str) -> None:
    """Staff may still note what somebody told them after the deadline."""
    late = case.expires_at is not None and case.expires_at <= timezone.now()
    if by.role == Role.APPLICANT and late:
        raise StepRefused(_("The time to answer is over. Please call us."))


def it_is_before_the_cut_off(case: "RoomRequest", by: Actor, reason: str) -> None:
    coming = dates_to_come(case)
    hours = case.room.cancel_hours
    too_late = not coming or (
        coming[0].starts_at - timezone.now() < timedelta(hours=hours)
    )
    if by.role == Role.APPLICANT and too_late:
        raise StepRefused(
            ngettext(
                "You can cancel until %(hours)d hour before. Now please call us.",
                "You can cancel until %(hours)d hours before. Now please call us.",
                hours,
            )
            % {"hours": hours}
        )


def the_dates_are_over(case: "RoomRequest", by: Actor, reason: str) -> None:
    if dates_to_come(case):
        raise StepRefused(_("Not all dates are over yet."))
