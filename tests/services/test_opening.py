"""“Open until …”, “opens at …”, “closed today because …”, on the clocks of Prague."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from services.models import Closure, OpeningHours, Place, SpecialHours
from services.opening import opening_at
from services.templatetags.places import week_at
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

PRAGUE = ZoneInfo("Europe/Prague")
WEDNESDAY = date(2027, 2, 3)
FRIDAY = date(2027, 2, 5)
A_WEEK = timedelta(weeks=1)


def at(day, *clock):
    return datetime.combine(day, time(*clock), PRAGUE)


@pytest.fixture
def place():
    """Open on Wednesdays with a lunch break, and on Friday mornings."""
    place = PlaceFactory()
    for weekday, opens, closes in ((2, 9, 12), (2, 13, 17), (4, 9, 12)):
        OpeningHours.objects.create(
            place=place, weekday=weekday, opens=time(opens), closes=time(closes)
        )
    return place


def close(place, first, last=None):
    Closure.objects.create(
        place=place, first_day=first, last_day=last or first, reason="repairs"
    )


def special(place, day, opens, closes):
    SpecialHours.objects.create(
        place=place, day=day, opens=time(opens), closes=time(closes)
    )


def told(place, moment):
    """Until when it is open, or when it opens next."""
    found = opening_at(place, moment)
    return found.closes_at if found.is_open else (found.opens_on, found.opens_at)


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (at(WEDNESDAY, 8, 59), (WEDNESDAY, time(9))),
        (at(WEDNESDAY, 9), time(12)),
        (at(WEDNESDAY, 12), (WEDNESDAY, time(13))),
        (at(WEDNESDAY, 16, 59, 59), time(17)),
        (at(WEDNESDAY, 17), (FRIDAY, time(9))),
        (at(FRIDAY, 12), (WEDNESDAY + A_WEEK, time(9))),
        (datetime(2027, 2, 2, 23, 30, tzinfo=UTC), (WEDNESDAY, time(9))),
    ],
)
def test_visitor_learns_until_when_or_from_when(place, moment, answer):
    assert told(place, moment) == answer


def test_slots_that_follow_at_once_are_one(place):
    OpeningHours.objects.create(place=place, weekday=2, opens=time(12), closes=time(13))
    assert told(place, at(WEDNESDAY, 10)) == time(17)


def test_closure_of_today_is_named_and_the_next_opening_is_after_it(place):
    close(place, WEDNESDAY, FRIDAY)
    found = opening_at(place, at(WEDNESDAY, 10))
    assert (found.is_open, found.closure.reason) == (False, "repairs")
    assert (found.opens_on, found.opens_at) == (WEDNESDAY + A_WEEK, time(9))


def test_closure_on_a_day_without_hours_explains_nothing(place):
    """On Thursday it is closed anyway, so the closure is not why."""
    thursday = WEDNESDAY + timedelta(days=1)
    close(place, thursday)
    assert opening_at(place, at(thursday, 10)).closure is None


def test_place_that_stays_shut_for_months_promises_no_day(place):
    close(place, WEDNESDAY, WEDNESDAY + timedelta(days=200))
    assert told(place, at(WEDNESDAY, 10)) == (None, None)


def test_special_hours_take_the_place_of_the_weekly_ones_for_one_day(place):
    special(place, WEDNESDAY, 10, 11)
    special(place, WEDNESDAY, 14, 15)
    assert told(place, at(WEDNESDAY, 9, 30)) == (WEDNESDAY, time(10))
    assert told(place, at(WEDNESDAY, 11, 30)) == (WEDNESDAY, time(14))
    assert told(place, at(WEDNESDAY, 16)) == (FRIDAY, time(9))
    assert told(place, at(WEDNESDAY + A_WEEK, 9, 30)) == time(12)


def test_special_hours_open_a_day_that_has_none(place):
    thursday = WEDNESDAY + timedelta(days=1)
    assert told(place, at(thursday, 10)) == (FRIDAY, time(9))
    special(place, thursday, 9, 12)
    assert told(Place.objects.get(), at(thursday, 10)) == time(12)


def test_closure_is_stronger_than_special_hours(place):
    special(place, WEDNESDAY, 10, 11)
    close(place, WEDNESDAY)
    assert place.hours_on(WEDNESDAY) == []
    assert told(place, at(WEDNESDAY, 10, 30)) == (FRIDAY, time(9))


@pytest.mark.parametrize(
    ("day", "opens_utc"),
    [(date(2027, 3, 27), 8), (date(2027, 3, 28), 7), (date(2027, 10, 31), 8)],
)
def test_nine_o_clock_is_nine_o_clock_before_and_after_the_clocks_change(
    day, opens_utc
):
    place = PlaceFactory()
    special(place, day, 9, 12)
    opens = datetime(day.year, day.month, day.day, opens_utc, tzinfo=UTC)
    assert told(place, opens) == time(12)
    assert told(place, opens - timedelta(seconds=1)) == (day, time(9))


def test_fetched_facts_answer_without_a_query(place, django_assert_num_queries):
    special(place, FRIDAY, 10, 11)
    close(place, WEDNESDAY)
    found = Place.objects.with_hours(WEDNESDAY).get()
    with django_assert_num_queries(0):
        assert told(found, at(WEDNESDAY, 10)) == (FRIDAY, time(10))


def rows(place, moment):
    return [
        (row.weekday, [slot.opens.hour for slot in row.slots], row.is_today)
        for row in week_at(place, moment)
    ]


def test_week_shows_today_as_it_is_and_the_other_days_as_usual(place):
    special(place, WEDNESDAY, 10, 11)
    assert rows(place, at(WEDNESDAY, 8)) == [(2, [10], True), (4, [9], False)]
    assert rows(place, at(FRIDAY, 8)) == [(2, [9, 13], False), (4, [9], True)]


def test_week_names_today_even_when_it_is_closed(place):
    thursday = WEDNESDAY + timedelta(days=1)
    assert rows(place, at(thursday, 8)) == [
        (2, [9, 13], False),
        (3, [], True),
        (4, [9], False),
    ]
    close(place, WEDNESDAY)
    [wednesday, _friday] = week_at(Place.objects.get(), at(WEDNESDAY, 8))
    assert (wednesday.slots, wednesday.closure.reason) == ([], "repairs")


def test_place_without_hours_has_no_week():
    assert week_at(PlaceFactory(), at(WEDNESDAY, 8)) == []


def test_special_hours_that_end_before_they_begin_are_refused_by_the_database(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        special(place, WEDNESDAY, 12, 9)
