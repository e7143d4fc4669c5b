"""What is on next at one place, with its pages in the same queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale

from events.agenda import Entry, dates_for, runs_for
from events.filters import Filters
from events.models.pages import CoursePage, EventPage
from home.languages import nearest_languages, readable_languages

MOST = 5


def next_at(place: int, now: datetime) -> list[Entry]:
    """A few dates and runs that are still to come here, the next one first."""
    filters = Filters(place=place)
    dates = dates_for(filters).coming(now)
    courses = CoursePage.objects.select_related(None).values("course")
    runs = runs_for(filters, courses).filter(starts_on__gte=timezone.localdate(now))
    entries = [
        *_entries(_with_pages(dates, "event__pages"), EventPage),
        *_entries(_with_pages(runs, "course__pages"), CoursePage),
    ]
    return sorted(entries, key=lambda entry: entry.begins_at)[:MOST]


def _with_pages(facts: QuerySet, pages: str) -> QuerySet:
    """Each fact once for each language that the reader can be shown."""
    codes = readable_languages(get_language())
    readable = {
        f"{pages}__live": True,
        f"{pages}__locale__language_code__in": codes,
    }
    return facts.filter(**readable).annotate(
        page_key=F(f"{pages}__pk"),
        page_title=F(f"{pages}__title"),
        page_path=F(f"{pages}__url_path"),
        page_language=F(f"{pages}__locale__language_code"),
    )[: MOST * len(codes)]


def _entries(rows: Iterable, kind: type[CoursePage | EventPage]) -> list[Entry]:
    """One entry for each fact, with its page in the best language."""
    codes = nearest_languages(get_language())
    best: dict = {}
    for row in sorted(rows, key=lambda row: codes.index(row.page_language)):
        best.setdefault(row.pk, row)
    return [Entry(row, _page_of(row, kind)) for row in best.values()]


def _page_of(row, kind: type[CoursePage | EventPage]) -> CoursePage | EventPage:
    """As much of the page as a link to it needs."""
    return kind(
        pk=row.page_key,
        title=row.page_title,
        url_path=row.page_path,
        locale=Locale(language_code=row.page_language),
    )
