"""Calendar files (RFC 5545): one run for a message, or a feed to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, vDuration
from icalendar import Event as CalendarEvent

if TYPE_CHECKING:
    from events.models import CourseRun, EventDate, Lesson

ASK_AGAIN_AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class CalendarItem:
    """One date with the words that the reader's calendar shows."""

    date: EventDate | Lesson
    title: str
    place_title: str = ""
    description: str = ""
    url: str = ""

    @property
    def uid(self) -> str:
        kind = "lesson" if hasattr(self.date, "run") else "event-date"
        return f"{kind}-{self.date.pk}@{urlsplit(settings.SITE_URL).hostname}"

    @property
    def location(self) -> str:
        return ", ".join(
            filter(None, [self.place_title, *self.date.where.address_lines])
        )


def run_calendar(run: CourseRun, title: str) -> bytes:
    """All lessons of a run as one calendar file."""
    return calendar_of(CalendarItem(lesson, title) for lesson in lessons_of(run))


def lessons_of(run: CourseRun) -> list[Lesson]:
    """The lessons, each knowing the run that is at hand."""
    lessons = list(run.lessons.all())
    for lesson in lessons:
        lesson.run = run
    return lessons


def calendar_of(items: Iterable[CalendarItem], name: str = "") -> bytes:
    """A file that says what is, what moved and what is cancelled.

    Times carry Europe/Prague with its rules, so that 18:00 stays 18:00 when the
    clocks change. An identifier stays the same for ever: a calendar that reads the
    file again moves or cancels the entry instead of doubling it.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//courses//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        # The standard's names and those that older programs know.
        for key in ("NAME", "X-WR-CALNAME"):
            calendar.add(key, name)
        calendar.add("X-WR-TIMEZONE", settings.TIME_ZONE)
        calendar.add("REFRESH-INTERVAL", ASK_AGAIN_AFTER, {"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(ASK_AGAIN_AFTER))
    for item in items:
        calendar.add_component(_entry(item))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(item: CalendarItem) -> CalendarEvent:
    date = item.date
    entry = CalendarEvent()
    entry.add("uid", item.uid)
    entry.add("sequence", date.all_changes)
    entry.add("summary", item.title)
    entry.add("dtstamp", timezone.now())
    entry.add("last-modified", date.last_changed_at)
    entry.add("dtstart", timezone.localtime(date.starts_at))
    entry.add("dtend", timezone.localtime(date.ends_at))
    entry.add("location", item.location)
    entry.add("status", "CANCELLED" if date.is_off else "CONFIRMED")
    if item.description:
        entry.add("description", item.description)
    if item.url:
        entry.add("url", item.url)
    return entry


def calendar_response(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
