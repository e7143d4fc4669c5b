"""A course run and an event, with what can happen to their dates."""

from datetime import timedelta

from events.models import CourseRun, Event, Lesson
from services.models import Place
from tests.factories import (
    CourseRunFactory,
    EventDateFactory,
    EventFactory,
)
from tests.factories.rooms import in_days, moment


def make_run(place: Place) -> CourseRun:
    run = CourseRunFactory(
        course__name="Čeština pro dospělé",
        place=place,
        code="cestina-a1-jaro",
        enrolment=CourseRun.Enrolment.BY_COORDINATOR,
        capacity=12,
        waiting_list_size=2,
    )
    for week in range(3):
        begins = moment(in_days(30 + 7 * week), 16)
        Lesson.objects.create(
            run=run, starts_at=begins, ends_at=begins + timedelta(minutes=90)
        )
    return run


def make_event(place: Place) -> Event:
    event = EventFactory(name="Procházka po Praze", place=place)
    EventDateFactory(event=event, starts_at=moment(in_days(10), 10))
    EventDateFactory(event=event, starts_at=moment(in_days(17), 10), is_cancelled=True)
    EventDateFactory(
        event=event,
        starts_at=moment(in_days(25), 10),
        moved_from=moment(in_days(24), 10),
    )
    return event
