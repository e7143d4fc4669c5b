"""Dates and lessons in the words that a reader's calendar shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext

from events.calendar import entry_of, lessons_of
from home.calendar_files import Entry
from home.templatetags.display import day_and_time
from services.templatetags.places import pages_of_places

if TYPE_CHECKING:
    from events.models import CoursePage, CourseRun, EventDate, EventPage, Lesson


class ItemWriter:
    """Puts dates into the reader's words; asks for the pages of places once."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self.places = pages_of_places()

    def of_dates(self, dates: Iterable[EventDate], page: EventPage) -> Iterator[Entry]:
        url = self.request.build_absolute_uri(page.get_url(self.request))
        for date in dates:
            yield self._item(date, page, url)

    def of_run(self, run: CourseRun, page: CoursePage) -> Iterator[Entry]:
        url = self.request.build_absolute_uri(page.run_url(run, self.request))
        for lesson in lessons_of(run):
            yield self._item(lesson, page, url)

    def _item(self, date: EventDate | Lesson, page, url: str) -> Entry:
        place_page = self.places.get(date.where.pk)
        return entry_of(
            date,
            title=page.title,
            place_title=place_page.title if place_page else "",
            description="\n".join(filter(None, [_moved(date), page.introduction])),
            url=url,
        )


def _moved(date: EventDate | Lesson) -> str:
    if date.moved_from is None:
        return ""
    return gettext("Moved from %(time)s") % {"time": day_and_time(date.moved_from)}
