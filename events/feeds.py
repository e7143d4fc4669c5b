"""What the calendar of a reader gets, in the reader's language."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from events.agenda import dates_for, entries_of_dates, runs_for
from events.calendar_items import ItemWriter
from events.filters import Filters
from events.models.pages import CoursePage
from home.calendar_files import Entry

# Programs forget what a feed leaves out: keep what was until recently.
KEPT_FOR = timedelta(days=60)
MOST_DATES, MOST_RUNS = 1000, 100


def feed_items(
    filters: Filters,
    now: datetime,
    courses: dict[int, CoursePage],
    request: HttpRequest,
) -> list[Entry]:
    """Dates and lessons that fit the filters, from two months ago on."""
    since = now - KEPT_FOR
    writer = ItemWriter(request)
    items: list[Entry] = []
    if filters.wants_events:
        dates = dates_for(filters).coming(since)[:MOST_DATES]
        for entry in entries_of_dates(dates):
            items += writer.of_dates([entry.fact], entry.page)
    if filters.wants_courses and courses:
        runs = runs_for(filters, courses).upcoming(since)
        for run in runs.prefetch_related("lessons")[:MOST_RUNS]:
            items += writer.of_run(run, courses[run.course_id])
    return items
