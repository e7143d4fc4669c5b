"""Cases of every kind, of people who do not exist."""

from datetime import timedelta

from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.outbox import enqueue
from forms_app.models import (
    Registration,
    ReplyTemplate,
    ReplyWording,
    RoomRequest,
)
from services.models import Room
from tests.factories import (
    RegistrationFactory,
    RoomRequestFactory,
    RoomSlotFactory,
)
from tests.factories.rooms import in_days


def make_registrations(run: CourseRun, person) -> list[Registration]:
    rows = (
        ("Example Person A", "uk", "received", 1),
        ("Example Person B", "ar", "received", 2),
        ("Example Person C", "vi", "waitlisted", 3),
        ("Example Person D", "cs", "received", 12),
    )
    return [
        RegistrationFactory(
            run=run,
            full_name=name,
            language=language,
            state=state,
            level="a1",
            submitted_at=timezone.now() - timedelta(days=days),
            state_since=timezone.now() - timedelta(days=days),
            assigned_to=person if days == 3 else None,
        )
        for name, language, state, days in rows
    ]


def make_somebody_to_call(run: CourseRun) -> Registration:
    case = RegistrationFactory(
        run=run, full_name="Example Person F", email="", phone="+420777123456"
    )
    enqueue(case, "received")
    return case


def make_reply() -> None:
    template = ReplyTemplate.objects.create(name="Chybí doklad")
    for language, subject, text in (
        ("cs", "Doneste prosím pas", "Než začne kurz, potřebujeme vidět váš pas."),
        ("uk", "Принесіть паспорт", "До початку курсу нам треба побачити паспорт."),
        ("en", "Please bring your passport", "We need to see your passport."),
    ):
        ReplyWording.objects.create(
            template=template, language=language, subject=subject, text=text
        )


def make_series(room: Room) -> RoomRequest:
    case = RoomRequestFactory(
        room=room,
        full_name="Example Person H",
        purpose="Zkouška pěveckého sboru",
        first_day=in_days(14),
        repeat_until=in_days(28),
    )
    first = case.all_slots[0]
    for week in (1, 2):
        RoomSlotFactory(case=case, starts_at=first.starts_at + timedelta(days=7 * week))
    return case
