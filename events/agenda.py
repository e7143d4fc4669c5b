"""Dates of events and beginnings of courses on one list, as a reader filters it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from events.filters import Filters
from events.models.courses import CourseRun
from events.models.event_dates import EventDate
from events.models.events import Event
from events.models.pages import CoursePage, EventPage
from home.clocks import midnight
from home.fallback import best_versions
from home.keys_field import delimited
from home.languages import Language, language, readable_languages
from services.models import Place
from services.periods import Period

PER_PAGE = 20
PER_YEAR_PAGE = 50
# No month of the centre is that full; what an editor mistypes could be.
MOST_IN_A_MONTH = 300


@dataclass(frozen=True)
class Entry:
    """A date of an event or a run of a course, with the page that tells about it."""

    fact: EventDate | CourseRun
    page: EventPage | CoursePage

    @property
    def is_course(self) -> bool:
        return isinstance(self.fact, CourseRun)

    @property
    def is_cancelled(self) -> bool:
        return self.fact.is_cancelled if self.is_course else self.fact.is_off

    @property
    def begins_at(self) -> datetime:
        return midnight(self.fact.starts_on) if self.is_course else self.fact.starts_at

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.begins_at)

    @property
    def place(self) -> Place:
        return self.fact.where

    @property
    def other_language(self) -> Language | None:
        """The language of the title, where it is not the reader's."""
        code = self.page.locale.language_code
        return None if code == get_language() else language(code)


@dataclass(frozen=True)
class Agenda:
    entries: list[Entry]
    has_more: bool


def agenda(filters: Filters, now: datetime, courses: dict[int, CoursePage]) -> Agenda:
    """One page of what is still to come, or of what comes from a day on.

    `courses` are the pages to lead to, by the key of their course.
    """
    begin = midnight(filters.since) if filters.since else now
    offset = ((filters.page or 1) - 1) * PER_PAGE
    dates = dates_for(filters).coming(begin) if filters.wants_events else ()
    runs = _runs_from(timezone.localdate(begin), filters, courses)
    most = offset + PER_PAGE + 1
    entries = _entries(dates[:most], runs[:most], courses)[offset:most]
    return Agenda(entries[:PER_PAGE], has_more=len(entries) > PER_PAGE)


def month_of_entries(
    filters: Filters, month: Period, courses: dict[int, CoursePage]
) -> dict[date, list[Entry]]:
    """What begins on each day of the month; what began before stands on its first."""
    first, last = month.first_day, month.last_day
    dates = dates_for(filters).between(first, last) if filters.wants_events else ()
    runs = _runs_from(first, filters, courses, last)
    found: dict[date, list[Entry]] = defaultdict(list)
    for entry in _entries(dates[:MOST_IN_A_MONTH], runs[:MOST_IN_A_MONTH], courses):
        found[max(entry.first_day, first)].append(entry)
    return dict(found)


def entries_of_year(year: int, now: datetime, page: int) -> Agenda:
    """Dates of a year that are over, the last one first."""
    offset = (page - 1) * PER_YEAR_PAGE
    dates = _dates_to_read().over(now).filter(starts_at__year=year)
    found = list(dates.with_facts()[offset : offset + PER_YEAR_PAGE + 1])
    return Agenda(
        entries_of_dates(found[:PER_YEAR_PAGE]), has_more=len(found) > PER_YEAR_PAGE
    )


def years_in_archive(now: datetime) -> list[int]:
    """Years with dates that are over, the last one first."""
    days = _dates_to_read().over(now).order_by()
    return [each.year for each in days.datetimes("starts_at", "year", order="DESC")]


def entries_of_dates(dates: Iterable[EventDate]) -> list[Entry]:
    """In the order of the dates; without those that nobody can read about."""
    dates = list(dates)
    pages = pages_of_events({each.event_id for each in dates})
    return [
        Entry(each, pages[each.event_id]) for each in dates if each.event_id in pages
    ]


def pages_of_events(keys: set[int]) -> dict[int, EventPage]:
    pages = EventPage.objects.select_related(None).filter(event_id__in=keys)
    return best_versions(pages, "event_id")


def pages_of_courses() -> dict[int, CoursePage]:
    return best_versions(CoursePage.objects.select_related("course"), "course_id")


# What the filters mean


def dates_for(filters: Filters):
    """Dates of all times that fit; sliced or bounded by whoever asks."""
    dates = _dates_to_read().with_facts()
    if filters.event_kind:
        dates = dates.filter(event__kind=filters.event_kind)
    if filters.audience:
        dates = dates.filter(event__audience__in=_welcomes(filters.audience))
    if filters.language:
        dates = dates.filter(event__languages__contains=delimited(filters.language))
    if filters.place:
        own = _at("place", filters.place)
        dates = dates.filter(own | Q(place=None) & _at("event__place", filters.place))
    return dates


def runs_for(filters: Filters, courses: Iterable[int]):
    """Runs of these courses that fit, of all times."""
    runs = CourseRun.objects.with_facts().filter(course__in=courses)
    if filters.audience:
        runs = runs.filter(course__audience=filters.audience)
    if filters.language:
        spoken = [
            value
            for value, _label in CourseRun._meta.get_field("teaching_language").choices
            if filters.language in value.split("-")
        ]
        runs = runs.filter(teaching_language__in=spoken)
    if filters.place:
        runs = runs.filter(_at("place", filters.place))
    return runs.order_by("starts_on", "pk")


def _dates_to_read():
    return EventDate.objects.with_page_in(readable_languages(get_language()))


def _runs_from(
    first: date,
    filters: Filters,
    courses: dict[int, CoursePage],
    last: date = date.max,
):
    """Runs that begin on some of these days."""
    if not filters.wants_courses or not courses:
        return ()
    return runs_for(filters, courses).filter(starts_on__range=(first, last))


def _at(field: str, place: int) -> Q:
    """At this place, or at one that moved here."""
    return Q(
        (field, place),
        (f"{field}__successor", place),
        (f"{field}__successor__successor", place),
        _connector=Q.OR,
    )


def _welcomes(audience: str) -> set[str]:
    """Who is invited where this audience looks: everyone is welcome for everyone."""
    welcome = {audience, Event.Audience.EVERYONE}
    if audience == Event.Audience.CHILDREN:
        welcome.add(Event.Audience.FAMILIES)
    return welcome


def _entries(dates, runs, courses: dict[int, CoursePage]) -> list[Entry]:
    of_runs = [Entry(run, courses[run.course_id]) for run in runs]
    return sorted(
        [*entries_of_dates(dates), *of_runs], key=lambda entry: entry.begins_at
    )
