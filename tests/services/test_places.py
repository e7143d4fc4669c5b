from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from services.models import Closure, OpeningHours, Place
from services.opening import opening_at
from tests.factories import CourseRunFactory, PlaceFactory, make_staff

pytestmark = pytest.mark.django_db

PRAGUE = ZoneInfo("Europe/Prague")
WEDNESDAY = date(2027, 2, 3)


def opening(place, day, opens, closes):
    return OpeningHours.objects.create(
        place=place, weekday=day.weekday(), opens=opens, closes=closes
    )


@pytest.fixture
def place():
    """Open on Wednesdays, closed for lunch."""
    place = PlaceFactory()
    opening(place, WEDNESDAY, time(9), time(12))
    opening(place, WEDNESDAY, time(13), time(17))
    return place


def at(day, *clock):
    return datetime.combine(day, time(*clock), PRAGUE)


# Hours


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ((0, 0), False),
        ((8, 59, 59), False),
        ((9, 0), True),
        ((11, 59, 59), True),
        ((12, 0), False),
        ((12, 30), False),
        ((13, 0), True),
        ((16, 59, 59, 999_999), True),
        ((17, 0), False),
        ((23, 59), False),
    ],
)
def test_place_is_open_in_its_hours_and_closed_at_lunch(place, clock, is_open):
    assert opening_at(place, at(WEDNESDAY, *clock)).is_open is is_open


def test_place_is_closed_on_other_days(place):
    days = [WEDNESDAY + timedelta(days=n) for n in range(8)]
    found = [opening_at(place, at(day, 10)).is_open for day in days]
    assert found == [True, False, False, False, False, False, False, True]


def test_moment_in_another_zone_is_a_moment_in_prague(place):
    assert opening_at(place, datetime(2027, 2, 3, 8, 30, tzinfo=UTC)).is_open is True
    assert opening_at(place, datetime(2027, 2, 3, 9, 30, tzinfo=UTC)).is_open is True
    assert opening_at(place, datetime(2027, 2, 3, 11, 30, tzinfo=UTC)).is_open is False
    late = datetime(2027, 2, 2, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert opening_at(place, late).is_open is False
    assert opening_at(place, late + timedelta(hours=5)).is_open is True


def test_place_without_hours_is_closed():
    assert opening_at(PlaceFactory(), at(WEDNESDAY, 10)).is_open is False


def test_hours_of_another_place_open_nothing(place):
    assert opening_at(PlaceFactory(), at(WEDNESDAY, 10)).is_open is False


# Closures


@pytest.mark.parametrize(
    ("first", "last", "is_open"),
    [
        (0, 0, False),
        (-7, 0, False),
        (0, 7, False),
        (-7, -1, True),
        (1, 7, True),
    ],
)
def test_closure_shuts_the_place_from_its_first_to_its_last_day(
    place, first, last, is_open
):
    Closure.objects.create(
        place=place,
        first_day=WEDNESDAY + timedelta(days=first),
        last_day=WEDNESDAY + timedelta(days=last),
    )
    assert opening_at(place, at(WEDNESDAY, 10)).is_open is is_open


def test_closure_counts_days_of_prague(place):
    """Half past midnight in Prague is still yesterday in UTC."""
    opening(place, WEDNESDAY + timedelta(days=1), time(0), time(1))
    Closure.objects.create(place=place, first_day=WEDNESDAY, last_day=WEDNESDAY)
    night = datetime(2027, 2, 3, 23, 30, tzinfo=UTC)
    assert opening_at(place, night).is_open is True


# The days on which the clocks change: 28 March and 31 October 2027

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("day", "moment", "is_open"),
    [
        (SPRING, datetime(2027, 3, 28, 6, 59, tzinfo=UTC), False),
        (SPRING, datetime(2027, 3, 28, 7, 0, tzinfo=UTC), True),
        (SPRING, datetime(2027, 3, 28, 9, 59, tzinfo=UTC), True),
        (SPRING, datetime(2027, 3, 28, 10, 0, tzinfo=UTC), False),
        (AUTUMN, datetime(2027, 10, 31, 7, 59, tzinfo=UTC), False),
        (AUTUMN, datetime(2027, 10, 31, 8, 0, tzinfo=UTC), True),
        (AUTUMN, datetime(2027, 10, 31, 10, 59, tzinfo=UTC), True),
        (AUTUMN, datetime(2027, 10, 31, 11, 0, tzinfo=UTC), False),
    ],
)
def test_hours_follow_the_clock_on_the_wall_when_it_changes(day, moment, is_open):
    place = PlaceFactory()
    opening(place, day, time(9), time(12))
    assert opening_at(place, moment).is_open is is_open


def test_hour_that_comes_twice_is_open_twice():
    place = PlaceFactory()
    opening(place, AUTUMN, time(2), time(3))
    moments = [
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC) + timedelta(hours=n) for n in range(3)
    ]
    assert [opening_at(place, each).is_open for each in moments] == [True, True, False]


def test_hour_that_is_left_out_is_open_for_no_moment():
    place = PlaceFactory()
    opening(place, SPRING, time(2), time(3))
    begin = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
    quarters = [begin + timedelta(minutes=15 * n) for n in range(12)]
    assert [each for each in quarters if opening_at(place, each).is_open] == []


# What the database refuses


@pytest.mark.parametrize(
    "row",
    [
        {"weekday": 0, "opens": time(17), "closes": time(9)},
        {"weekday": 0, "opens": time(9), "closes": time(9)},
        {"weekday": 7, "opens": time(9), "closes": time(17)},
    ],
)
def test_hours_that_cannot_be_are_refused_by_the_database(row):
    place = PlaceFactory()
    OpeningHours.objects.create(place=place, weekday=6, opens=time(9), closes=time(17))
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(place=place, **row)
    assert OpeningHours.objects.count() == 1


def test_closure_that_ends_before_it_begins_is_refused_by_the_database():
    place = PlaceFactory()
    day = timedelta(days=1)
    Closure.objects.create(place=place, first_day=WEDNESDAY, last_day=WEDNESDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(
            place=place, first_day=WEDNESDAY, last_day=WEDNESDAY - day
        )
    assert Closure.objects.count() == 1


def test_name_of_a_place_is_unique():
    PlaceFactory(name="Branch")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(name="Branch")


def test_hours_that_cannot_be_are_refused_with_words():
    hours = OpeningHours(
        place=PlaceFactory(), weekday=0, opens=time(17), closes=time(9)
    )
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        hours.full_clean()
    assert refused.value.messages == ["The closing time must be after the opening."]


def test_place_with_a_course_is_not_deleted():
    run = CourseRunFactory()
    with pytest.raises(ProtectedError), transaction.atomic():
        run.place.delete()
    assert Place.objects.count() == 1


# Facts


def test_address_stands_as_on_an_envelope():
    place = PlaceFactory(street="Žitná 1574/51", postal_code="110 00", city="Praha 1")
    assert place.address_lines == ["Žitná 1574/51", "110 00 Praha 1"]


def test_address_without_a_postal_code_has_no_gap():
    place = PlaceFactory(street="Žitná 1574/51", postal_code="", city="Praha 1")
    assert place.address_lines == ["Žitná 1574/51", "Praha 1"]


def test_current_closures_leave_out_those_that_are_over():
    place = PlaceFactory()
    for first, last in ((-3, -1), (-3, 0), (0, 0), (5, 6)):
        Closure.objects.create(
            place=place,
            first_day=WEDNESDAY + timedelta(days=first),
            last_day=WEDNESDAY + timedelta(days=last),
        )
    found = Place.objects.with_hours(WEDNESDAY).get().current_closures
    assert [(each.last_day - WEDNESDAY).days for each in found] == [0, 0, 6]


def test_coordinators_of_a_place_are_in_its_history():
    place = PlaceFactory()
    place.coordinators.add(make_staff("ada"))
    names = [row.user.username for row in place.history.latest().coordinators.all()]
    assert names == ["ada"]
