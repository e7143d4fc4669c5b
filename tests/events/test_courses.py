from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from events.models import CourseRun, Lesson
from tests.factories import (
    CourseFactory,
    CourseRunFactory,
    RegistrationFactory,
)

pytestmark = pytest.mark.django_db

OPENS = datetime(2027, 1, 10, 8, 0, tzinfo=UTC)
CLOSES = datetime(2027, 1, 20, 18, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def run():
    return CourseRunFactory(registration_opens_at=OPENS, registration_closes_at=CLOSES)


# When registration is open


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (OPENS - MOMENT, False),
        (OPENS, True),
        (OPENS + MOMENT, True),
        (CLOSES - MOMENT, True),
        (CLOSES, False),
        (CLOSES + MOMENT, False),
    ],
)
def test_registration_is_open_from_its_first_moment_until_its_last(
    run, moment, is_open
):
    assert run.registration_is_open_at(moment) is is_open


def test_registration_for_a_cancelled_run_is_closed(run):
    assert run.registration_is_open_at(OPENS) is True
    run.is_cancelled = True
    assert run.registration_is_open_at(OPENS) is False


# What is still to come


def test_run_is_upcoming_until_the_end_of_its_last_day_in_prague():
    run = CourseRunFactory(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 30))
    last_moment = datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC)  # 23:59:59 in Prague
    assert list(CourseRun.objects.upcoming(last_moment)) == [run]
    midnight = last_moment + timedelta(seconds=1)
    assert list(CourseRun.objects.upcoming(midnight)) == []


def test_upcoming_runs_begin_with_the_next_one():
    later, sooner = (
        CourseRunFactory(starts_on=timezone.localdate() + timedelta(days=days))
        for days in (20, 10)
    )
    assert list(CourseRun.objects.upcoming(timezone.now())) == [sooner, later]


# What the database refuses


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": date(2027, 2, 2), "ends_on": date(2027, 2, 1)},
        {"registration_opens_at": CLOSES, "registration_closes_at": OPENS},
        {"registration_opens_at": OPENS, "registration_closes_at": OPENS},
        {"capacity": 0},
    ],
)
def test_run_that_cannot_be_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRunFactory(**wrong)
    assert not CourseRun.objects.exists()


def test_run_of_one_day_and_one_seat_is_accepted():
    day = date(2027, 2, 1)
    CourseRunFactory(starts_on=day, ends_on=day, capacity=1)
    assert CourseRun.objects.count() == 1


def test_code_of_a_run_is_unique(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRunFactory(code=run.code)


@pytest.mark.parametrize("hours", [0, -1])
def test_lesson_that_ends_before_it_begins_is_refused_by_the_database(run, hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.create(
            run=run, starts_at=OPENS, ends_at=OPENS + timedelta(hours=hours)
        )
    assert not Lesson.objects.exists()


def test_run_with_registrations_is_not_deleted(run):
    RegistrationFactory(run=run)
    with pytest.raises(ProtectedError), transaction.atomic():
        run.delete()
    assert CourseRun.objects.count() == 1


def test_course_with_runs_is_not_deleted(run):
    with pytest.raises(ProtectedError), transaction.atomic():
        run.course.delete()
    run.course.refresh_from_db()


def test_course_without_runs_is_deleted():
    course = CourseFactory()
    course.delete()
    assert not type(course).objects.exists()
