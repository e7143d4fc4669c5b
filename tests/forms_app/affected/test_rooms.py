"""A room, its place or its house rules change: whoever borrows it hears of it."""

from datetime import time

import pytest

from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from services.models import Closure, HouseRules, RoomEquipment, RoomHours
from tests.factories import (
    PlaceFactory,
    RoomFactory,
    RoomRequestFactory,
    RoomSlotFactory,
    make_staff,
)
from tests.factories.rooms import in_days, moment
from tests.forms_app.affected.telling import (
    State,
    message_to,
    tell,
    text_to,
    the_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return RoomFactory()


@pytest.fixture
def coordinator():
    return make_staff("rooms", "Room coordinators")


def state_of(case) -> str:
    case.refresh_from_db()
    return case.state


def close(place, first: int, last: int):
    return Closure.objects.create(
        place=place, first_day=in_days(first), last_day=in_days(last)
    )


def test_closure_calls_confirmed_dates_off_and_tells_the_others(room, coordinator):
    confirmed = RoomRequestFactory(room=room, state="confirmed")
    asked = RoomRequestFactory(room=room, state="requested", first_day=in_days(15))
    later = RoomRequestFactory(room=room, state="confirmed", first_day=in_days(30))
    close(room.place, 13, 16)
    assert the_task().left == 2

    tell(coordinator, "Repairs")

    assert (state_of(confirmed), state_of(asked), state_of(later)) == (
        "cancelled",
        "requested",
        "confirmed",
    )
    assert message_to(confirmed).name == "called_off"
    assert "Repairs" in text_to(confirmed)
    assert "The room is closed then" in text_to(asked)
    assert not Message.objects.about(later).exists()
    assert the_task().state == State.DONE


def test_closure_over_one_date_of_a_series_calls_off_that_date_only(room, coordinator):
    case = RoomRequestFactory(room=room, state="confirmed")
    RoomSlotFactory(case=case, starts_at=moment(in_days(21), 10))
    close(room.place, 14, 14)
    tell(coordinator, "Repairs")
    assert (state_of(case), [s.state for s in case.all_slots]) == (
        "confirmed",
        ["dropped", "held"],
    )
    assert message_to(case).name == "dates_called_off"


def test_editor_who_may_not_take_the_step_leaves_it_to_those_who_may(room):
    """They close the place, say "now", and whoever is only told is told."""
    confirmed = RoomRequestFactory(room=room, state="confirmed")
    asked = RoomRequestFactory(room=room, state="requested", first_day=in_days(15))
    close(room.place, 13, 16)
    tell(make_staff("editor", "Editors"), "Repairs")
    assert state_of(confirmed) == "confirmed"
    assert message_to(asked).name == "room_changed"
    assert (the_task().state, the_task().left) == (State.OPEN, 1)


def test_room_that_moves_is_told_with_both_places_and_a_calendar(room, coordinator):
    case = RoomRequestFactory(room=room, state="confirmed")
    old = room.place
    room.place = PlaceFactory(street="New street 7")
    room.save()
    tell(coordinator)
    assert "New street 7" in text_to(case)
    assert old.name in text_to(case)
    (attached,) = message_to(case).attachments
    assert "New street 7" in attached["text"]


def shorter_hours(room):
    for each in RoomHours.objects.filter(room=room):
        each.opens = time(11)
        each.save()


def smaller(room):
    room.capacity = 9
    room.save()


def without_projector(room):
    RoomEquipment.objects.filter(room=room).delete()
    room.equipment.all().delete()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (shorter_hours, "The room is closed then"),
        (smaller, "The room is now for 9 people at most."),
    ],
)
def test_what_does_not_fit_any_more_is_told(room, coordinator, change, words):
    case = RoomRequestFactory(room=room, state="approved", head_count=10)
    fits = RoomRequestFactory(
        room=room,
        state="approved",
        head_count=5,
        first_day=in_days(15),
        begins=time(12),
        ends=time(14),
    )
    change(room)
    task = PeopleToTell.objects.unfinished().get()
    task.decide(State.TELLING, coordinator)
    tell(coordinator)
    assert words in text_to(case)
    assert not Message.objects.about(fits).exists()


def test_missing_equipment_is_told_to_those_who_asked_for_it(room, coordinator):
    projector = RoomEquipment.objects.create(room=room, item="projector")
    case = RoomRequestFactory(room=room, state="confirmed", equipment=["projector"])
    RoomRequestFactory(room=room, state="confirmed", first_day=in_days(15))
    projector.delete()
    tell(coordinator)
    assert the_task().told.count() == 1
    assert "projector" in text_to(case)


def test_new_house_rules_are_told_to_those_who_come_under_them(room, coordinator):
    old = HouseRules.objects.create(
        place=room.place, number=1, valid_from=in_days(-100)
    )
    before = RoomRequestFactory(room=room, state="confirmed", first_day=in_days(5))
    after = RoomRequestFactory(
        room=room, state="confirmed", first_day=in_days(15), rules=old
    )
    new = HouseRules.objects.create(place=room.place, number=2, valid_from=in_days(10))
    RoomRequestFactory(room=room, state="confirmed", first_day=in_days(20), rules=new)
    tell(coordinator)
    assert "New house rules count from" in text_to(after)
    assert not Message.objects.about(before).exists()
    assert the_task().told.count() == 1


def test_date_that_is_over_is_told_to_nobody(room):
    RoomRequestFactory(room=room, state="confirmed", first_day=in_days(-3))
    close(room.place, -5, -1)
    assert not PeopleToTell.objects.exists()
