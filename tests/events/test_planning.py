"""From the days and series of an event to its dates, the first time and later."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from events.models import EventDate, Schedule, SkippedDay
from events.planning import plan_dates
from events.recurrence import Repeats
from tests.events.event_pages import announce
from tests.factories import EventFactory, PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_march")]


@pytest.fixture
def event():
    event = EventFactory()
    announce(event)
    return event


def add_series(event, first_day=date(2027, 3, 7), times=5, **facts) -> Schedule:
    series = Schedule.objects.create(
        event=event,
        first_day=first_day,
        begins=time(18),
        ends=time(20),
        repeats=Repeats.WEEKLY,
        times=times,
        **facts,
    )
    plan_dates(event)
    return series


def change(row, **facts):
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()


def replan(event, schedule, **facts):
    change(schedule, **facts)
    plan_dates(event)


def begins(event) -> list[str]:
    dates = EventDate.objects.filter(event=event).order_by("starts_at")
    return [f"{timezone.localtime(each.starts_at):%d.%m. %H:%M}" for each in dates]


def test_weekly_series_stays_at_18_when_the_clocks_change(event):
    add_series(event, date(2027, 3, 21), times=2)
    add_series(event, date(2027, 10, 24), times=2)
    dates = event.dates.order_by("starts_at")
    assert [each.starts_at.astimezone(UTC).hour for each in dates] == [17, 16, 16, 17]
    assert begins(event) == [
        "21.03. 18:00",
        "28.03. 18:00",
        "24.10. 18:00",
        "31.10. 18:00",
    ]
    assert {each.ends_at - each.starts_at for each in dates} == {timedelta(hours=2)}


def test_planning_again_changes_nothing(event):
    add_series(event)
    before = list(event.dates.values())
    plan_dates(event)
    assert list(event.dates.values()) == before
    assert EventDate.history.count() == 5


def test_day_that_is_left_out_has_no_date(event):
    SkippedDay.objects.create(event=event, day=date(2027, 3, 14))
    add_series(event, times=3)
    assert begins(event) == ["07.03. 18:00", "21.03. 18:00"]


def test_day_that_is_left_out_later_takes_its_date_away(event):
    add_series(event, times=3)
    SkippedDay.objects.create(event=event, day=date(2027, 3, 14))
    plan_dates(event)
    assert begins(event) == ["07.03. 18:00", "21.03. 18:00"]


def test_new_time_of_a_series_moves_its_dates_and_keeps_their_identity(event):
    series = add_series(event, times=2)
    keys = list(event.dates.values_list("pk", flat=True))
    replan(event, series, begins=time(17, 30))
    assert begins(event) == ["07.03. 17:30", "14.03. 17:30"]
    assert list(event.dates.values_list("pk", flat=True)) == keys
    moved = event.dates.first()
    assert timezone.localtime(moved.moved_from).time() == time(18)
    assert moved.sequence == 1


def test_longer_series_gets_more_dates_and_a_shorter_one_fewer(event):
    series = add_series(event, times=2)
    replan(event, series, times=3)
    assert len(begins(event)) == 3
    replan(event, series, times=1)
    assert begins(event) == ["07.03. 18:00"]


def test_another_day_for_a_single_date_is_a_move(event):
    single = Schedule.objects.create(
        event=event, first_day=date(2027, 3, 7), begins=time(18), ends=time(20)
    )
    plan_dates(event)
    [announced] = event.dates.all()
    replan(event, single, first_day=date(2027, 3, 9))
    [moved] = event.dates.all()
    assert (moved.pk, moved.moved_from) == (announced.pk, announced.starts_at)
    assert begins(event) == ["09.03. 18:00"]


def test_another_day_for_a_single_date_that_is_over_is_another_date(event):
    single = Schedule.objects.create(
        event=event, first_day=date(2027, 2, 7), begins=time(18), ends=time(20)
    )
    plan_dates(event)
    replan(event, single, first_day=date(2027, 3, 9))
    assert begins(event) == ["07.02. 18:00", "09.03. 18:00"]
    assert not event.dates.exclude(moved_from=None).exists()


@pytest.mark.parametrize(
    "own",
    [
        {"is_cancelled": True},
        {"follows_schedule": False},
        {"place": True},
    ],
    ids=["cancelled", "moved", "elsewhere"],
)
def test_date_that_somebody_changed_stays_when_its_series_ends_earlier(event, own):
    series = add_series(event, times=3)
    if "place" in own:
        own = {"place": PlaceFactory()}
    change(event.dates.last(), **own)
    replan(event, series, times=1)
    assert begins(event) == ["07.03. 18:00", "21.03. 18:00"]


def test_date_with_a_time_of_its_own_does_not_follow_its_series(event):
    series = add_series(event, times=2)
    last = event.dates.last()
    later = last.starts_at + timedelta(hours=1)
    change(
        last,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        follows_schedule=False,
    )
    replan(event, series, begins=time(17))
    assert begins(event) == ["07.03. 17:00", "14.03. 19:00"]


# A series that moves as a whole


def keys(event) -> list[int]:
    return list(event.dates.order_by("starts_at").values_list("pk", flat=True))


@pytest.mark.parametrize("by", [-3, 1, 4])
def test_series_on_another_weekday_keeps_its_dates_and_says_they_moved(event, by):
    series = add_series(event, date(2027, 3, 7), times=3)
    before, announced = keys(event), begins(event)
    replan(event, series, first_day=date(2027, 3, 7) + timedelta(days=by))
    assert keys(event) == before
    moved = event.dates.order_by("starts_at")
    assert [
        f"{timezone.localtime(each.moved_from):%d.%m. %H:%M}" for each in moved
    ] == (announced)
    assert {each.sequence for each in moved} == {1}


def test_monthly_series_on_another_weekday_keeps_its_dates(event):
    series = add_series(event, date(2027, 3, 2), times=3)
    replan(event, series, repeats=Repeats.MONTHLY)
    before = keys(event)
    replan(event, series, first_day=date(2027, 3, 3))
    assert keys(event) == before
    assert begins(event) == ["03.03. 18:00", "07.04. 18:00", "05.05. 18:00"]


def test_date_moved_by_hand_keeps_its_place_when_its_series_moves(event):
    series = add_series(event, date(2027, 3, 7), times=3)
    by_hand = event.dates.order_by("starts_at")[1]
    change(
        by_hand,
        starts_at=by_hand.starts_at + timedelta(days=2),
        ends_at=by_hand.ends_at + timedelta(days=2),
        follows_schedule=False,
    )
    before = keys(event)
    replan(event, series, first_day=date(2027, 3, 8))
    assert begins(event) == ["08.03. 18:00", "16.03. 18:00", "22.03. 18:00"]
    assert keys(event) == before
    replan(event, series, first_day=date(2027, 3, 7))
    assert begins(event) == ["07.03. 18:00", "16.03. 18:00", "21.03. 18:00"]


def test_days_that_are_left_out_stay_out_of_the_count_when_a_series_moves(event):
    SkippedDay.objects.create(event=event, day=date(2027, 3, 14))
    series = add_series(event, date(2027, 3, 7), times=3)
    first, third = keys(event)
    replan(event, series, first_day=date(2027, 3, 8))
    found = dict(zip(begins(event), keys(event), strict=True))
    assert (found["08.03. 18:00"], found["22.03. 18:00"]) == (first, third)
    assert list(found) == ["08.03. 18:00", "15.03. 18:00", "22.03. 18:00"]


def test_what_took_place_is_not_announced_again_when_the_rest_moves(event):
    series = add_series(event, date(2027, 3, 7), times=3)
    with time_machine.travel(datetime(2027, 3, 15, 6, tzinfo=UTC)):
        replan(event, series, first_day=date(2027, 3, 8))
        assert begins(event) == ["07.03. 18:00", "14.03. 18:00", "22.03. 18:00"]


def test_series_of_last_year_begins_anew_with_other_dates(event):
    series = add_series(event, date(2027, 3, 7), times=2)
    with time_machine.travel(datetime(2028, 1, 5, tzinfo=UTC)):
        replan(event, series, first_day=date(2028, 2, 7))
        assert begins(event) == [
            "07.03. 18:00",
            "14.03. 18:00",
            "07.02. 18:00",
            "14.02. 18:00",
        ]
        assert not event.dates.exclude(moved_from=None).exists()


def test_series_that_begins_a_week_later_keeps_the_days_that_stay(event):
    series = add_series(event, date(2027, 3, 7), times=3)
    before = keys(event)
    replan(event, series, first_day=date(2027, 3, 14))
    assert begins(event) == ["14.03. 18:00", "21.03. 18:00", "28.03. 18:00"]
    assert keys(event)[:2] == before[1:]
    assert not event.dates.exclude(moved_from=None).exists()


def test_dates_that_are_over_are_never_touched(event):
    series = add_series(event, times=3)
    with time_machine.travel(datetime(2027, 3, 15, tzinfo=UTC)):
        replan(event, series, begins=time(17))
        assert begins(event) == ["07.03. 18:00", "14.03. 18:00", "21.03. 17:00"]
        series.delete()
        plan_dates(event)
        assert begins(event) == ["07.03. 18:00", "14.03. 18:00"]


def test_exhibition_lasts_many_days(event):
    Schedule.objects.create(
        event=event,
        first_day=date(2027, 3, 27),
        begins=time(10),
        ends=time(18),
        days=30,
    )
    plan_dates(event)
    [found] = event.dates.all()
    assert timezone.localtime(found.ends_at).replace(tzinfo=None) == datetime(
        2027, 4, 25, 18
    )
