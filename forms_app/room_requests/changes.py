"""What a step sets on the room request itself; nothing here writes to the database."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from home.clocks import around
from services.models import HouseRules

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def wait_for_an_answer(case: "RoomRequest") -> None:
    """Some days for the applicant, but not longer than the room is held."""
    case.expires_at = min([_answer_by(case), *filter(None, [_last_date(case)])])


def wait_for_a_decision(case: "RoomRequest") -> None:
    case.expires_at = _last_date(case)


def wait_for_consent(case: "RoomRequest") -> None:
    """Until the old or the new time has come, whichever is first."""
    slot, to = case.details.get("slot"), case.details.get("to")
    moments = [slot.starts_at, to[0]] if slot and to else []
    case.expires_at = min([_answer_by(case), *moments])


def wait_for_nothing(case: "RoomRequest") -> None:
    case.expires_at = None


def accept_the_rules(case: "RoomRequest") -> None:
    case.rules = HouseRules.objects.in_force(case.room.place, timezone.localdate())
    case.rules_accepted_at = timezone.now()
    case.expires_at = None


def _answer_by(case: "RoomRequest") -> datetime:
    """The end of a day: nobody keeps in mind that it was at 10:37."""
    day = timezone.localdate() + timedelta(days=case.room.days_to_accept)
    return around(day, time(23, 59))


def _last_date(case: "RoomRequest") -> datetime | None:
    """When the last of the dates begins that the case keeps after this step."""
    dropped = [slot.pk for slot in case.details.get("slots", ())]
    last = case.slots.holding().exclude(pk__in=dropped).last()
    return last.starts_at if last else None
