"""The interview and the introductory course as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from home.calendar_files import Entry, calendar_file

if TYPE_CHECKING:
    from forms_app.volunteers.models import VolunteerApplication


def appointments_calendar(application: VolunteerApplication, language: str) -> bytes:
    """What is booked, in the words of this language; empty where nothing is.

    Entries have a beginning only: nobody is told how long an interview takes.
    """
    with translation.override(language):
        entries = _entries(application)
        return calendar_file(entries) if entries else b""


def _entries(application: VolunteerApplication) -> list[Entry]:
    interview = gettext("Interview: volunteering")
    course = gettext("Introductory course for volunteers")
    booked = [
        ("interview", interview, application.interview_at, application.interview_where),
        ("course", course, application.course_at, application.course_where),
    ]
    return [
        Entry(
            key=f"volunteer-{name}-{application.pk}",
            title=title,
            starts_at=moment,
            sequence=application.version,
            location=where,
        )
        for name, title, moment, where in booked
        if moment
    ]
