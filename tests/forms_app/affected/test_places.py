"""A place moves, closes or ends: whoever comes there hears of it."""

import pytest
from django.urls import reverse

from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from services.models import Closure, OpeningHours
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomFactory,
    RoomRequestFactory,
    make_staff,
)
from tests.factories.rooms import in_days
from tests.forms_app.affected.telling import State, make_lesson, tell, text_to, the_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory(name="Old house")


@pytest.fixture
def editor():
    return make_staff("editor", "Editors")


def seated_at(place, *days: int):
    run = CourseRunFactory(place=place, starts_on=in_days(1))
    for each in days:
        make_lesson(run, each)
    return RegistrationFactory(run=run, state="confirmed")


def told() -> set[int]:
    return set(Message.objects.values_list("submission_id", flat=True))


def test_closure_is_told_to_those_with_a_lesson_on_the_day(place, editor):
    case, other = seated_at(place, 10, 17), seated_at(place, 17)
    waiting = RegistrationFactory(run=case.run, state="waitlisted")
    Closure.objects.create(place=place, first_day=in_days(10), last_day=in_days(10))
    tell(editor)
    text = text_to(case)
    assert "We are closed on this day" in text
    assert text.count("18:00–19:30") == 1
    assert not Message.objects.about(other).exists()
    assert not Message.objects.about(waiting).exists()


def test_closure_without_a_lesson_or_a_room_date_concerns_nobody(place):
    seated_at(place, 10)
    Closure.objects.create(place=place, first_day=in_days(11), last_day=in_days(16))
    assert not PeopleToTell.objects.exists()


def test_closure_that_is_taken_back_before_anybody_heard_leaves_nothing(place):
    seated_at(place, 10)
    closure = Closure.objects.create(
        place=place, first_day=in_days(10), last_day=in_days(10)
    )
    closure.delete()
    assert the_task().state == State.MOOT


def test_move_is_told_to_everybody_who_comes_after_it(place, editor):
    stays, moves = seated_at(place, 5), seated_at(place, 5, 30)
    waiting = RegistrationFactory(run=moves.run, state="waitlisted")
    room = RoomRequestFactory(
        room=RoomFactory(place=place), state="confirmed", first_day=in_days(30)
    )
    request = PlainRequestFactory(place=place, state="received")
    place.successor = PlaceFactory(name="New house", street="New street 7")
    place.valid_until = in_days(20)
    place.save()
    tell(editor)
    for case in (moves, waiting, room, request):
        assert "New street 7" in text_to(case)
        assert "Old house" in text_to(case)
    assert "From " in text_to(moves).partition("you come here:")[0]
    assert not Message.objects.about(stays).exists()
    assert the_task().state == State.DONE


def test_whoever_was_sent_to_a_place_that_moved_here_is_told_too(place, editor):
    new = PlaceFactory(name="New house", street="New street 7")
    place.successor, place.valid_until = new, in_days(3)
    place.save()
    case = seated_at(place, 30)
    new.street = "Newer street 9"
    new.save()
    tell(editor)
    assert "Newer street 9" in text_to(case)


def test_other_address_is_told(place, editor):
    case = seated_at(place, 10)
    place.street = "New street 7"
    place.save()
    tell(editor)
    text = text_to(case)
    assert "New street 7" in text.partition("No longer here:")[0]
    assert "Example street 1" in text.partition("No longer here:")[2]


def test_place_that_ends_without_a_successor_is_told(place, editor):
    case = seated_at(place, 10, 30)
    request = PlainRequestFactory(place=place, state="received")
    PlainRequestFactory(place=place, state="done")
    place.valid_until = in_days(20)
    place.save()
    tell(editor)
    assert "We are closed on this day" in text_to(case)
    assert "and not any more after that" in text_to(request)
    assert the_task().told.count() == 2


def test_hours_and_phones_concern_nobody(place):
    """Lessons and rooms have hours of their own."""
    seated_at(place, 10)
    OpeningHours.objects.create(place=place, weekday=1, opens="09:00", closes="17:00")
    place.phone = "+420 777 123 456"
    place.save()
    assert not PeopleToTell.objects.exists()


def test_public_holidays_leave_a_task_with_whoever_confirmed_them(
    client, place, editor, time_machine
):
    time_machine.move_to("2026-12-01 12:00:00+01:00", tick=False)
    for weekday in range(7):
        OpeningHours.objects.create(
            place=place, weekday=weekday, opens="09:00", closes="17:00"
        )
    seated_at(place, 23)  # Christmas Eve
    client.force_login(editor)
    url = reverse("places:holidays")
    page = client.post(url, {"places": [place.pk], "days": ["2026-12-24"]}, follow=True)
    assert "1 person is to be told" in page.text
    task = the_task()
    assert (task.saved_by, task.left) == (editor, 1)
    tell_people()
    assert not Message.objects.exists()
