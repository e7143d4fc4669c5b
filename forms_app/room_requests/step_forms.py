"""Steps of a room request that ask for more than a reason."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from forms_app.engine.fields import RowsField, StepDetailsForm
from forms_app.engine.fields.text import NfcCharField
from forms_app.room_requests.coming_day import ComingDayField
from forms_app.room_requests.grounds import Ground
from forms_app.room_requests.slots import RoomSlot
from home.clocks import NoSuchTime, at
from home.templatetags.display import meeting
from home.typed.fields import ClockField


class SlotChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: RoomSlot) -> str:
        return meeting(obj.starts_at, obj.ends_at)


class SlotChoices(RowsField):
    def label_from_instance(self, obj: RoomSlot) -> str:
        return meeting(obj.starts_at, obj.ends_at)


class AnswerForm(StepDetailsForm):
    answer = NfcCharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write your answer.")},
    )


class RefuseForm(StepDetailsForm):
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=Ground,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground.")},
    )


class ChooseDatesForm(StepDetailsForm):
    slots = SlotChoices(
        label=_("Which dates?"),
        queryset=RoomSlot.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one date.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slots"].queryset = _coming(self.case)


class MoveForm(StepDetailsForm):
    slot = SlotChoice(
        label=_("Which date?"),
        queryset=RoomSlot.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a date.")},
    )
    day = ComingDayField(
        label=_("New day"),
        widget=AdminDateInput,
        error_messages={"required": _("Choose a day.")},
    )
    begins = ClockField(
        label=_("From what time?"),
        widget=AdminTimeInput,
        error_messages={"required": _("Write the time when you begin.")},
    )
    ends = ClockField(
        label=_("Until what time?"),
        widget=AdminTimeInput,
        error_messages={"required": _("Write the time when you end.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = _coming(self.case)

    def clean(self):
        told = super().clean()
        if {"day", "begins", "ends"} <= told.keys():
            self._read_time(told)
        return told

    def _read_time(self, told: dict) -> None:
        """Adds `to`, the new beginning and end, to what was told."""
        if told["begins"] >= told["ends"]:
            self.add_error("ends", _("The end has to come after the beginning."))
            return
        try:
            told["to"] = at(told["day"], told["begins"]), at(told["day"], told["ends"])
        except NoSuchTime:
            self.add_error("begins", _("This time does not exist on that day."))


def _coming(case) -> models.QuerySet:
    return case.slots.filter(state=RoomSlot.State.HELD).to_come()
