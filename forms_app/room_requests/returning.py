"""An undone step: its dates go back, where the room still has time for them."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from forms_app.engine.states import StepRefused
from forms_app.room_requests.slots import RoomSlot

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def put_dates_back(case: "RoomRequest", version: int) -> None:
    """Each date as it was before the steps from this version on.

    Raises StepRefused where another case has the room by now.
    """
    now = {slot.pk: slot for slot in case.slots.all()}
    before = dict(_before(case, version))
    for pk in now.keys() & before.keys():
        if before[pk] is None:
            now[pk].written_by_step_of(case).delete()
    returning = [slot for slot in before.values() if slot is not None]
    # A date that is made anew comes last: it points to one that it would replace.
    for slot in sorted(returning, key=lambda each: each.pk not in now):
        _refuse_if_taken(case, slot)
        slot.sequence = _next_sequence(slot, now.get(slot.pk))
        slot.written_by_step_of(case).save()


def _before(case: "RoomRequest", version: int) -> Iterator[tuple[int, RoomSlot | None]]:
    """The dates that these steps wrote, as they were; None for those that they made."""
    rows = RoomSlot.history.filter(case_id=case.pk).order_by("id", "history_id")
    for pk, written in groupby(rows, key=lambda row: row.id):
        rows_of_date = list(written)
        older = [row for row in rows_of_date if row.case_version < version]
        if len(older) < len(rows_of_date):
            yield pk, older[-1].instance if older else None


def _next_sequence(slot: RoomSlot, now: RoomSlot | None) -> int:
    """Somebody may have the moved time in their calendar already: a date that moves
    back is one more change.
    """
    if now is None or now.starts_at == slot.starts_at:
        return slot.sequence
    return now.sequence + 1


def _refuse_if_taken(case: "RoomRequest", slot: RoomSlot) -> None:
    others = RoomSlot.objects.filter(room=slot.room_id).holding().exclude(case=case)
    if slot.holds_the_room and (
        others.within(slot.blocked_from, slot.blocked_until).exists()
    ):
        raise StepRefused(_("Another request has the room at that time by now."))
