"""Steps of a volunteer application that ask for times, places or dates."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from forms_app.engine.fields import StepDetailsForm
from forms_app.engine.fields.text import NfcCharField
from forms_app.volunteers.moments_field import moment_key
from home.templatetags.display import moment_in_words
from home.typed.fields import DayField, MomentField

MOST_TIMES = 5
A_YEAR = timedelta(days=366)


class ComingMomentField(MomentField):
    """A day and a time ahead of us, on the clocks of Prague."""

    widget = AdminDateTimeInput
    default_error_messages = {
        "past": _("This time is over. Choose a later one."),
        "far": _("Choose a time within the next twelve months."),
    }

    def clean(self, value):
        moment = super().clean(value)
        if moment is None:
            return None
        if moment <= timezone.now():
            raise forms.ValidationError(self.error_messages["past"], code="past")
        if moment > timezone.now() + A_YEAR:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return moment


class DayOfPaperField(DayField):
    """A day of a paper that was signed: at most a year away from today."""

    widget = AdminDateInput
    default_error_messages = {"far": _("Check the year of this day.")}

    def clean(self, value):
        day = super().clean(value)
        if day is not None and abs(day - timezone.localdate()) > A_YEAR:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class WhereField(NfcCharField):
    widget = forms.TextInput(attrs={"dir": "auto"})

    def __init__(self, **options):
        super().__init__(
            label=_("Where"),
            help_text=_(
                "The address, or the link of a video call. The applicant reads it as "
                "you write it, in every language."
            ),
            max_length=200,
            error_messages={"required": _("Write where it is.")},
            **options,
        )


class InterviewTimesForm(StepDetailsForm):
    """One to five times. Cleans to `times`, in order and each once, and `where`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_TIMES + 1):
            self.fields[f"time_{number}"] = ComingMomentField(
                label=_("Time %(number)d") % {"number": number},
                required=number == 1,
                error_messages={"required": _("Offer at least one time.")},
            )
        self.fields["where"] = WhereField()

    def clean(self):
        cleaned = super().clean()
        typed = (cleaned.get(f"time_{n}") for n in range(1, MOST_TIMES + 1))
        cleaned["times"] = sorted({moment for moment in typed if moment})
        return cleaned


class ChosenTimeForm(StepDetailsForm):
    """One of the offered times that are still ahead."""

    time = forms.TypedChoiceField(
        label=_("Which time suits you?"),
        help_text=_("If none of them does, write or call us."),
        widget=forms.RadioSelect,
        coerce=datetime.fromisoformat,
        error_messages={
            "required": _("Choose one of the times."),
            "invalid_choice": _(
                "This time cannot be chosen any more. Choose one of these."
            ),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].choices = [
            (moment_key(moment), moment_in_words(moment))
            for moment in self.case.times_to_choose
        ]


class CourseForm(StepDetailsForm):
    at = ComingMomentField(
        label=_("Day and time of the introductory course"),
        error_messages={"required": _("Write a day and a time.")},
    )
    where = WhereField()


class ReadinessForm(StepDetailsForm):
    """Only dates: the papers themselves are not kept here."""

    signed_on = DayOfPaperField(
        label=_("Agreement signed on"),
        error_messages={"required": _("Write the day of the signature.")},
    )
    insured_from = DayOfPaperField(
        label=_("Insured from"),
        error_messages={"required": _("Write the first day of the insurance.")},
    )

    def clean_signed_on(self) -> date:
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
