"""Dates as readers of each language write them."""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.html import strip_tags

from home.templatetags.display import (
    date_range,
    in_a_row,
    long_date,
    meeting,
    weekday_name,
    whole_dates,
)

FIRST, LAST, NEXT_YEAR = date(2027, 2, 3), date(2027, 6, 12), date(2028, 1, 1)

# One day, a range within a year, and the weekday.
DATES = {
    "cs": ("3. února 2027", "3. února – 12. června 2027", "Středa"),
    "en": ("3 February 2027", "3 February – 12 June 2027", "Wednesday"),
    "uk": ("3 лютого 2027 р.", "3 лютого – 12 червня 2027 р.", "Середа"),
    "ru": ("3 февраля 2027 г.", "3 февраля – 12 июня 2027 г.", "Среда"),
    "vi": ("3 tháng 2 năm 2027", "3 tháng 2 – 12 tháng 6 năm 2027", "Thứ Tư"),
    "zh-hans": ("2027年2月3日", "2027年2月3日 – 6月12日", "星期三"),
    "ar": ("3 فبراير 2027", None, "الأربعاء"),
    "mn": (
        "2027 оны 2-р сарын 3",
        "2027 оны 2-р сарын 3 – 6-р сарын 12",
        "Лхагва",
    ),
    "es": (
        "3 de febrero de 2027",
        "3 de febrero – 12 de junio de 2027",
        "Miércoles",
    ),
    "fr": ("3 février 2027", "3 février – 12 juin 2027", "Mercredi"),
}
LANGUAGES = [code for code, _endonym in settings.LANGUAGES]


@pytest.fixture(params=LANGUAGES)
def language(request):
    with translation.override(request.param):
        yield request.param


def test_date_is_spelled_out_as_its_language_does(language):
    day, _range, weekday = DATES[language]
    assert (long_date(FIRST), weekday_name(FIRST)) == (day, weekday)


def test_date_of_a_message_is_that_of_the_pages(language):
    assert date_format(FIRST, "DATE_FORMAT") == long_date(FIRST)


def test_range_says_the_year_once(language):
    if DATES[language][1]:
        assert date_range(FIRST, LAST) == DATES[language][1]
    assert date_range(FIRST, LAST).count("2027") == 1


def test_range_over_new_year_says_both_years(language):
    shown = date_range(FIRST, NEXT_YEAR)
    assert (shown.count("2027"), shown.count("2028")) == (1, 1)


def test_range_of_one_day_is_that_day(language):
    assert date_range(FIRST, FIRST) == long_date(FIRST)


def test_range_in_a_narrow_column_keeps_each_date_whole(language):
    shown = whole_dates(FIRST, NEXT_YEAR)
    assert f'<span class="whole">{long_date(FIRST)}</span>' in shown
    assert f'<span class="whole">{long_date(NEXT_YEAR)}</span>' in shown
    assert strip_tags(shown) == date_range(FIRST, NEXT_YEAR)


def test_range_in_a_narrow_column_of_one_day_is_that_day(language):
    shown = whole_dates(FIRST, FIRST)
    assert shown == f'<span class="whole">{long_date(FIRST)}</span>'


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "a, b"), ("ar", "a، b"), ("zh-hans", "a、b")],
)
def test_words_in_a_row_have_the_commas_of_the_language(language, shown):
    with translation.override(language):
        assert in_a_row(["a", "b"]) == shown


def test_clock_has_24_hours_everywhere(language):
    evening = datetime(2027, 2, 3, 18, 5)
    shown = [
        time_format(evening, "TIME_FORMAT"),
        date_format(evening, "SHORT_DATETIME_FORMAT"),
        date_format(evening, "DATETIME_FORMAT"),
    ]
    assert [each for each in shown if "18:05" not in each] == []


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (
            datetime(2027, 3, 27, 10),
            datetime(2027, 4, 25, 18),
            "27 March – 25 April 2027, daily 10:00–18:00",
        ),
        (
            datetime(2027, 3, 27, 20),
            datetime(2027, 3, 28, 2),
            "27 March 2027, 20:00 – 28 March 2027, 02:00",
        ),
    ],
    ids=["an exhibition", "a night"],
)
def test_only_what_lasts_days_has_daily_hours(begin, end, expected):
    assert meeting(begin, end) == expected
