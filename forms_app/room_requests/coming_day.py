"""The day for which somebody wants a room."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.typed.fields import DayField

HORIZON = timedelta(days=366)


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
