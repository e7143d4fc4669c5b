"""Wagtail's pickers of days and times, which leave alone what somebody typed.

Out of the box they know one format for all languages, and put today in place of what
they cannot read, the moment that the input is left. Here they only offer: what is
chosen is written as the language of the admin writes it, what is typed stays, and the
server reads both. Wagtail makes these widgets itself in many places (the schedule of
a page, filters, blocks), so its classes are taught, not replaced.
"""

from datetime import date, datetime, time

import django_filters
from django.db import models
from django.utils.formats import date_format, get_format, time_format
from django_filters.fields import DateRangeField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from home.typed.fields import (
    SHORT_DAY,
    SHORT_MOMENT,
    ClockField,
    DayField,
    DayOrMomentField,
    MomentField,
)

CLOCK = "H:i"


def teach_pickers() -> None:
    """For every form of the admin that is made of a model, and every filter."""
    _teach(AdminDateInput, date, SHORT_DAY)
    _teach(AdminDateTimeInput, datetime, SHORT_MOMENT)
    _teach(AdminTimeInput, time, CLOCK)
    for column, field, picker in (
        (models.DateField, DayField, AdminDateInput),
        (models.DateTimeField, MomentField, AdminDateTimeInput),
        (models.TimeField, ClockField, AdminTimeInput),
    ):
        register_form_field_override(
            column, override={"form_class": field, "widget": picker}
        )
    django_filters.DateFilter.field_class = DayField
    django_filters.DateTimeFilter.field_class = DayOrMomentField
    django_filters.TimeFilter.field_class = ClockField
    django_filters.DateFromToRangeFilter.field_class = DayRangeField


class DayRangeField(DateRangeField):
    """From one day to another, both typed."""

    def __init__(self, *args, **kwargs):
        days = (DayField(), DayField())
        # Past its own parent, which brings other fields.
        super(DateRangeField, self).__init__(days, *args, **kwargs)


def _teach(picker: type, kind: type, format_name: str) -> None:
    """The formats of Django and of the picker's script are both PHP's."""
    known_config = picker.get_config

    def get_config(self):
        clock = {"formatTime": CLOCK} if kind is not date else {}
        of_language = {"format": get_format(format_name), "validateOnBlur": False}
        return known_config(self) | of_language | clock

    def format_value(self, value):
        if isinstance(value, time):
            return time_format(value, format_name)
        return date_format(value, format_name) if isinstance(value, date) else value

    picker.get_config, picker.format_value = get_config, format_value
