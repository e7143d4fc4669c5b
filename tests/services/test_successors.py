"""A place that moved: who points at the old address follows to the new one."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from services.models import OpeningHours, Place
from services.opening import opening_at
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

LAST_DAY = date(2027, 1, 31)
A_DAY = timedelta(days=1)


@pytest.fixture
def new():
    return PlaceFactory(name="New", street="Zázvorkova 2007/06")


@pytest.fixture
def old(new):
    return PlaceFactory(
        name="Old", street="Oistrachova", valid_until=LAST_DAY, successor=new
    )


def names_on(place, *days):
    return [place.on(day).name for day in days]


def test_place_is_itself_until_its_last_day_and_its_successor_after(old):
    days = (LAST_DAY - A_DAY, LAST_DAY, LAST_DAY + A_DAY, LAST_DAY + 400 * A_DAY)
    assert names_on(old, *days) == ["Old", "Old", "New", "New"]


def test_place_that_moved_twice_is_found_at_each_address_in_its_time(old, new):
    newest = PlaceFactory(name="Newest")
    new.valid_until, new.successor = LAST_DAY + 10 * A_DAY, newest
    new.save()
    old = Place.objects.get(pk=old.pk)
    days = (LAST_DAY, LAST_DAY + 10 * A_DAY, LAST_DAY + 11 * A_DAY)
    assert names_on(old, *days) == ["Old", "New", "Newest"]


def test_old_address_is_not_shown_in_a_gap_before_the_new_one_opens(old, new):
    new.opened_on = LAST_DAY + 60 * A_DAY
    new.save()
    assert names_on(old, LAST_DAY + A_DAY) == ["New"]


def test_place_that_closed_for_good_answers_for_itself():
    place = PlaceFactory(valid_until=LAST_DAY)
    assert place.on(LAST_DAY + A_DAY) == place
    assert [place.has_ended(day) for day in (LAST_DAY, LAST_DAY + A_DAY)] == [
        False,
        True,
    ]


def test_places_that_are_still_there_leave_out_those_that_ended(old, new):
    found = [
        [each.name for each in Place.objects.still_there(day)]
        for day in (LAST_DAY, LAST_DAY + A_DAY)
    ]
    assert found == [["New", "Old"], ["New"]]


def test_move_that_was_selected_costs_no_query(old, django_assert_num_queries):
    place = Place.objects.select_related("successor").get(pk=old.pk)
    with django_assert_num_queries(0):
        assert place.on(LAST_DAY).name == "Old"
    with django_assert_num_queries(0):
        assert place.on(LAST_DAY + A_DAY).name == "New"


def test_place_opens_on_its_first_day_and_not_after_its_last():
    wednesdays = [date(2027, 2, 3) + timedelta(weeks=n) for n in range(4)]
    place = PlaceFactory(opened_on=wednesdays[1], valid_until=wednesdays[2])
    OpeningHours.objects.create(place=place, weekday=2, opens=time(9), closes=time(12))
    ten = [
        datetime.combine(day, time(10), ZoneInfo("Europe/Prague")) for day in wednesdays
    ]
    assert [opening_at(place, each).is_open for each in ten] == [
        False,
        True,
        True,
        False,
    ]


def test_two_places_that_moved_to_each_other_are_refused_with_words(old, new):
    new.valid_until, new.successor = LAST_DAY, old
    with pytest.raises(ValidationError) as refused:
        new.full_clean()
    assert refused.value.message_dict == {
        "successor": ["That place moved here itself. Choose the newest address."]
    }


def test_two_places_that_moved_to_each_other_end_no_request(old, new):
    """The admin refuses them; a shell does not."""
    new.valid_until, new.successor = LAST_DAY, old
    new.save()
    assert Place.objects.get(pk=old.pk).on(LAST_DAY + A_DAY).name == "New"


@pytest.mark.parametrize(
    "facts",
    [
        {"opened_on": LAST_DAY + A_DAY, "valid_until": LAST_DAY},
        {"successor": "new"},
    ],
)
def test_move_that_cannot_be_is_refused_by_the_database(new, facts):
    if "successor" in facts:
        facts = {"successor": new}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(**facts)
    assert Place.objects.get() == new


def test_place_cannot_move_to_itself(new):
    new.valid_until, new.successor = LAST_DAY, new
    with pytest.raises(IntegrityError), transaction.atomic():
        new.save()


def test_successor_is_not_deleted(old, new):
    with pytest.raises(ProtectedError), transaction.atomic():
        new.delete()
    old.delete()
    new.delete()
    assert not Place.objects.exists()
