"""Calendar files (RFC 5545) of room requests: made, moved and cancelled dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from forms_app.room_requests.slots import RoomSlot

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest

CANCELLING = {"cancelled", "called_off"}
WITH_DATES = {"confirmed", "moved"}
# Dates that were never in anybody's calendar.
NEVER_GIVEN = {RoomSlot.State.MISSED, RoomSlot.State.PROPOSED}


@dataclass(frozen=True)
class Entry:
    """One date as a calendar shall have it after reading the file."""

    slot: RoomSlot
    starts_at: datetime
    ends_at: datetime
    sequence: int
    is_cancelled: bool


def request_calendar(case: "RoomRequest", title: str) -> bytes:
    """All dates as they are now; those that were given up as cancelled."""
    slots = [each for each in case.all_slots if each.state not in NEVER_GIVEN]
    return _calendar(
        [_entry(each, each.state != RoomSlot.State.HELD) for each in slots],
        title,
        "PUBLISH",
    )


def attached_calendar(case: "RoomRequest", message_name: str, title: str) -> list[dict]:
    """The file for a message. It is written before the slots follow the step."""
    entries, method = _entries(case, message_name)
    if not entries:
        return []
    return [
        {
            "name": f"room-{case.reference}.ics",
            "content_type": "text/calendar",
            "text": _calendar(entries, title, method).decode(),
        }
    ]


def _entries(case: "RoomRequest", message_name: str) -> tuple[list[Entry], str]:
    if message_name in CANCELLING:
        coming = case.slots.filter(state=RoomSlot.State.HELD).to_come()
        return [_entry(each, True) for each in coming], "CANCEL"
    if message_name == "dates_called_off":
        return [_entry(each, True) for each in case.details.get("slots", ())], "CANCEL"
    if message_name in WITH_DATES:
        held, proposed = case.held_slots, case.proposed_slot
        return [_moved(each, proposed) for each in held], "PUBLISH"
    return [], ""


def _entry(slot: RoomSlot, is_cancelled: bool) -> Entry:
    sequence = slot.sequence + is_cancelled
    return Entry(slot, slot.starts_at, slot.ends_at, sequence, is_cancelled)


def _moved(slot: RoomSlot, proposed: RoomSlot | None) -> Entry:
    if proposed is None or proposed.replaces_id != slot.pk:
        return _entry(slot, False)
    sequence = slot.sequence + 1
    return Entry(slot, proposed.starts_at, proposed.ends_at, sequence, False)


def _calendar(entries: Iterable[Entry], title: str, method: str) -> bytes:
    """Times carry Europe/Prague with its rules: 18:00 stays 18:00."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//rooms//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_component(entry, title))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _component(entry: Entry, title: str) -> Event:
    host = urlsplit(settings.SITE_URL).hostname
    component = Event()
    component.add("uid", f"room-slot-{entry.slot.pk}@{host}")
    component.add("sequence", entry.sequence)
    component.add("summary", title)
    component.add("dtstamp", timezone.now())
    component.add("dtstart", timezone.localtime(entry.starts_at))
    component.add("dtend", timezone.localtime(entry.ends_at))
    place = entry.slot.room.place.on(timezone.localdate(entry.starts_at))
    component.add("location", ", ".join(place.address_lines))
    component.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return component
