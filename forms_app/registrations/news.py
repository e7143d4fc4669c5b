"""What of a change a registration has to hear: one message, however much changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from events.affected import (
    is_called_off,
    is_moved,
    is_new,
    takes_place_after_all,
)
from events.models import CourseRun, Lesson
from home.affected.change import FactChange, RowChange
from services.models import Place


@dataclass(frozen=True)
class Times:
    """One meeting, as templates write it."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Moved:
    was: Times
    now: Times


@dataclass(frozen=True)
class RunNews:
    """`old_place` is where people were sent so far, `since` the first day at the new
    one; `old_dates` and the others are empty where nothing changed.
    """

    old_place: Place | None = None
    new_place: Place | None = None
    since: date | None = None
    old_dates: tuple[date, date] | None = None
    is_another_course: bool = False
    deposit: int | None = None
    off: list[Times] = field(default_factory=list)
    closed: list[Times] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    added: list[Times] = field(default_factory=list)
    back: list[Times] = field(default_factory=list)

    @property
    def is_for_everybody(self) -> bool:
        """Also for those who have no seat yet."""
        about_the_run = (self.old_place, self.old_dates, self.deposit)
        return self.is_another_course or any(each is not None for each in about_the_run)

    @property
    def lessons(self) -> list:
        return [*self.off, *self.closed, *self.moved, *self.added, *self.back]

    @property
    def without_lessons(self) -> RunNews:
        """For those who have no seat: they never got the lessons."""
        return replace(self, off=[], closed=[], moved=[], added=[], back=[])

    @property
    def subject(self) -> str:
        """What happened, if it is one thing; in the active language."""
        happened = {
            "place": self.old_place,
            "dates": self.old_dates,
            "off": self.off or self.closed,
            "moved": self.moved,
            "other": self.added or self.back or self.deposit or self.is_another_course,
        }
        names = [name for name, value in happened.items() if value]
        return SUBJECTS.get(
            names[0] if len(names) == 1 else "other", SUBJECTS["other"]
        )()


SUBJECTS: dict[str, Callable[[], str]] = {
    "place": lambda: gettext("Your course takes place somewhere else"),
    "dates": lambda: gettext("Your course has other dates"),
    "off": lambda: gettext("A lesson of your course does not take place"),
    "moved": lambda: gettext("A lesson of your course has another time"),
    "other": lambda: gettext("Something changes in your course"),
}


def news_of_run(change: FactChange) -> RunNews:
    """What is new about the run itself and about its lessons that are to come."""
    run: Any = change.fact
    lessons = [each for each in change.of(Lesson) if _is_to_come(each)]
    old = _old_place(run, change)
    is_elsewhere = old is not None and old.pk != run.where.pk
    return RunNews(
        old_place=old if is_elsewhere else None,
        new_place=run.where if is_elsewhere else None,
        old_dates=_old_dates(change),
        is_another_course=change.differs_in("course_id"),
        deposit=run.deposit if change.differs_in("deposit") else None,
        off=[_times(each.was) for each in lessons if is_called_off(each)],
        moved=[
            Moved(_times(each.was), _times(each.now))
            for each in lessons
            if is_moved(each)
        ],
        added=[_times(each.now) for each in lessons if is_new(each)],
        back=[_times(each.now) for each in lessons if takes_place_after_all(each)],
    )


def is_over(run: CourseRun, change: FactChange) -> bool:
    last = max(run.ends_on, change.before("ends_on"))
    return last < timezone.localdate()


def _old_place(run: CourseRun, change: FactChange) -> Place | None:
    if not change.differs_in("place_id"):
        return None
    old = Place.objects.filter(pk=change.before("place_id")).first()
    first = max(change.before("starts_on"), timezone.localdate())
    return old and old.on(first)


def _old_dates(change: FactChange) -> tuple[date, date] | None:
    if not change.differs_in("starts_on", "ends_on"):
        return None
    return change.before("starts_on"), change.before("ends_on")


def _is_to_come(lesson: RowChange) -> bool:
    """A lesson that was is entered for the books; nobody can come any more."""
    now = timezone.now()
    return any(each is not None and each["ends_at"] > now for each in _both(lesson))


def _both(lesson: RowChange) -> tuple[Any, Any]:
    return lesson.was, lesson.now


def _times(lesson: Any) -> Times:
    return Times(lesson["starts_at"], lesson["ends_at"])
