"""Further phones of a place, each with the languages that are spoken on it.

They stand in a column of the place: its page asks for them in no query of their own.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.spoken_languages import language_choices


class PhoneBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("phone"), max_length=40)
    languages = blocks.MultipleChoiceBlock(
        label=_("languages"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Phone")
