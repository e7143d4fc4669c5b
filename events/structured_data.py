"""Events and courses in the words of schema.org, for machines that read the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from services.structured_data import address, organization

if TYPE_CHECKING:
    from events.models import CoursePage, CourseRun, EventDate, EventPage
    from services.models import Place

SCHEMA = "https://schema.org/"


def event_facts(page: EventPage, dates: Iterable[EventDate], url: str) -> dict:
    """One Event for each date that is still to come."""
    return {"@graph": [_event(page, date, url) for date in dates]}


def course_facts(page: CoursePage, runs: Iterable[CourseRun], url: str) -> dict:
    """The Course with one CourseInstance for each run."""
    return {
        "@type": "Course",
        "name": page.title,
        "description": page.introduction,
        "url": url,
        "provider": organization(),
        "hasCourseInstance": [_instance(page, run, url) for run in runs],
    }


def _event(page: EventPage, date: EventDate, url: str) -> dict:
    event = page.event
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.introduction,
        "url": url,
        "startDate": timezone.localtime(date.starts_at).isoformat(),
        "endDate": timezone.localtime(date.ends_at).isoformat(),
        "eventStatus": SCHEMA + _status(date),
        "previousStartDate": date.moved_from
        and timezone.localtime(date.moved_from).isoformat(),
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": _place(date.where),
        "organizer": organization(),
        "isAccessibleForFree": event.is_free,
        "inLanguage": event.languages,
    }


def _status(date: EventDate) -> str:
    if date.is_off:
        return "EventCancelled"
    return "EventRescheduled" if date.moved_from else "EventScheduled"


def _instance(page: CoursePage, run: CourseRun, url: str) -> dict:
    return {
        "@type": "CourseInstance",
        "name": page.title,
        "url": url + page.reverse_subpage("run", args=[run.code]),
        "courseMode": "Onsite",
        "courseWorkload": f"PT{run.course.hours}H",
        "startDate": run.starts_on.isoformat(),
        "endDate": run.ends_on.isoformat(),
        "eventStatus": SCHEMA
        + ("EventCancelled" if run.is_cancelled else "EventScheduled"),
        "location": _place(run.where),
        "inLanguage": run.teaching_language.split("-"),
    }


def _place(place: Place) -> dict:
    return {"@type": "Place", "name": place.name, "address": address(place)}
