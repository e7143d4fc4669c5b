"""The interview and the introductory course as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from forms_app.volunteers.models import VolunteerApplication


def appointments_calendar(application: VolunteerApplication, language: str) -> bytes:
    """What is booked, in the words of this language; empty where nothing is.

    Entries have a beginning only: nobody is told how long an interview takes. An
    identifier stays the same, so that a calendar moves an entry that it knows.
    """
    appointments = _appointments(application, language)
    if not appointments:
        return b""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//volunteers//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name, title, moment, where in appointments:
        entry = _entry(title, moment, where)
        host = urlsplit(settings.SITE_URL).hostname
        entry.add("uid", f"volunteer-{name}-{application.pk}@{host}")
        entry.add("sequence", application.version)
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _appointments(application: VolunteerApplication, language: str):
    with translation.override(language):
        interview = gettext("Interview: volunteering")
        course = gettext("Introductory course for volunteers")
    booked = [
        ("interview", interview, application.interview_at, application.interview_where),
        ("course", course, application.course_at, application.course_where),
    ]
    return [appointment for appointment in booked if appointment[2]]


def _entry(title: str, moment: datetime, where: str) -> Event:
    entry = Event()
    entry.add("summary", title)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(moment))
    entry.add("location", where)
    return entry
