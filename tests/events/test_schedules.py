"""What staff can enter, and what is refused in words and by the database."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from events.models import Schedule, SkippedDay
from events.recurrence import Repeats
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

SPRING_FORWARD = date(2027, 3, 28)  # from 02:00 to 03:00
WEEKLY = {"repeats": Repeats.WEEKLY}


def schedule(**facts) -> Schedule:
    usual = {"first_day": date(2027, 2, 3), "begins": time(18), "ends": time(20)}
    return Schedule(event=EventFactory(), **usual | facts)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"ends": time(2), "days": 2},
        {"days": 30},
        {**WEEKLY, "times": 1},
        {**WEEKLY, "times": 200, "every": 2},
        {**WEEKLY, "until": date(2027, 2, 3)},
        {"repeats": Repeats.MONTHLY, "until": date(2028, 2, 3)},
    ],
    ids=str,
)
def test_day_or_series_that_can_be_is_saved(facts):
    found = schedule(**facts)
    found.full_clean()
    found.save()
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"ends": time(18)}, "The end must be after the beginning"),
        ({"days": 0}, "from 1 to 366 days"),
        ({"days": 367}, "from 1 to 366 days"),
        ({**WEEKLY, "times": 2, "every": 0}, "from 1 to 52"),
        (WEEKLY, "A series needs one end"),
        ({**WEEKLY, "times": 2, "until": date(2028, 1, 1)}, "A series needs one end"),
        ({"times": 2}, "A series needs one end"),
        ({**WEEKLY, "until": date(2027, 2, 2)}, "must not be before the first"),
        ({**WEEKLY, "times": 0}, "up to 200 dates"),
        ({**WEEKLY, "times": 201}, "up to 200 dates"),
    ],
    ids=str,
)
def test_impossible_series_is_refused_in_words_and_by_the_database(facts, words):
    wrong = schedule(**facts)
    with pytest.raises(ValidationError) as refusal:
        wrong.full_clean()
    assert words in " ".join(refusal.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()


@pytest.mark.parametrize(
    "facts",
    [
        {"first_day": SPRING_FORWARD, "begins": time(2, 30), "ends": time(4)},
        {"first_day": SPRING_FORWARD, "begins": time(1), "ends": time(2, 30)},
        {
            "first_day": date(2027, 3, 27),
            "begins": time(22),
            "ends": time(2, 30),
            "days": 2,
        },
        {
            "first_day": date(2027, 3, 21),
            "begins": time(2, 30),
            "ends": time(4),
            **WEEKLY,
            "times": 2,
        },
    ],
    ids=["begins", "ends", "ends a day later", "in a series"],
)
def test_time_that_the_clocks_skip_is_refused_in_words(facts):
    with pytest.raises(ValidationError) as refusal:
        schedule(**facts).full_clean()
    assert refusal.value.messages == [
        "The clocks skip this time on "
        + ("27.03.2027." if facts.get("days") else "28.03.2027.")
    ]


def test_day_is_left_out_once():
    event = EventFactory()
    SkippedDay.objects.create(event=event, day=SPRING_FORWARD)
    with pytest.raises(IntegrityError), transaction.atomic():
        SkippedDay.objects.create(event=event, day=SPRING_FORWARD)
