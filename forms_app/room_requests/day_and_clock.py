"""Questions for a day and for a time, in the ways in which people write them."""

import re
import unicodedata
from datetime import date, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields.text import MarklessCharField

HORIZON = timedelta(days=366)
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
CZECH_DAY = re.compile(r"(\d{1,2})[./ ]+(\d{1,2})[./ ]+(\d{4})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::00)?", re.ASCII)


def with_ascii_digits(typed: str) -> str:
    """Digits of every script as 0–9; everything else as typed."""
    return "".join(str(unicodedata.digit(each, each)) for each in typed)


class DayField(MarklessCharField):
    """`2027-03-22`, `22. 3. 2027` or `22/3/2027`. Cleans to a date or None."""

    widget = forms.TextInput(attrs={"type": "date", "dir": "ltr"})
    default_error_messages = {
        "invalid": _("Check the date. It looks like this: 22. 3. 2027")
    }

    def clean(self, value):
        typed = with_ascii_digits(super().clean(value))
        if not typed:
            return None
        if found := ISO_DAY.fullmatch(typed):
            numbers = found.groups()
        elif found := CZECH_DAY.fullmatch(typed):
            numbers = found.groups()[::-1]
        else:
            raise self._invalid()
        try:
            return date(*map(int, numbers))
        except ValueError:
            raise self._invalid() from None

    def _invalid(self) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages["invalid"], code="invalid")


class ComingDayField(DayField):
    """A day from today on, within the time for which rooms are lent."""

    default_error_messages = {
        "over": _("This day is over. Choose another one."),
        "far": _("Choose a day within a year from now."),
    }

    def clean(self, value):
        day, today = super().clean(value), timezone.localdate()
        if day is not None and day < today:
            raise forms.ValidationError(self.error_messages["over"], code="over")
        if day is not None and day > today + HORIZON:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class ClockField(MarklessCharField):
    """`18:00`, `18.00`, `18h00` or `18`. Cleans to a time."""

    widget = forms.TextInput(attrs={"type": "time", "dir": "ltr"})
    default_error_messages = {"invalid": _("Check the time. It looks like this: 18:00")}

    def clean(self, value):
        found = CLOCK.fullmatch(with_ascii_digits(super().clean(value)))
        try:
            return time(int(found[1]), int(found[2] or 0))
        except (TypeError, ValueError):
            raise forms.ValidationError(
                self.error_messages["invalid"], code="invalid"
            ) from None
