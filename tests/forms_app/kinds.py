"""One case of every kind, and what its steps ask for: tests that hold for all kinds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from events.models import CourseRun
from tests.factories import (
    CourseRunFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomRequestFactory,
    RoomSlotFactory,
    VolunteerApplicationFactory,
)
from tests.factories.rooms import in_days, moment


@dataclass(frozen=True)
class Kind:
    """`make(state)` gives a case in which the table alone decides about a step."""

    name: str
    make: Callable[..., Any]
    details: Callable[[Any, str], dict | None]


def _registration(state: str):
    run = CourseRunFactory(enrolment=CourseRun.Enrolment.BY_COORDINATOR)
    return RegistrationFactory(run=run, state=state)


def _room_request(state: str):
    """Three dates to come; where they have to be over, three that are."""
    over = state in {"used", "incident"}
    case = RoomRequestFactory(state=state, slots=False)
    for days in (-21, -14, -7) if over else (14, 21, 28):
        held = RoomSlotFactory(case=case, starts_at=moment(in_days(days), 10))
    if state == "move_proposed":
        later = moment(in_days(30), 10)
        RoomSlotFactory(case=case, starts_at=later, state="proposed", replaces=held)
    return case


def _room_details(case, step: str) -> dict | None:
    held = list(case.slots.holding().to_come())
    to = moment(in_days(40), 10), moment(in_days(40), 12)
    return {
        "answer": {"answer": "Quiet music"},
        "refuse": {"ground": "other"},
        "drop_dates": {"slots": held[:1]},
        "call_off_dates": {"slots": held[:1]},
        "move": {"slot": held[0] if held else None, "to": to},
    }.get(step)


def _request_details(case, step: str) -> dict | None:
    return {
        "ask": {"question": "On which day?"},
        "answer": {"information": "On Monday"},
        "finish": {"result": "We meet on Monday."},
    }.get(step)


def _volunteer_details(case, step: str) -> dict | None:
    today, soon = timezone.localdate(), moment(in_days(3), 10)
    return {
        "invite": {"times": [soon, soon + timedelta(hours=2)], "where": "Here"},
        "choose": {"time": (case.times_to_choose or [soon])[0]},
        "book": {"at": moment(in_days(10), 10), "where": "There"},
        "ready": {"signed_on": today, "insured_from": today},
    }.get(step)


KINDS = (
    Kind("course-registration", _registration, lambda case, step: None),
    Kind("room-request", _room_request, _room_details),
    Kind(
        "request",
        lambda state: PlainRequestFactory(state=state),
        _request_details,
    ),
    Kind(
        "volunteer-application",
        lambda state: VolunteerApplicationFactory(state=state),
        _volunteer_details,
    ),
)
