"""What the tests of this folder do with a task."""

from datetime import timedelta
from itertools import count

from events.models import CourseRun, Lesson
from forms_app.engine.outbox import Message
from home.affected import telling
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from tests.factories.rooms import in_days, moment

State = PeopleToTell.State


def the_task() -> PeopleToTell:
    return PeopleToTell.objects.get()


def tell(by, reason: str = "") -> int:
    """Somebody says "now", and the worker has its turn."""
    the_task().decide(State.TELLING, by, reason)
    return tell_people()


def message_to(case) -> Message:
    return Message.objects.about(case).exclude(delivery="cancelled").get()


def text_to(case) -> str:
    return message_to(case).parts[0]["text"]


def make_lesson(run: CourseRun, days: int = 40) -> Lesson:
    begins = moment(in_days(days), 18)
    return Lesson.objects.create(
        run=run, starts_at=begins, ends_at=begins + timedelta(minutes=90)
    )


def only_one_a_turn(monkeypatch) -> None:
    """The worker's clock is so quick that its turn is over after one person."""
    ticks = count()
    monkeypatch.setattr(telling, "SECONDS", 1)
    monkeypatch.setattr(telling.time, "monotonic", lambda: next(ticks))
