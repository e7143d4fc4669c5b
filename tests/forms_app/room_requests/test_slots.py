"""What the database itself refuses."""

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import RoomRequestFactory, RoomSlotFactory

pytestmark = pytest.mark.django_db


def refused_by_postgresql():
    """The second line behind the lock; SQLite knows no such constraint."""
    if connection.vendor == "postgresql":
        return pytest.raises(IntegrityError, match="room_slots_never_overlap")
    return nullcontext()


def test_two_cases_cannot_hold_the_same_minute_of_a_room():
    slot = RoomRequestFactory().slots.get()

    with refused_by_postgresql(), transaction.atomic():
        RoomSlotFactory(case__room=slot.room, starts_at=slot.starts_at)


@pytest.mark.parametrize("state", ["missed", "dropped", "released"])
def test_dates_that_hold_nothing_may_overlap(state):
    slot = RoomRequestFactory().slots.get()

    RoomSlotFactory(case__room=slot.room, starts_at=slot.starts_at, state=state)


def test_dates_of_one_case_and_of_other_rooms_may_overlap():
    slot = RoomRequestFactory().slots.get()

    RoomSlotFactory(case=slot.case, starts_at=slot.starts_at, state="proposed")
    RoomSlotFactory(starts_at=slot.starts_at)


@pytest.mark.parametrize("name", ["ends_at", "blocked_from"])
def test_a_slot_lies_in_what_it_blocks(name):
    slot = RoomRequestFactory().slots.get()
    wrong = {"ends_at": slot.starts_at, "blocked_from": slot.ends_at}[name]

    with pytest.raises(IntegrityError), transaction.atomic():
        type(slot).objects.filter(pk=slot.pk).update(**{name: wrong})
