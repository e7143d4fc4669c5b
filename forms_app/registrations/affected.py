"""Who is registered for a course that changes, or at a place that does."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from events.models import CourseRun, Lesson
from forms_app.engine.actors import staff
from forms_app.engine.outbox.wording import MoreFacts
from forms_app.engine.states import StepRefused
from forms_app.engine.telling import Affected, CaseFinder
from forms_app.engine.undoing import undo
from forms_app.registrations.models import SEES_EVERY_PLACE, Registration
from forms_app.registrations.news import RunNews, Times, is_over, news_of_run
from forms_app.registrations.seats import SEATED_STATES, seats_of
from forms_app.registrations.workflow import OPEN
from home.affected.change import FactChange
from home.affected.finders import Option, Question, register
from home.affected.models import PeopleToTell
from services.models import Place
from services.titles import title_of_place
from services.visits import ChangedPlace


class RegistrationFinder(CaseFinder):
    model = Registration
    message = "run_changed"
    inbox = "registrations"
    sees_every_place = SEES_EVERY_PLACE

    def news(self, case: Registration, change: FactChange, code: str) -> dict[str, Any]:
        news = self.news_for(case.run, change)
        has_a_seat = case.state in SEATED_STATES
        old, new = news.old_place, news.new_place
        return {
            "news": news if has_a_seat else news.without_lessons,
            "has_a_seat": has_a_seat,
            "old_place_title": title_of_place(old, code) if old else "",
            "new_place_title": title_of_place(new, code) if new else "",
        }

    def news_for(self, run: CourseRun, change: FactChange) -> RunNews:
        raise NotImplementedError

    def example(
        self, change: FactChange, affected: Affected
    ) -> tuple[Registration, MoreFacts]:
        is_off = bool(affected.step or affected.message)
        state = "cancelled" if is_off else "confirmed"
        case = Registration(run=self.example_run(change), state=state)
        return case, partial(self.news, case, change)

    def example_run(self, change: FactChange) -> CourseRun:
        raise NotImplementedError


def concerned(runs: Any, news_is_for_everybody: bool) -> QuerySet:
    """Whoever has no seat yet chose by place and dates, and knows no lesson."""
    states = OPEN if news_is_for_everybody else SEATED_STATES
    return Registration.objects.filter(run__in=runs, state__in=states)


class RegisteredForRun(RegistrationFinder):
    fact = CourseRun

    def affected(self, change: FactChange, only: int | None = None) -> list[Affected]:
        run: Any = change.fact
        if change.is_new or is_over(run, change):
            return []
        if change.became("is_cancelled", True):
            return [Affected(concerned([run.pk], True), "cancel")]
        groups = []
        if change.became("is_cancelled", False):
            cancelled = Registration.objects.filter(run=run.pk, state="cancelled")
            groups.append(Affected(cancelled, message="run_takes_place"))
        news = news_of_run(change)
        if not run.is_cancelled and (news.is_for_everybody or news.lessons):
            groups.append(Affected(concerned([run.pk], news.is_for_everybody)))
        return groups

    def is_put_right(
        self, case: Registration, change: FactChange, task: PeopleToTell
    ) -> bool:
        """The run was cancelled by mistake: as long as nobody has read of it, all are
        back where they were.
        """
        if case.state != "cancelled" or not self.may_take_steps(task.decided_by):
            return False
        try:
            undo(case, staff(task.decided_by), case.version)
        except StepRefused:
            return False
        return True

    def news_for(self, run: CourseRun, change: FactChange) -> RunNews:
        return news_of_run(change)

    def example_run(self, change: FactChange) -> CourseRun:
        run: Any = change.fact
        return run

    def questions(self, change: FactChange) -> list[Question]:
        """Fewer seats than people who have one: somebody has to mean that."""
        run: Any = change.fact
        if change.is_new or run.is_cancelled or not change.differs_in("capacity"):
            return []
        seated = seats_of(run).seated
        if run.capacity >= seated or is_over(run, change):
            return []
        return [fewer_seats_than_taken(run, seated)]


def fewer_seats_than_taken(run: CourseRun, seated: int) -> Question:
    have = ngettext(
        "%(count)d person has a seat in this run.",
        "%(count)d people have a seat in this run.",
        seated,
    ) % {"count": seated}
    seats = ngettext(
        "You want it to have %(count)d seat.",
        "You want it to have %(count)d seats.",
        run.capacity,
    ) % {"count": run.capacity}
    keep = ngettext("Keep %(count)d seat", "Keep %(count)d seats", seated)
    fewer = ngettext(
        "Save %(count)d seat: all keep theirs, and nobody new gets one until fewer"
        " people are in the run",
        "Save %(count)d seats: all keep theirs, and nobody new gets one until fewer"
        " people are in the run",
        run.capacity,
    )
    return Question(
        "seats",
        f"{have} {seats}",
        (
            Option("keep", keep % {"count": seated}, {"capacity": seated}),
            Option("fewer", fewer % {"count": run.capacity}),
        ),
    )


class RegisteredAtPlace(RegistrationFinder):
    """Runs at the place, and at those that moved here."""

    fact = Place

    def affected(self, change: FactChange, only: int | None = None) -> list[Affected]:
        if change.is_new:
            return []
        place = ChangedPlace.of(change)
        news = [(run, _news_at(run, place)) for run in _runs_at(place)]
        for_all = [run.pk for run, each in news if each.is_for_everybody]
        for_seated = [
            run.pk for run, each in news if each.lessons and run.pk not in for_all
        ]
        cases = concerned(for_all, True) | concerned(for_seated, False)
        return [Affected(cases)] if for_all or for_seated else []

    def news_for(self, run: CourseRun, change: FactChange) -> RunNews:
        return _news_at(run, ChangedPlace.of(change))

    def example_run(self, change: FactChange) -> CourseRun:
        """The first run on which it tells."""
        place = ChangedPlace.of(change)
        told = (
            run
            for run in _runs_at(place)
            if (news := _news_at(run, place)).is_for_everybody or news.lessons
        )
        run = next(told)
        if run.place_id == change.fact.pk:
            run.place = place.now
        return run


def _runs_at(place: ChangedPlace) -> list[CourseRun]:
    today = timezone.localdate()
    runs = CourseRun.objects.filter(
        place__in=place.people_were_sent_to, ends_on__gte=today, is_cancelled=False
    )
    return list(runs.with_facts().prefetch_related("lessons").order_by("pk"))


def _news_at(run: CourseRun, place: ChangedPlace) -> RunNews:
    sent_to = place.others[run.place_id]
    lessons = [each for each in run.lessons.all() if _is_to_come(each)]
    days = [timezone.localdate(each.starts_at) for each in lessons] or _first_day(run)
    elsewhere = [day for day in sorted(days) if place.is_elsewhere_now(sent_to, day)]
    closed = [each for each in lessons if place.is_closed_now(sent_to, _day(each))]
    back = [each for each in lessons if place.is_open_again(sent_to, _day(each))]
    news = RunNews(closed=_times(closed), back=_times(back))
    if not elsewhere:
        return news
    was, now = place.visits(sent_to, elsewhere[0])
    return RunNews(
        old_place=was.place,
        new_place=now.place,
        since=elsewhere[0] if elsewhere[0] != min(days) else None,
        closed=news.closed,
        back=news.back,
    )


def _is_to_come(lesson: Lesson) -> bool:
    return not lesson.is_cancelled and lesson.ends_at > timezone.now()


def _day(lesson: Lesson) -> date:
    return timezone.localdate(lesson.starts_at)


def _first_day(run: CourseRun) -> list[date]:
    """As long as the lessons are not entered."""
    return [max(run.starts_on, timezone.localdate())]


def _times(lessons: list[Lesson]) -> list[Times]:
    return [Times(each.starts_at, each.ends_at) for each in lessons]


def register_finders() -> None:
    register(RegisteredForRun())
    register(RegisteredAtPlace())
