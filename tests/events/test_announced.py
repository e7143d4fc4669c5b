"""What was announced leaves a trace when it changes: for people and for calendars."""

from datetime import timedelta

import pytest

from events.models import Event, EventDate, Lesson
from tests.events.event_pages import announce
from tests.factories import (
    CourseRunFactory,
    EventDateFactory,
    PlaceFactory,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def make_date():
    date = EventDateFactory()
    announce(date.event)
    return date


def make_lesson():
    date = EventDateFactory.build()
    return Lesson.objects.create(
        run=CourseRunFactory(), starts_at=date.starts_at, ends_at=date.ends_at
    )


@pytest.fixture(params=[make_date, make_lesson], ids=["event", "lesson"])
def meeting(request):
    made = request.param()
    return type(made).objects.get(pk=made.pk)


def move(meeting, by=HOUR):
    meeting.starts_at += by
    meeting.ends_at += by
    meeting.save()
    meeting.refresh_from_db()


def test_new_meeting_has_not_moved(meeting):
    assert (meeting.moved_from, meeting.sequence) == (None, 0)


def test_moved_meeting_remembers_when_it_was_first_announced(meeting):
    announced = meeting.starts_at
    move(meeting)
    move(meeting)
    assert (meeting.moved_from, meeting.sequence) == (announced, 2)


def test_meeting_that_moved_back_has_not_moved(meeting):
    move(meeting)
    move(meeting, -HOUR)
    assert (meeting.moved_from, meeting.sequence) == (None, 2)


def test_correction_is_no_move(meeting):
    move(meeting)
    meeting.moved_from = None
    meeting.starts_at += HOUR / 2
    meeting.save()
    meeting.refresh_from_db()
    assert (meeting.moved_from, meeting.sequence) == (None, 2)


@pytest.mark.parametrize("change", ["end", "cancelled"])
def test_other_changes_are_counted_but_are_no_move(meeting, change):
    if change == "end":
        meeting.ends_at += HOUR
    else:
        meeting.is_cancelled = True
    before = meeting.changed_at
    meeting.save()
    meeting.refresh_from_db()
    assert (meeting.moved_from, meeting.sequence) == (None, 1)
    assert meeting.changed_at > before


def test_date_that_no_page_told_about_is_corrected_and_not_moved():
    date = EventDateFactory()
    move(date)
    assert (date.moved_from, date.sequence) == (None, 1)


def test_saving_without_a_change_counts_nothing(meeting):
    meeting.save()
    meeting.refresh_from_db()
    assert meeting.sequence == 0


def test_cancelled_event_is_told_of_every_date_without_touching_it():
    date = EventDateFactory()
    event = Event.objects.get()
    event.is_cancelled = True
    event.save()
    date = EventDate.objects.select_related("event").get()
    assert (date.is_off, date.is_cancelled) == (True, False)
    assert (date.sequence, date.all_changes) == (0, 1)


def test_another_place_of_a_date_is_told():
    date = EventDateFactory()
    date.place = PlaceFactory()
    date.save()
    assert (date.where, date.all_changes) == (date.place, 1)
