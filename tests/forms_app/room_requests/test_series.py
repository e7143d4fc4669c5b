from datetime import date

from forms_app.room_requests.coming_day import HORIZON
from forms_app.room_requests.series import A_WEEK, weekly


def test_the_longest_series_keeps_its_last_day():
    first = date(2027, 3, 22)

    days = weekly(first, first + HORIZON)

    assert (days[0], days[-1]) == (first, first + 52 * A_WEEK)
    assert days[-1] + A_WEEK > first + HORIZON
