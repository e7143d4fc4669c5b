from contextlib import suppress
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from home.templatetags.display import long_date, weekday_name
from home.typed.dates import FIRST_YEAR, LAST_YEAR, read_date
from home.typed.words_of_dates import NotADate

LANGUAGES = [code for code, _name in settings.LANGUAGES]

# fmt: off
CHRISTMAS_EVE = {
    "cs": (
        "24. 12. 2026", "24.12.2026", "24/12/2026", "24-12-2026", "24 12 2026",
        "24.12.26", "24. prosince 2026", "24. prosinec 2026", "24 pros 2026",
        "24. PROSINCE 2026", "čtvrtek 24. prosince 2026", "24.12.2026.", "2026-12-24",
        "24122026", "20261224", "24. december 2026",
    ),
    "en": (
        "24 December 2026", "24th of December 2026", "December 24, 2026", "24 dec 2026",
        "Dec. 24 2026", "24/12/2026", "24/12/26", "2026-12-24", "24 Dec ’26",
        "Thursday, 24 December 2026", "24. prosince 2026",
    ),
    "uk": (
        "24 грудня 2026 р.", "24 грудень 2026", "24-го грудня 2026 року", "24 груд 26",
        "24.12.2026", "четвер, 24 грудня 2026", "24 декабря 2026",
    ),
    "ru": (
        "24 декабря 2026 г.", "24 декабрь 2026", "24-го декабря 2026 года", "24 дек 26",
        "24.12.2026", "24.12.2026 г.",
    ),
    "vi": (
        "24 tháng 12 năm 2026", "ngày 24 tháng 12 năm 2026", "24 thg 12, 2026",
        "Thứ Năm, 24 tháng 12, 2026", "24/12/2026", "24-12-2026",
    ),
    "zh-hans": (
        "2026年12月24日", "2026年12月24号", "２０２６年１２月２４日", "2026／12／24",
        "二〇二六年十二月二十四日", "2026年12月24日星期四", "2026年12月24日（周四）",
        "2026-12-24", "2026/12/24", "24/12/2026", "12月24日2026年",
    ),
    "ar": (
        "24 ديسمبر 2026", "٢٤ ديسمبر ٢٠٢٦", "24 كانون الأول 2026", "٢٤ كانون اول ٢٠٢٦",
        "24 كانون الأول/ديسمبر 2026", "24 دجنبر 2026", "24/12/2026", "٢٤/١٢/٢٠٢٦",
        "۲۴/۱۲/۲۰۲۶", "24\u200f/12\u200f/2026م", "يوم الخميس 24 ديسمبر 2026",
    ),
    "mn": (
        "2026 оны 12-р сарын 24", "2026 оны 12 сарын 24-ний өдөр", "2026.12.24",
        "2026 оны арван хоёрдугаар сарын 24", "2026-12-24", "24.12.2026",
    ),
    "es": (
        "24 de diciembre de 2026", "24 diciembre 2026", "24 dic 2026", "24/12/2026",
        "el 24 de diciembre del 2026", "jueves, 24 de diciembre de 2026",
    ),
    "fr": (
        "24 décembre 2026", "le 24 décembre 2026", "24 déc. 2026", "24 decembre 2026",
        "24/12/2026", "jeudi 24 décembre 2026",
    ),
}
OTHER_DAYS = {
    ("fr", "1er décembre 2026"): date(2026, 12, 1),
    ("es", "1º de diciembre de 2026"): date(2026, 12, 1),
    ("es", "1.º de diciembre de 2026"): date(2026, 12, 1),
    ("zh-hans", "2026年12月1日"): date(2026, 12, 1),
    ("en", "1st December 2026"): date(2026, 12, 1),
    ("cs", "3. 12. 2026"): date(2026, 12, 3),
    ("cs", "červen 1 2026"): date(2026, 6, 1),
    ("cs", "1. červenec 2026"): date(2026, 7, 1),
    ("es", "3 mar 2026"): date(2026, 3, 3),
    ("en", "3/4/2026"): date(2026, 4, 3),
    ("mn", "2026 оны нэгдүгээр сарын 3"): date(2026, 1, 3),
    ("mn", "2026 оны арван нэгдүгээр сарын 3"): date(2026, 11, 3),
    ("ar", "3 تشرين الثاني 2026"): date(2026, 11, 3),
    ("ar", "3 جانفي 2026"): date(2026, 1, 3),
    ("ar", "3 ابريل 2026"): date(2026, 4, 3),
    # Who was born then, and who plans ahead.
    ("cs", "1. 5. 85"): date(1985, 5, 1),
    ("cs", "1. 5. 37"): date(1937, 5, 1),
    ("cs", "1. 5. 36"): date(2036, 5, 1),
    ("zh-hans", "85-5-1"): date(1985, 5, 1),
    ("cs", "1-5-85"): date(1985, 5, 1),
}
REFUSED = {
    NotADate.UNREADABLE: (
        "", "tomorrow", "24", "24 2026 12", "1. 2. 3. 26", "24. Smarch 2026", "-1/2/26",
        "24.12.2026?", "²/2/2026", "24 رجب 1448", "2026", "123456", "9" * 5000, "\0",
        "24. 12. 2026 18:00", "3 March April 2026",
    ),
    NotADate.INCOMPLETE: ("24. 12.", "24 December", "December 2026"),
    NotADate.NO_SUCH_DAY: ("31. 2. 2026", "30 February 2026", "29.2.2026"),
    NotADate.AMBIGUOUS: ("24-12-26", "01-02-03"),
    NotADate.WEEKDAY: ("Friday 24 December 2026", "2026年12月24日星期五"),
    "month": ("12/24/2026", "24.13.2026"),
    "day": ("32.12.2026", "0. 1. 2026"),
    "year": ("24.12.1850", "24.12.20266", "24.12.126", "24. 12. 9999"),
}
# fmt: on


@pytest.fixture(autouse=True)
def _in_2026(time_machine):
    time_machine.move_to("2026-12-01")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_read_as_people_write_it(language):
    read = {typed: read_date(typed, language) for typed in CHRISTMAS_EVE[language]}
    assert read == dict.fromkeys(read, date(2026, 12, 24))


@pytest.mark.parametrize(("language", "typed"), OTHER_DAYS)
def test_a_day_is_read_in_its_language(language, typed):
    assert read_date(typed, language) == OTHER_DAYS[language, typed]


def reason_why_not(typed, language="en"):
    with pytest.raises(NotADate) as caught:
        read_date(typed, language)
    return caught.value.reason


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_no_day_or_two_is_refused_with_its_reason(reason):
    told = {typed: reason_why_not(typed) for typed in REFUSED[reason]}
    assert told == dict.fromkeys(told, reason)


@pytest.mark.parametrize("language", ["zh-hans", "mn"])
def test_a_short_year_is_no_day_where_the_year_comes_first(language):
    """A Czech who writes 24.12.26 and a Mongolian who writes 26.12.24 mean one day."""
    assert reason_why_not("26.12.24", language) == NotADate.AMBIGUOUS
    assert read_date("26.12.24", "cs") == date(2024, 12, 26)


def test_the_page_says_which_language_counts():
    with translation.override("fr"):
        assert read_date("2 juil 2026") == date(2026, 7, 2)


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_every_day_that_the_site_writes_is_read_again(language, day):
    with translation.override(language):
        for written in (
            long_date(day),
            f"{weekday_name(day)} {long_date(day)}",
            date_format(day, "SHORT_DATE_FORMAT"),
            date_format(day, "SHORT_DATE_FORMAT").upper(),
            day.isoformat(),
        ):
            assert read_date(written) == day, written


@given(typed=st.text(max_size=70), language=st.sampled_from(LANGUAGES))
def test_whatever_is_typed_is_a_day_or_refused(typed, language):
    with suppress(NotADate):
        assert FIRST_YEAR <= read_date(typed, language).year <= LAST_YEAR
