"""Steps of a plain request that ask for more than a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import StepDetailsForm
from forms_app.engine.fields.text import NfcCharField

LONGEST_ANSWER = 4000


class QuestionForm(StepDetailsForm):
    """What staff still have to know. The applicant reads it as it is written here."""

    question = NfcCharField(
        label=_("Your question"),
        help_text=_("Write it in words that this person understands."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write your question.")},
    )


class InformationForm(StepDetailsForm):
    """The applicant's answer to that question."""

    information = NfcCharField(
        label=_("Your answer"),
        help_text=_("You can write in your language."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write your answer.")},
    )


class ResultForm(StepDetailsForm):
    """What the applicant is told when the request is done."""

    result = NfcCharField(
        label=_("What you tell the applicant"),
        help_text=_("Stands in the message: what was agreed, when and where."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write what you tell the applicant.")},
    )
