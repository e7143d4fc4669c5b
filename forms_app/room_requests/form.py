"""What people are asked when they want to borrow a room."""

from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import ContactForm
from forms_app.engine.fields.text import NfcCharField
from forms_app.room_requests.availability import (
    VERDICT_WORDS,
    PlannedDate,
    Verdict,
    Wish,
    nearest_free,
    plan,
)
from forms_app.room_requests.coming_day import HORIZON, ComingDayField
from forms_app.room_requests.guards import too_many_people
from home.clocks import around
from home.templatetags.display import clock_range, in_a_row, long_date, meeting
from home.typed.fields import ClockField, DayField
from home.typed.native_inputs import NativeClockInput, NativeDayInput
from services.models import Room, RoomEquipment

# Which of the questions a verdict about the first date belongs to.
FIELD_OF_VERDICT = {
    Verdict.TOO_SOON: "first_day",
    Verdict.CLOSED: "begins",
    Verdict.NO_SUCH_TIME: "begins",
}


class DayOfAddress(forms.Form):
    """`?day=2027-03-22`: the calendar of a room leads to the form of one day."""

    day = DayField(required=False)


class RoomRequestForm(ContactForm):
    purpose = NfcCharField(
        label=_("What do you need the room for?"),
        help_text=_("We lend rooms for your own activities, free of charge."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tell us what you need the room for.")},
    )
    head_count = forms.IntegerField(
        label=_("How many people will come?"),
        help_text=_("With you. We ask because each room has a limit."),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={
            "required": _("Write a number. A guess is enough."),
            "invalid": _("Write a number. A guess is enough."),
        },
    )
    equipment = forms.MultipleChoiceField(
        label=_("What do you need in the room?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = ComingDayField(
        label=_("Which day?"),
        widget=NativeDayInput,
        error_messages={"required": _("Choose a day.")},
    )
    begins = ClockField(
        label=_("From what time?"),
        help_text=_("With the time that you need to prepare the room."),
        widget=NativeClockInput,
        error_messages={"required": _("Write the time when you begin.")},
    )
    ends = ClockField(
        label=_("Until what time?"),
        help_text=_("With the time that you need to tidy up."),
        widget=NativeClockInput,
        error_messages={"required": _("Write the time when you end.")},
    )
    repeat_until = DayField(
        label=_("Every week until"),
        help_text=_("Only if you want the same time each week. The last day of it."),
        widget=NativeDayInput,
        required=False,
    )

    groups: list[tuple[str, Any, tuple[str, ...]]] = [
        (
            "meeting",
            _("When and what for"),
            (
                "first_day",
                "begins",
                "ends",
                "repeat_until",
                "purpose",
                "head_count",
                "equipment",
            ),
        ),
        ("you", _("About you"), ("full_name", "email", "phone")),
    ]
    field_order = [name for _key, _title, names in groups for name in names]
    room: Room

    def for_room(self, room: Room) -> None:
        """Ask about this room; with nothing to choose from, a question is left out."""
        self.room = room
        labels = dict(RoomEquipment.Item.choices)
        items = [each.item for each in room.equipment.all()]
        if not items:
            del self.fields["equipment"]
            return
        field = cast(forms.MultipleChoiceField, self.fields["equipment"])
        field.choices = [(item, capfirst(labels[item])) for item in items]

    @property
    def wish(self) -> Wish:
        """The dates that a valid form asks for."""
        told = self.cleaned_data
        return Wish(
            told["first_day"], told["begins"], told["ends"], told["repeat_until"]
        )

    def clean_head_count(self):
        count = self.cleaned_data["head_count"]
        if count > self.room.capacity:
            raise forms.ValidationError(too_many_people(self.room))
        return count

    def clean_repeat_until(self):
        first, last = (
            self.cleaned_data.get("first_day"),
            self.cleaned_data["repeat_until"],
        )
        if first and last and not first <= last <= first + HORIZON:
            raise forms.ValidationError(
                _("The last day has to come after the first, within a year.")
            )
        return last

    def clean(self):
        told = super().clean()
        if not {"first_day", "begins", "ends"} <= told.keys():
            return told
        if told["begins"] >= told["ends"]:
            self.add_error("ends", _("The end has to come after the beginning."))
        else:
            self._judge_first_date(told)
        return told

    def _judge_first_date(self, told: dict) -> None:
        """The room's own terms. Whether somebody else has the time is asked later."""
        wish = Wish(told["first_day"], told["begins"], told["ends"])
        [first] = plan(self.room, wish)
        field = FIELD_OF_VERDICT.get(first.verdict)
        if field:
            self.add_error(field, _explained(self.room, first, wish))


def _explained(room: Room, planned: PlannedDate, wish: Wish) -> str:
    """Why the date is not possible, when the room is open, and what is near."""
    sentences = [str(VERDICT_WORDS[planned.verdict])]
    if planned.verdict == Verdict.TOO_SOON:
        first = long_date(room.first_day_to_ask_for)
        sentences.append(gettext("The first possible day: %(day)s.") % {"day": first})
    if planned.verdict == Verdict.CLOSED:
        sentences.append(_open_in_words(room, planned))
    begin, end = around(planned.day, wish.begins), around(planned.day, wish.ends)
    near = [
        meeting(each.starts_at, each.ends_at) for each in nearest_free(room, begin, end)
    ]
    if near:
        times = "; ".join(near)
        sentences.append(
            gettext("The nearest free times: %(times)s.") % {"times": times}
        )
    return " ".join(sentences)


def _open_in_words(room: Room, planned: PlannedDate) -> str:
    hours = room.open_times(planned.day)
    if not hours:
        return gettext("It is closed all day.")
    times = in_a_row(clock_range(each.opens, each.closes) for each in hours)
    return gettext("On that day it is open %(times)s.") % {"times": times}
