from datetime import date, time

import pytest
from django import forms
from django.utils import translation

from forms_app.engine.fields import DateField, TimeField


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ["28", "3", "1990"]),
        ("en", ["28", "March", "1990"]),
        ("en", ["28", "mar", "1990"]),
        ("en", [" 28. ", "03", "1990"]),
        ("cs", ["28", "března", "1990"]),
        ("cs", ["28.", "Březen", "1990"]),
        ("cs", ["28", "brezna", "1990"]),
        ("cs", ["28", "березня", "1990"]),
        ("uk", ["28", "березень", "1990"]),
        ("ar", ["٢٨", "٣", "١٩٩٠"]),
        ("ar", ["28", "مارس", "1990"]),
        ("ar", ["\u200f٢٨", "آذار", "١٩٩٠"]),
    ],
)
def test_a_date_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert DateField().clean(typed) == date(1990, 3, 28)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["", "", ""], "required"),
        (None, "required"),
        (["28", "", "1990"], "incomplete"),
        (["28"], "incomplete"),
        (["32", "3", "1990"], "day"),
        (["x", "3", "1990"], "day"),
        (["28", "13", "1990"], "month"),
        (["28", "Smarch", "1990"], "month"),
        (["28", "3", "90"], "year"),
        (["28", "3", "²⁰²⁰"], "year"),
        (["28", "3", "9" * 5000], "year"),
        (["30", "2", "1990"], "invalid"),
        (["\0", "3", "1990"], "day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(typed, code):
    with pytest.raises(forms.ValidationError) as caught:
        DateField().clean(typed)
    assert caught.value.code == code


def test_an_empty_date_is_none_where_it_may_be_empty():
    assert DateField(required=False).clean(["", "", ""]) is None


@pytest.mark.parametrize(
    "typed", ["14:30", "14.30", "14h30", "14 30", "1430", "١٤:٣٠", " 14:30\u200f"]
)
def test_a_time_is_read_as_people_write_it(typed):
    assert TimeField().clean(typed) == time(14, 30)


def test_an_hour_alone_is_a_time():
    assert TimeField().clean("9") == time(9)


@pytest.mark.parametrize("typed", ["25:00", "14:60", "2 pm", "soon", "-1"])
def test_a_wrong_time_is_refused_with_an_example(typed):
    with (
        translation.override("en"),
        pytest.raises(forms.ValidationError, match="14:30"),
    ):
        TimeField().clean(typed)
