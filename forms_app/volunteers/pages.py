"""The form by which people apply as volunteers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import ContactForm
from forms_app.engine.fields.text import NfcCharField
from forms_app.engine.pages import FormPageManager
from forms_app.engine.pages.addresses import OneForm
from forms_app.volunteers.models import VolunteerApplication
from forms_app.volunteers.questions import (
    PARTS_OF_THE_DAY,
    WORDING,
    YES_OR_NO,
    Interest,
    Region,
    Spoken,
    slot_choices,
)
from home.templatetags.display import weekday_name


class WeekTable(forms.CheckboxSelectMultiple):
    """A box for each part of each day: the days are rows, the parts are columns."""

    template_name = "forms_app/volunteer_application/week_table.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = [options[0] for _group, options, _n in context["widget"]["optgroups"]]
        width = len(PARTS_OF_THE_DAY)
        context["parts"] = list(PARTS_OF_THE_DAY.values())
        context["days"] = [
            (weekday_name(day), boxes[day * width : (day + 1) * width])
            for day in range(len(boxes) // width)
        ]
        return context


class VolunteerForm(ContactForm):
    """The fixed questions; `groups` says which of them stand together."""

    is_adult = forms.TypedChoiceField(
        label=WORDING["is_adult"],
        help_text=_("We ask because we sign an agreement with you and insure you."),
        choices=YES_OR_NO,
        coerce=lambda key: key == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    region = forms.ChoiceField(
        label=WORDING["region"],
        choices=Region,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one region.")},
    )
    spoken = forms.MultipleChoiceField(
        label=WORDING["spoken"],
        help_text=_("We look for somebody who understands you. Choose all that fit."),
        choices=Spoken,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    other_languages = NfcCharField(
        label=WORDING["other_languages"], required=False, max_length=200
    )
    availability = forms.MultipleChoiceField(
        label=WORDING["availability"],
        help_text=_("Leave it empty if it changes from week to week."),
        choices=slot_choices,
        widget=WeekTable,
        required=False,
    )
    interests = forms.MultipleChoiceField(
        label=WORDING["interests"],
        help_text=_("Choose all that you like."),
        choices=Interest,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one. “Whatever is needed” is fine.")
        },
    )
    motivation = NfcCharField(
        label=WORDING["motivation"],
        help_text=_(
            "Two or three sentences are enough. You can write in your language."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a sentence about why you want to help.")},
    )

    groups: list[tuple[str, Any, tuple[str, ...]]] = [
        ("you", _("About you"), ("full_name", "email", "phone", "is_adult")),
        (
            "languages",
            _("Region and languages"),
            ("region", "spoken", "other_languages"),
        ),
        ("time", _("When you have time"), ("availability",)),
        ("interests", _("What you would like to do"), ("interests", "motivation")),
        ("consent", _("Your agreement"), ("consent",)),
    ]
    field_order = [name for _key, _title, names in groups for name in names]


class VolunteerFormPage(OneForm):
    case_model = VolunteerApplication
    form_class = VolunteerForm
    objects = FormPageManager()
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("volunteer application form")

    def example_case(self, about: None) -> VolunteerApplication:
        return VolunteerApplication(is_adult=True, motivation="–")

    def build_case(self, about: None, cleaned: dict) -> VolunteerApplication:
        return VolunteerApplication(**{name: cleaned[name] for name in WORDING})
