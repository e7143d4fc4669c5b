from contextlib import suppress
from datetime import datetime, time

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from home.templatetags.display import clock, day_and_time
from home.typed.moments import NoTime, read_moment
from home.typed.times import NotATime, read_time
from home.typed.words_of_dates import NotADate

LANGUAGES = [code for code, _name in settings.LANGUAGES]

# fmt: off
HALF_PAST_TWO = (
    "14:30", "14.30", "14,30", "14 30", "1430", "14：30", "１４：３０", "14h30",
    "14 h 30", "14:30 h", "14:30:00", " 14:30\u200f", "14٫30", "١٤:٣٠", "۱۴:۳۰",
    # Czech, English
    "14.30 hod.", "v 14:30", "ve 14 hodin 30 minut", "2.30 odp.", "2:30 odpoledne",
    "2:30 pm", "2:30PM", "2.30 p.m.", "at 2:30 pm", "14:30 pm",
    # Ukrainian, Russian, Mongolian
    "о 14:30", "14 год. 30 хв.", "в 14:30", "14 ч. 30 мин.", "2:30 дня", "2:30 пп",
    "14 цаг 30 минут", "2:30 ү.х.",
    # Vietnamese, Chinese, Arabic
    "14 giờ 30", "lúc 14 giờ 30 phút", "14g30", "2 giờ 30 chiều", "2:30 CH",
    "下午2点30分", "下午2點30分", "下午两点半", "14时30分", "下午2:30",
    "٢:٣٠ م", "2:30 مساءً", "الساعة 2:30 بعد الظهر",
    # Spanish, French
    "2:30 p. m.", "a las 2:30 de la tarde", "à 14 h 30", "14 heures 30",
    "2 h 30 de l’après-midi",
)
OTHER_TIMES = {
    "9": time(9), "09": time(9), "0:05": time(0, 5), "930": time(9, 30),
    "20h": time(20), "20 h": time(20), "20 hod.": time(20), "20 часов": time(20),
    "8 pm": time(20), "8 večer": time(20), "8 вечера": time(20), "晚上8点": time(20),
    "8 de la noche": time(20), "8 h du soir": time(20), "8 tối": time(20),
    "12:30 am": time(0, 30), "12:30 pm": time(12, 30), "12:30 ص": time(0, 30),
    "上午十点": time(10), "10 dop.": time(10), "7 утра": time(7), "10 sáng": time(10),
}
NO_TIMES = (
    "", "soon", "25:00", "24:00", "14:60", "-1", "14-16", "2:5", ":30", "14:30 dop.",
    "12 večer", "2 вечера", "2:30 am pm", "0:30 pm", "²:30", "14:3o", "9" * 400, "\0",
    "1.2.3", "14:30:15", "24. 12. 2026", "pm",
)
# fmt: on


def test_a_time_is_read_as_people_write_it():
    read = {typed: read_time(typed) for typed in HALF_PAST_TWO}
    assert read == dict.fromkeys(read, time(14, 30))


def test_hours_and_halves_of_the_day_are_read():
    assert {typed: read_time(typed) for typed in OTHER_TIMES} == OTHER_TIMES


@pytest.mark.parametrize("typed", NO_TIMES)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(NotATime):
        read_time(typed)


@given(moment=st.times())
def test_every_time_that_the_site_writes_is_read_again(moment):
    whole = moment.replace(second=0, microsecond=0)
    for language in LANGUAGES:
        with translation.override(language):
            assert read_time(clock(moment)) == whole


@given(typed=st.text(max_size=50))
def test_whatever_is_typed_is_a_time_or_refused(typed):
    with suppress(NotATime):
        assert isinstance(read_time(typed), time)


# A day and a time in one line

# fmt: off
SIX_O_CLOCK = {
    "cs": (
        "24. 12. 2026 18:00", "24.12.2026, 18.00", "24. prosince 2026 v 18:00",
        "24. 12. 26 18 00", "2026-12-24 18:00", "2026-12-24T18:00:00", "24.12.2026 18h",
        "18:00 24. 12. 2026", "24. prosince 2026, 6 odp.",
    ),
    "en": ("24 December 2026, 6 pm", "24/12/2026 18:00", "24 Dec 2026 at 18:00"),
    "vi": ("18:00 24/12/2026", "18 giờ ngày 24 tháng 12 năm 2026"),
    "zh-hans": ("2026年12月24日 18:00", "2026年12月24日下午6点"),
    "ar": ("24 ديسمبر 2026، 18:00", "٢٤/١٢/٢٠٢٦ ٦:٠٠ م"),
}
NO_MOMENTS = {
    "": NotADate.UNREADABLE, "x": NotADate.UNREADABLE, "18:00": NotADate.UNREADABLE,
    "24. 12. 2026 25:00": NotADate.UNREADABLE, "24. 12. 18:00": NotADate.UNREADABLE,
    "31. 2. 2026 18:00": NotADate.NO_SUCH_DAY, "9" * 200: NotADate.UNREADABLE,
    "24-12-26 18:00": NotADate.AMBIGUOUS, "24.12.1850 18:00": "year",
    "pátek 24. 12. 2026 18:00": NotADate.WEEKDAY,
}
# fmt: on


@pytest.mark.parametrize("language", SIX_O_CLOCK)
def test_a_moment_is_read_as_people_write_it(language):
    read = {typed: read_moment(typed, language) for typed in SIX_O_CLOCK[language]}
    assert read == dict.fromkeys(read, datetime(2026, 12, 24, 18))


def test_a_day_without_a_time_is_no_moment():
    with pytest.raises(NoTime) as caught:
        read_moment("24. 12. 2026", "cs")
    assert caught.value.day.isoformat() == "2026-12-24"


@pytest.mark.parametrize("typed", NO_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_reason(typed):
    with pytest.raises(NotADate) as caught:
        read_moment(typed, "cs")
    assert caught.value.reason == NO_MOMENTS[typed]


@pytest.mark.parametrize("language", LANGUAGES)
@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)))
def test_every_moment_that_the_site_writes_is_read_again(language, moment):
    whole = moment.replace(second=0, microsecond=0)
    with translation.override(language):
        for written in (
            day_and_time(moment),
            date_format(moment, "SHORT_DATETIME_FORMAT"),
            whole.isoformat(),
        ):
            assert read_moment(written) == whole, written
