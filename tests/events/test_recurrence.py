from datetime import date, timedelta

import pytest

from events.recurrence import MOST_DATES, Repeats, days_of_series

TUESDAY = date(2027, 2, 9)  # the second of its month


def test_day_without_a_series_stands_alone():
    assert days_of_series(TUESDAY, Repeats.NEVER) == [TUESDAY]


@pytest.mark.parametrize(("every", "last"), [(1, 16), (2, 23)])
def test_weekly_series_keeps_its_weekday(every, last):
    days = days_of_series(TUESDAY, Repeats.WEEKLY, every, times=2)
    assert days == [TUESDAY, date(2027, 2, last)]


def test_series_ends_with_its_last_day():
    days = days_of_series(TUESDAY, Repeats.WEEKLY, until=date(2027, 2, 23))
    assert days == [TUESDAY, date(2027, 2, 16), date(2027, 2, 23)]
    day_before = days_of_series(TUESDAY, Repeats.WEEKLY, until=date(2027, 2, 22))
    assert day_before == [TUESDAY, date(2027, 2, 16)]


def test_monthly_series_keeps_its_weekday_of_the_month():
    days = days_of_series(TUESDAY, Repeats.MONTHLY, times=3)
    assert days == [TUESDAY, date(2027, 3, 9), date(2027, 4, 13)]


def test_fifth_weekday_counts_as_the_last_of_each_month():
    days = days_of_series(date(2027, 3, 30), Repeats.MONTHLY, times=3)
    assert days == [date(2027, 3, 30), date(2027, 4, 27), date(2027, 5, 25)]


@pytest.mark.parametrize("repeats", [Repeats.WEEKLY, Repeats.MONTHLY])
def test_series_is_not_endless(repeats):
    endless = days_of_series(TUESDAY, repeats, until=TUESDAY + timedelta(days=99_999))
    assert len(endless) == MOST_DATES
