"""What the questions say of what they cannot read, in the reader's language."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.conf import settings
from django.utils import translation

from home.typed.dates import read_date
from home.typed.fields import ClockField, DayField, DayOrMomentField, MomentField
from home.typed.moments import read_moment
from home.typed.native_inputs import NativeClockInput, NativeDayInput
from home.typed.text import visible

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WRONG_DAYS = ("soon", "24. 12.", "24-12-26", "31. 2. 2026", "Friday 24 December 2026")


class Asked(forms.Form):
    day = DayField()
    clock = ClockField()
    moment = MomentField()


def told(field, typed):
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(typed)
    return caught.value.messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_an_error_can_be_copied(language):
    with translation.override(language):
        [words] = told(DayField(), "soon")
        example = visible(words.split(":")[-1].split("：")[-1]).rstrip("。")
        assert read_date(example) == date(2027, 3, 22)
        [words] = told(MomentField(), "24. 12. 2026")
        example = visible(words.partition("：" if "：" in words else ":")[2])
        assert read_moment(example) == datetime(2027, 3, 22, 18)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_fill_in_in_an_error(language):
    with translation.override(language):
        for field in (DayField(), MomentField()):
            for typed in WRONG_DAYS:
                [words] = told(field, typed)
                assert "%" not in words


def test_what_cannot_be_read_stays_as_it_was_typed():
    typed = {"day": "31. 2. 2026", "clock": "25:00", "moment": "24. 12. 2026"}
    form = Asked(typed)
    assert form.errors.keys() == typed.keys()
    for name, text in typed.items():
        assert f'value="{text}"' in str(form[name])


@pytest.mark.parametrize(
    ("language", "shown"),
    [("cs", "3. 12. 2026"), ("en", "03/12/2026"), ("mn", "2026-12-03")],
)
def test_a_day_is_shown_as_the_language_writes_it(language, shown):
    with translation.override(language):
        form = Asked(initial={"day": date(2026, 12, 3), "clock": time(9, 5)})
        assert f'value="{shown}"' in str(form["day"])
        assert 'value="09:05"' in str(form["clock"])


def test_what_is_shown_is_no_change():
    initial = {
        "day": date(2026, 12, 3),
        "clock": time(9, 5),
        "moment": datetime(2026, 12, 3, 8, 5, tzinfo=UTC),
    }
    with translation.override("cs"):
        typed = {"day": "3. 12. 2026", "clock": "9.05", "moment": "3. 12. 2026 9:05"}
        assert Asked(typed, initial=initial).changed_data == []


def test_a_moment_is_on_the_clocks_of_prague():
    assert MomentField().clean("24/12/2026 18:00") == datetime(
        2026, 12, 24, 17, tzinfo=UTC
    )


def test_a_day_is_enough_where_a_moment_is_looked_for():
    assert DayOrMomentField().clean("24/12/2026") == datetime(
        2026, 12, 23, 23, tzinfo=UTC
    )


@pytest.mark.parametrize("typed", ["2027-03-28 02:30", "2027-10-31 02:30"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(typed):
    assert "couldn’t be interpreted" in told(MomentField(), typed)[0]


@pytest.mark.parametrize("field", [DayField, ClockField, MomentField])
@pytest.mark.parametrize("nothing", ["", " ", "\u200f", None])
def test_nothing_is_nothing(field, nothing):
    assert field(required=False).clean(nothing) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 12, 3), "2026-12-03"),
        ("3. 12. 2026", "2026-12-03"),
        ("2026-12-03", "2026-12-03"),
        ("soon", "soon"),
        (None, None),
        ("", ""),
    ],
)
def test_a_calendar_of_the_phone_gets_what_it_can_hold(value, shown):
    assert NativeDayInput().format_value(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(time(14, 30), "14:30"), ("2:30 pm", "14:30"), ("soon", "soon"), (None, None)],
)
def test_a_clock_of_the_phone_gets_what_it_can_hold(value, shown):
    assert NativeClockInput().format_value(value) == shown
