"""Lessons and dates of events as entries of calendar files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from home.calendar_files import Entry, calendar_file

if TYPE_CHECKING:
    from events.models import CourseRun, EventDate, Lesson


def entry_of(
    date: EventDate | Lesson,
    title: str,
    place_title: str = "",
    description: str = "",
    url: str = "",
) -> Entry:
    return Entry(
        key=date.calendar_key,
        title=title,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        sequence=date.all_changes,
        location=", ".join(filter(None, [place_title, *date.where.address_lines])),
        description=description,
        url=url,
        is_cancelled=date.is_off,
        changed_at=date.last_changed_at,
    )


def run_calendar(run: CourseRun, title: str, language: str) -> bytes:
    """All lessons of a run as one calendar file."""
    with translation.override(language):
        return calendar_file(entry_of(lesson, title) for lesson in lessons_of(run))


def lessons_of(run: CourseRun) -> list[Lesson]:
    """The lessons, each knowing the run that is at hand."""
    lessons = list(run.lessons.all())
    for lesson in lessons:
        lesson.run = run
    return lessons
