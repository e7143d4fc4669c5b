"""The three inputs of a date. How dates are typed, see `tests/home/typed`."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from forms_app.engine.fields import DateField


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", ["28", "3", "1990"]),
        ("en", ["28th", "March", "1990"]),
        ("en", ["28", "mar", "90"]),
        ("en", [" 28. ", "03", "1990"]),
        ("cs", ["28", "března", "1990"]),
        ("cs", ["28.", "Březen", "1990"]),
        ("cs", ["28", "brezna", "1990"]),
        ("cs", ["28", "березня", "1990"]),
        ("uk", ["28", "березень", "1990"]),
        ("zh-hans", ["28日", "3月", "1990年"]),
        ("zh-hans", ["２８", "三月", "１９９０"]),
        ("vi", ["ngày 28", "tháng 3", "năm 1990"]),
        ("mn", ["28", "3-р сар", "1990 он"]),
        ("ar", ["٢٨", "٣", "١٩٩٠"]),
        ("ar", ["۲۸", "۳", "۱۹۹۰"]),
        ("ar", ["28", "مارس", "1990"]),
        ("ar", ["\u200f٢٨", "آذار", "١٩٩٠"]),
    ],
)
def test_a_date_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert DateField().clean(typed) == date(1990, 3, 28)


@pytest.mark.parametrize(
    ("language", "typed"),
    [("fr", "1er"), ("es", "1º"), ("es", "1.º"), ("zh-hans", "1日"), ("en", "1st")],
)
def test_the_first_of_a_month_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert DateField().clean([typed, "12", "2026"]) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["", "", ""], "required"),
        ([" ", "\u200f", ""], "required"),
        (None, "required"),
        (["28", "", "1990"], "incomplete"),
        (["28"], "incomplete"),
        (["32", "3", "1990"], "day"),
        (["x", "3", "1990"], "day"),
        (["March", "3", "1990"], "day"),
        (["28年", "3", "1990"], "day"),
        (["28", "13", "1990"], "month"),
        (["28", "Smarch", "1990"], "month"),
        (["28", "3 March", "1990"], "month"),
        (["28", "3", "990"], "year"),
        (["28", "3", "²⁰²⁰"], "year"),
        (["28", "3", "9" * 5000], "year"),
        (["30", "2", "1990"], "no_such_day"),
        (["\0", "3", "1990"], "day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(typed, code):
    with pytest.raises(forms.ValidationError) as caught:
        DateField().clean(typed)
    assert caught.value.code == code


def test_an_empty_date_is_none_where_it_may_be_empty():
    assert DateField(required=False).clean(["", "", ""]) is None
