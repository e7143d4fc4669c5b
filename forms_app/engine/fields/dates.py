"""A date in three inputs, and a time of day: typed as people write them."""

import re
from datetime import date, time
from functools import cache

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields.text import visible, with_plain_digits
from home.folding import fold

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# Syria and Lebanon name the months otherwise than Egypt.
MORE_ARABIC = ("ar-SY", "ar-DZ")
# 14:30, 14.30, 14h30, 14 30, 1430 or 14.
TIME = re.compile(r"(\d{1,2})(?:\s*[:.h\s]\s*(\d{2})|(?<=\d\d)(\d{2}))?\s*h?")


class DateInputs(forms.MultiWidget):
    """Day, month and year as text: nobody has to scroll to the year of their birth."""

    template_name = "components/date_inputs.html"
    use_fieldset = True
    labels = (
        pgettext_lazy("part of a date", "Day"),
        pgettext_lazy("part of a date", "Month"),
        pgettext_lazy("part of a date", "Year"),
    )

    def __init__(self, attrs=None):
        numeric = {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
        month = {"dir": "auto", "autocomplete": "off"}
        super().__init__([forms.TextInput(each) for each in (numeric, month, numeric)])

    def decompress(self, value):
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        subwidgets = context["widget"]["subwidgets"]
        for subwidget, label in zip(subwidgets, self.labels, strict=True):
            subwidget["label"] = label
        return context


class HiddenDateInputs(DateInputs):
    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets = [forms.HiddenInput() for _each in self.widgets]


class DateField(forms.Field):
    """A day of the calendar. Cleans to a `date`, or None where it may be empty."""

    widget = DateInputs
    hidden_widget = HiddenDateInputs
    default_error_messages = {
        "incomplete": _("Fill in the day, the month and the year."),
        "day": _("Check the day: a number from 1 to 31."),
        "month": _("Check the month: a number from 1 to 12, or its name."),
        "year": _("Check the year: four digits, for example 1990."),
        "invalid": _("The calendar has no such day. Check the day and the month."),
    }

    def to_python(self, value):
        parts = [_bare(each or "") for each in value or []]
        if not any(parts):
            return None
        if len(parts) != len(DateInputs.labels) or not all(parts):
            raise self._refusal("incomplete")
        day = self._number("day", parts[0], 1, 31)
        month = _months(get_language()).get(_month_key(parts[1]))
        month = month or self._number("month", parts[1], 1, 12)
        year = self._number("year", parts[2], EARLIEST_YEAR, LATEST_YEAR)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._refusal("invalid") from None

    def _number(self, part: str, typed: str, least: int, most: int) -> int:
        typed = typed.rstrip(".")
        if not re.fullmatch(r"[0-9]{1,4}", typed) or not least <= int(typed) <= most:
            raise self._refusal(part)
        return int(typed)

    def _refusal(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class TimeField(forms.CharField):
    """A time of day on the 24-hour clock. Cleans to a `time` or None."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
    )
    default_error_messages = {
        "invalid": _("Write the time like this: 14:30."),
    }

    def to_python(self, value):
        typed = _bare(super().to_python(value))
        if not typed:
            return None
        found = TIME.fullmatch(typed.casefold())
        try:
            return time(int(found[1]), int(found[2] or found[3] or 0))
        except (TypeError, ValueError):
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None


def _bare(typed: str) -> str:
    return with_plain_digits(visible(typed))


def _month_key(name: str) -> str:
    return fold(name).rstrip(".")


@cache
def _months(language: str) -> dict[str, int]:
    """Numbers of months by their folded names; the page's language goes first."""
    codes = [language, *(code for code, _name in settings.LANGUAGES), *MORE_ARABIC]
    numbers: dict[str, int] = {}
    for code in dict.fromkeys(codes):
        months = Locale.parse(code, sep="-").months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    numbers.setdefault(_month_key(name), number)
    return numbers
