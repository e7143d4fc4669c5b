"""What of a course run and of an event matters to people who hang on it."""

from typing import Any

from django.utils.translation import gettext, ngettext

from events.models import CourseRun, Event, EventDate, Lesson
from home.affected.change import FactChange, RowChange
from home.affected.facts import Part, WatchedFact
from home.affected.watching import watch
from home.templatetags.display import long_date, moment_in_words

OFTEN_CHANGED = (
    ("place_id", lambda: gettext("another place")),
    ("starts_on", lambda: gettext("other dates")),
    ("ends_on", lambda: gettext("other dates")),
    ("course_id", lambda: gettext("another course")),
    ("deposit", lambda: gettext("another deposit")),
    ("capacity", lambda: gettext("another number of seats")),
)


def run_title(run: CourseRun) -> str:
    starts = gettext("from %(day)s") % {"day": long_date(run.starts_on)}
    parts = [run.course.name, run.get_level_display(), starts, run.place.name]
    return " · ".join(map(str, parts))


def date_title(date: EventDate) -> str:
    return f"{date.event.name} · {moment_in_words(date.starts_at)}"


def run_words(change: FactChange) -> list[str]:
    words = [*_cancelled(change), *_changed(change)]
    lessons = change.of(Lesson)
    for count, said in (
        (sum(map(is_called_off, lessons)), _lessons_off),
        (sum(map(is_moved, lessons)), _lessons_moved),
        (sum(map(is_new, lessons)), _lessons_new),
        (sum(map(takes_place_after_all, lessons)), _lessons_back),
    ):
        words += [said(count) % {"count": count}] if count else []
    return words


def event_words(change: FactChange) -> list[str]:
    return [*_cancelled(change), *_changed(change)]


def date_words(change: FactChange) -> list[str]:
    words = event_words(change)
    if change.differs_in("starts_at", "ends_at"):
        words.append(gettext("another time"))
    return words


def _cancelled(change: FactChange) -> list[str]:
    if change.became("is_cancelled", True):
        return [gettext("it is cancelled")]
    if change.became("is_cancelled", False):
        return [gettext("it takes place after all")]
    return []


def _changed(change: FactChange) -> list[str]:
    own: Any = change.own
    watched = own.now if own is not None and own.was is not None else {}
    said = [
        words()
        for name, words in OFTEN_CHANGED
        if name in watched and change.differs_in(name)
    ]
    return list(dict.fromkeys(said))


def is_called_off(lesson: RowChange) -> bool:
    """Cancelled, or deleted although people had it in their calendars."""
    if lesson.was is None or lesson.was["is_cancelled"]:
        return False
    return lesson.now is None or lesson.now["is_cancelled"]


def takes_place_after_all(lesson: RowChange) -> bool:
    return lesson.became("is_cancelled", False)


def is_moved(lesson: RowChange) -> bool:
    stays = lesson.now is not None and not lesson.now["is_cancelled"]
    is_known = lesson.was is not None and not lesson.was["is_cancelled"]
    return stays and is_known and lesson.differs_in("starts_at", "ends_at")


def is_new(lesson: RowChange) -> bool:
    return (
        lesson.was is None
        and lesson.now is not None
        and not (lesson.now["is_cancelled"])
    )


def _lessons_off(count: int) -> str:
    return ngettext(
        "%(count)d lesson does not take place",
        "%(count)d lessons do not take place",
        count,
    )


def _lessons_moved(count: int) -> str:
    return ngettext(
        "%(count)d lesson at another time", "%(count)d lessons at another time", count
    )


def _lessons_new(count: int) -> str:
    return ngettext("%(count)d new lesson", "%(count)d new lessons", count)


def _lessons_back(count: int) -> str:
    return ngettext(
        "%(count)d lesson takes place after all",
        "%(count)d lessons take place after all",
        count,
    )


def register() -> None:
    watch(
        WatchedFact(
            CourseRun,
            (
                *("is_cancelled", "place_id", "course_id", "deposit", "capacity"),
                *("starts_on", "ends_on"),
            ),
            title=run_title,
            words=run_words,
            parts=(Part(Lesson, "run", ("starts_at", "ends_at", "is_cancelled")),),
            with_title=lambda: CourseRun.objects.select_related("course", "place"),
        )
    )
    watch(
        WatchedFact(Event, ("is_cancelled", "place_id"), title=str, words=event_words)
    )
    watch(
        WatchedFact(
            EventDate,
            ("is_cancelled", "place_id", "starts_at", "ends_at"),
            title=date_title,
            words=date_words,
            with_title=lambda: EventDate.objects.select_related("event"),
        )
    )
