"""Many cases of each kind at once, thrown together by a seed: they compete for the
same seats and the same hours, and rest in all states.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.submission import Submission
from forms_app.models import (
    PlainRequest,
    Registration,
    RoomRequest,
    VolunteerApplication,
)
from tests.factories import (
    CourseRunFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomFactory,
    RoomRequestFactory,
    RoomSlotFactory,
    VolunteerApplicationFactory,
    put,
)
from tests.factories.rooms import in_days, moment

LANGUAGES = ("en", "ar", "uk", "cs")


def registrations(chance: Random, count: int) -> list[Submission]:
    """Of a run where seats follow the list, one that a coordinator fills, and one that
    is over or does not take place.
    """
    over = {"ends_on": in_days(-1), "starts_on": in_days(-30)}
    runs = [
        CourseRunFactory(capacity=5, waiting_list_size=6),
        CourseRunFactory(
            capacity=3,
            waiting_list_size=4,
            enrolment=CourseRun.Enrolment.BY_COORDINATOR,
        ),
        CourseRunFactory(**chance.choice([{"is_cancelled": True}, over])),
    ]
    many = ["received", "lapsed", "waitlisted", "waitlisted", "confirmed"]
    states = [*Registration.workflow.states, *many * 3]
    for number in range(count):
        _sent(
            RegistrationFactory,
            chance,
            number,
            run=chance.choices(runs, [5, 4, 1])[0],
            state=chance.choice(states),
        )
    for case in Registration.objects.filter(state="waitlisted"):
        waits = timedelta(minutes=chance.randrange(1000))
        Registration.objects.filter(pk=case.pk).update(queued_at=timezone.now() - waits)
    return list(Registration.objects.order_by("submitted_at", "pk"))


def room_requests(chance: Random, count: int) -> list[Submission]:
    """In two rooms and few hours, so that many wished for what others have."""
    rooms = RoomFactory.create_batch(2)
    for number in range(count):
        state = chance.choice([*RoomRequest.workflow.states, "requested", "confirmed"])
        case = _sent(
            RoomRequestFactory,
            chance,
            number,
            room=chance.choice(rooms),
            state=state,
            slots=False,
        )
        over = state in {"used", "incident"} or chance.random() < 0.2
        held = RoomSlotFactory(
            case=case,
            starts_at=moment(
                in_days((-20 if over else 20) + number // 4), 9 + 3 * (number % 4)
            ),
        )
        for _ in range(chance.randrange(3)):
            RoomSlotFactory(
                case=case,
                state="missed",
                starts_at=moment(
                    in_days(20 + chance.randrange(count // 4)), 9 + chance.randrange(10)
                ),
            )
        if state == "move_proposed":
            RoomSlotFactory(
                case=case,
                state="proposed",
                replaces=held,
                starts_at=moment(in_days(40 + number), 10),
            )
    return list(RoomRequest.objects.order_by("submitted_at", "pk"))


def requests(chance: Random, count: int) -> list[Submission]:
    for number in range(count):
        state = chance.choice([*PlainRequest.workflow.states])
        _sent(PlainRequestFactory, chance, number, state=state)
    return list(PlainRequest.objects.order_by("submitted_at", "pk"))


def volunteers(chance: Random, count: int) -> list[Submission]:
    """Some interviews and courses are still to come."""
    for number in range(count):
        case = _sent(
            VolunteerApplicationFactory,
            chance,
            number,
            state=chance.choice([*VolunteerApplication.workflow.states]),
        )
        for name in ("interview_at", "course_at"):
            if getattr(case, name) and chance.random() < 0.5:
                put(case, **{name: timezone.now() + timedelta(days=2)})
    return list(VolunteerApplication.objects.order_by("submitted_at", "pk"))


CROWDS: dict[str, Callable[[Random, int], list[Submission]]] = {
    "course-registration": registrations,
    "room-request": room_requests,
    "request": requests,
    "volunteer-application": volunteers,
}


def _sent(factory, chance: Random, number: int, **facts) -> Submission:
    """Some without an address; not in the order of their keys."""
    return factory(
        submitted_at=timezone.now() - timedelta(minutes=chance.randrange(1000)),
        language=chance.choice(LANGUAGES),
        email="" if chance.random() < 0.2 else f"person{number}@example.org",
        phone="+420777123456",
        **facts,
    )
