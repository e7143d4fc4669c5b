"""What people told for a step, put on the case and checked while the room is locked.

Nothing here writes to the database. `case.details` lasts as long as the step does:
changes, messages and consequences read it.
"""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.states import StepRefused
from forms_app.room_requests.availability import (
    VERDICT_WORDS,
    Verdict,
    judge_anew,
    slots_around,
)

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def take_answer(case: "RoomRequest", details: dict) -> None:
    case.answer = details["answer"]


def take_ground(case: "RoomRequest", details: dict) -> None:
    case.ground = details["ground"]


def take_dates(case: "RoomRequest", details: dict) -> None:
    """Some of the dates. To give up all of them is another step."""
    dropped = {slot.pk for slot in details["slots"]}
    held = set(case.slots.holding().to_come().values_list("pk", flat=True))
    if not dropped or not dropped <= held:
        raise StepRefused(_("Choose dates that still hold the room."))
    if dropped == held:
        raise StepRefused(
            _("These are all dates. Refuse the request or call it off instead.")
        )
    case.details = details


def take_other_time(case: "RoomRequest", details: dict) -> None:
    """A date may overlap its own old time: only one of them stays."""
    slot, (begin, end) = details["slot"], details["to"]
    if slot.case_id != case.pk or not slot.holds_the_room:
        raise StepRefused(_("Choose dates that still hold the room."))
    if begin <= timezone.now():
        raise StepRefused(VERDICT_WORDS[Verdict.TOO_SOON])
    slots = slots_around(case.room, begin.date(), end.date())
    verdict = judge_anew(case.room, begin, end, slots, ignoring=slot)
    if verdict != Verdict.FREE:
        raise StepRefused(VERDICT_WORDS[verdict])
    case.details = details
