"""Questions for a day, for a time and for both, typed as people write them.

What cannot be read is refused with an example in the reader's language, and stays as
it was typed.
"""

from datetime import date, datetime, time

from django import forms
from django.forms.utils import from_current_timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from home.typed.dates import read_date
from home.typed.moments import NoTime, read_moment
from home.typed.text import visible
from home.typed.times import NotATime, read_time
from home.typed.words_of_dates import NotADate, Part

# Its day can be no month.
EXAMPLE = datetime(2027, 3, 22, 18, 0)
SHORT_DAY, SHORT_MOMENT = "SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT"
NO_SUCH_DAY = _("The calendar has no such day. Check the day and the month.")
WHAT_IS_WRONG = {
    NotADate.INCOMPLETE: _("Write the day, the month and the year: %(example)s"),
    NotADate.AMBIGUOUS: _(
        "This date can be read in two ways. Write it like this: %(example)s"
    ),
    NotADate.WEEKDAY: _(
        "The day of the week does not belong to this date. Check both."
    ),
    NotADate.NO_SUCH_DAY: NO_SUCH_DAY,
    Part.DAY: NO_SUCH_DAY,
    Part.MONTH: NO_SUCH_DAY,
    Part.YEAR: _("Check the year: four digits, for example 1990."),
}


def refused(field: forms.Field, reason: str, example: str) -> forms.ValidationError:
    code = reason if reason in field.error_messages else "invalid"
    return forms.ValidationError(
        field.error_messages[code],
        code=code,
        params={"example": date_format(EXAMPLE, example)},
    )


class DayInput(forms.DateInput):
    """A line of text, which shows a day as the reader's language writes it."""

    def format_value(self, value):
        return date_format(value, SHORT_DAY) if isinstance(value, date) else value


class DayField(forms.DateField):
    widget = DayInput
    default_error_messages = WHAT_IS_WRONG | {
        "invalid": _("Check the date. Write it like this: %(example)s")
    }

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not visible(value):
            return None
        try:
            return read_date(value)
        except NotADate as wrong:
            raise refused(self, wrong.reason, SHORT_DAY) from None


class ClockField(forms.TimeField):
    """A time on the 24-hour clock."""

    widget = forms.TimeInput(format="%H:%M")
    default_error_messages = {"invalid": _("Write the time like this: 14:30.")}

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not visible(value):
            return None
        try:
            return read_time(value)
        except NotATime:
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None


class MomentField(forms.DateTimeField):
    """A day and a time on the clocks of the site. Cleans to an aware moment."""

    default_error_messages = WHAT_IS_WRONG | {
        "invalid": _("Check the day and the time. Write them like this: %(example)s"),
        "no_time": _("Write the time, too: %(example)s"),
    }
    # Whoever looks for what is older than a day names no time.
    day_is_enough = False

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not visible(value):
            return None
        return from_current_timezone(self._read(value))

    def _read(self, typed: str) -> datetime:
        try:
            return read_moment(typed)
        except NoTime as wrong:
            if self.day_is_enough:
                return datetime.combine(wrong.day, time())
            raise refused(self, "no_time", SHORT_MOMENT) from None
        except NotADate as wrong:
            raise refused(self, wrong.reason, SHORT_MOMENT) from None


class DayOrMomentField(MomentField):
    day_is_enough = True
