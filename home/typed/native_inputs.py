"""The inputs for which a phone opens its own calendar and its own clock.

They hold ISO only. A browser that does not know them shows a line of text: what it
sends is read like any other, and given back as the next browser needs it.
"""

from datetime import date, time

from django import forms

from home.typed.dates import read_date
from home.typed.times import NotATime, read_time
from home.typed.words_of_dates import NotADate


class NativeDayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"dir": "ltr", **(attrs or {})})

    def format_value(self, value):
        if isinstance(value, date):
            return value.isoformat()
        try:
            return read_date(value or "").isoformat()
        except NotADate:
            return value


class NativeClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__({"dir": "ltr", **(attrs or {})})

    def format_value(self, value):
        if isinstance(value, time):
            return f"{value:%H:%M}"
        try:
            return f"{read_time(value or ''):%H:%M}"
        except NotATime:
            return value
