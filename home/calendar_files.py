"""The one writer of calendar files (RFC 5545, and 5546 where programs act on them).

Whatever reads such a file may believe nothing but the file: it brings the rules of our
clocks along, and an entry that moves or is cancelled keeps its identifier.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Component, vCalAddress, vDuration
from icalendar import Event as CalendarEvent

from home.calendar_zone import rules_of_our_clocks

ASK_AGAIN_AFTER = timedelta(hours=12)


class Method(StrEnum):
    """What a program shall do with the file."""

    PUBLISH = "PUBLISH"
    # Programs take such a file back only entry by entry: one identifier a file.
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One date in the words that the reader's calendar shows.

    `key` is ours alone and stays the same for ever: a calendar that reads the file
    again moves or cancels the entry instead of doubling it. The highest `sequence` is
    the truth. Without `ends_at` nobody is told how long it takes.
    """

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    sequence: int = 0
    location: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False
    changed_at: datetime | None = None

    @property
    def days_with_these_hours(self) -> int:
        """More than one for an exhibition: it is open from … to … on each day.

        What lasts over midnight has a beginning and an end, and is one stay.
        """
        if self.ends_at is None:
            return 1
        begins, ends = (
            timezone.localtime(self.starts_at),
            timezone.localtime(self.ends_at),
        )
        days = (ends.date() - begins.date()).days + 1
        return days if ends.time() > begins.time() else 1


def calendar_file(
    entries: Iterable[Entry], name: str = "", method: Method = Method.PUBLISH
) -> bytes:
    """Entries in the language that is active; `name` is that of a feed."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        _name_feed(calendar, name)
    components = [_component(entry) for entry in entries]
    if components:
        calendar.add_component(rules_of_our_clocks())
    for component in components:
        calendar.add_component(component)
    return calendar.to_ical()


def calendar_type(method: Method = Method.PUBLISH) -> str:
    """The media type; programs compare its method with that of the file."""
    return f"text/calendar; method={method}"


def calendar_attachment(content: bytes, name: str, method=Method.PUBLISH) -> dict:
    """A file for a message of the outbox."""
    return {
        "name": f"{name}.ics",
        "content_type": calendar_type(method),
        "text": content.decode(),
    }


def calendar_response(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{calendar_type()}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response


def _name_feed(calendar: Calendar, name: str) -> None:
    # The standard's names and those that older programs know.
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, name)
    calendar.add("X-WR-TIMEZONE", settings.TIME_ZONE)
    calendar.add("REFRESH-INTERVAL", ASK_AGAIN_AFTER, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN_AFTER))


def _component(entry: Entry) -> Component:
    component = CalendarEvent()
    component.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    component.add("sequence", entry.sequence)
    component.add("dtstamp", timezone.now())
    component.add("organizer", _organizer())
    component.add("summary", _title(entry))
    component.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    _add_times(component, entry)
    for name in ("location", "description", "url"):
        if value := getattr(entry, name):
            component.add(name, value)
    if entry.changed_at is not None:
        component.add("last-modified", entry.changed_at)
    return component


def _add_times(component: Component, entry: Entry) -> None:
    begins = timezone.localtime(entry.starts_at)
    component.add("dtstart", begins)
    if entry.ends_at is None:
        return
    ends, days = timezone.localtime(entry.ends_at), entry.days_with_these_hours
    if days > 1:
        ends = begins.replace(hour=ends.hour, minute=ends.minute)
        component.add("rrule", {"freq": "daily", "count": days})
        # Nobody is busy for weeks because there is an exhibition.
        component.add("transp", "TRANSPARENT")
    component.add("dtend", ends)


def _title(entry: Entry) -> str:
    """Many programs show no status: the title says it, too."""
    if entry.is_cancelled:
        return gettext("Cancelled: %(title)s") % {"title": entry.title}
    return entry.title


def _organizer() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["cn"] = name or settings.WAGTAIL_SITE_NAME
    return organizer
