"""A date in three inputs, and a time of day: typed as people write them."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.typed.dates import read_parts
from home.typed.fields import NO_SUCH_DAY, ClockField
from home.typed.text import visible
from home.typed.words_of_dates import NotADate, Part


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
        Part.DAY: _("Check the day: a number from 1 to 31."),
        Part.MONTH: _("Check the month: a number from 1 to 12, or its name."),
        Part.YEAR: _("Check the year: four digits, for example 1990."),
        NotADate.NO_SUCH_DAY: NO_SUCH_DAY,
    }

    def to_python(self, value):
        parts = [visible(each or "") for each in value or []]
        if not any(parts):
            return None
        if len(parts) != len(DateInputs.labels) or not all(parts):
            raise self._refusal("incomplete")
        try:
            return read_parts(*parts)
        except NotADate as wrong:
            raise self._refusal(wrong.reason) from None

    def _refusal(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class TimeField(ClockField):
    """A time of day in digits, on the 24-hour clock or with am and pm."""

    widget = forms.TimeInput(
        format="%H:%M",
        attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"},
    )
