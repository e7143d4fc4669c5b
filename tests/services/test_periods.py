from datetime import date

import pytest

from services.periods import Period

TODAY = date(2027, 3, 10)
THIS_WEEK = Period.week_of(TODAY)


def asked(**parameters) -> Period:
    return Period.asked_for(parameters, TODAY)


def test_a_week_of_the_address_is_shown_from_monday_to_sunday():
    period = asked(week="2027-W12")
    assert (period.first_day, period.last_day) == (date(2027, 3, 22), date(2027, 3, 28))


def test_a_month_of_the_address_is_shown_as_a_whole():
    period = asked(month="2027-02")
    assert (period.first_day, period.last_day) == (date(2027, 2, 1), date(2027, 2, 28))
    assert [each.address for each in period.weeks] == [
        "?week=2027-W05",
        "?week=2027-W06",
        "?week=2027-W07",
        "?week=2027-W08",
    ]


@pytest.mark.parametrize("parameter", ["week", "month"])
@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "now",
        "2027",
        "2027-W54",
        "2027-W00",
        "2027-13",
        "2027-00",
        "0000-W01",
        "9999-W52",
        "9999-12",
        "1999-01",
        "2027-W1\0",
        "٢٠٢٧-W12",
        "2027-W12 OR 1=1",
        "\u202e2027-03",
        "9" * 10_000,
    ],
)
def test_garbage_shows_the_present_week(parameter, garbage):
    assert asked(**{parameter: garbage}) == THIS_WEEK


def test_neighbours_follow_each_other_over_the_year():
    week = Period.week_of(date(2026, 12, 31))
    assert (week.address, week.next.address) == ("?week=2026-W53", "?week=2027-W01")
    month = Period.month_of(date(2026, 12, 31))
    assert (month.address, month.next.address) == ("?month=2026-12", "?month=2027-01")
    assert month.next.previous == month


def test_a_week_belongs_to_the_month_of_its_thursday():
    week = Period.week_of(date(2027, 4, 1))
    assert week.first_day == date(2027, 3, 29)
    assert week.as_month.address == "?month=2027-04"
