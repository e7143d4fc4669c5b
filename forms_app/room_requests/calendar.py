"""Calendar files of room requests: made, moved and cancelled dates."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from forms_app.room_requests.slots import RoomSlot
from home.calendar_files import Entry, Method, calendar_attachment, calendar_file

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest

CANCELLING = {"cancelled", "called_off"}
WITH_DATES = {"confirmed", "moved"}
# Dates that were never in anybody's calendar.
NEVER_GIVEN = {RoomSlot.State.MISSED, RoomSlot.State.PROPOSED}
# A mail with a file for each date of a long series would hide its words.
MOST_FILES = 10


def request_calendar(case: "RoomRequest", title: str, language: str) -> bytes:
    """All dates as they are now; those that were given up as cancelled."""
    slots = [each for each in case.all_slots if each.state not in NEVER_GIVEN]
    with translation.override(language):
        return calendar_file(
            _entry(each, title, is_cancelled=each.state != RoomSlot.State.HELD)
            for each in slots
        )


def attached_calendars(
    case: "RoomRequest", message_name: str, title: str, language: str
) -> list[dict]:
    """The files for a message. They are written before the slots follow the step."""
    with translation.override(language):
        if message_name in CANCELLING:
            coming = case.slots.filter(state=RoomSlot.State.HELD).to_come()
            return _cancelled(case, coming, title)
        if message_name == "dates_called_off":
            return _cancelled(case, case.details.get("slots", ()), title)
        if message_name == "room_moved" and case.state == "confirmed":
            return _attached(case, [_entry(each, title) for each in case.held_slots])
        if message_name in WITH_DATES:
            held, proposed = case.held_slots, case.proposed_slot
            return _attached(case, [_moved(each, proposed, title) for each in held])
    return []


def _cancelled(
    case: "RoomRequest", slots: Iterable[RoomSlot], title: str
) -> list[dict]:
    """A file a date, as programs want it; where they are many, one to import."""
    entries = [_entry(each, title, is_cancelled=True) for each in slots]
    if len(entries) > MOST_FILES:
        return _attached(case, entries)
    return [
        calendar_attachment(
            calendar_file([entry], method=Method.CANCEL),
            f"room-{case.reference}-{number}",
            Method.CANCEL,
        )
        for number, entry in enumerate(entries, start=1)
    ]


def _attached(case: "RoomRequest", entries: list[Entry]) -> list[dict]:
    if not entries:
        return []
    return [calendar_attachment(calendar_file(entries), f"room-{case.reference}")]


def _entry(
    slot: RoomSlot,
    title: str,
    is_cancelled: bool = False,
    moved_to: tuple[datetime, datetime] | None = None,
) -> Entry:
    starts_at, ends_at = moved_to or (slot.starts_at, slot.ends_at)
    is_changed = is_cancelled or moved_to is not None
    place = slot.room.place.on(timezone.localdate(starts_at))
    return Entry(
        key=f"room-slot-{slot.pk}",
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        sequence=slot.sequence + is_changed,
        location=", ".join(place.address_lines),
        is_cancelled=is_cancelled,
    )


def _moved(slot: RoomSlot, proposed: RoomSlot | None, title: str) -> Entry:
    if proposed is None or proposed.replaces_id != slot.pk:
        return _entry(slot, title)
    return _entry(slot, title, moved_to=(proposed.starts_at, proposed.ends_at))
