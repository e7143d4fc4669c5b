"""From an editor's questions to a Django form."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.forms.forms import FormBuilder

from forms_app.engine.fields.choices import asked_choices
from forms_app.engine.fields.contact import PhoneField
from forms_app.engine.fields.dates import DateField, TimeField
from forms_app.engine.fields.text import MailField, NfcCharField
from forms_app.engine.fields.types import NO, YES
from forms_app.engine.fields.world import REGIONS, country_choices, language_choices
from home.phrases import Phrase

LONGEST_TEXT = 4000
EMPTY_CHOICE = ("", pgettext_lazy("empty choice", "Please choose"))


class MarkedSelect(forms.Select):
    """An option in another language than the page says in which."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, Phrase) and label.is_foreign:
            foreign = label.language
            option["attrs"] |= {"lang": foreign.code, "dir": foreign.direction}
        return option


MARKED = {"widget": MarkedSelect}
YES_OR_NO = [(YES, _("Yes")), (NO, _("No"))]


class AnswerFormBuilder(FormBuilder):
    """Wagtail's builder, with choices that store keys and numbers that stay small."""

    @property
    def formfields(self):
        fields = super().formfields
        for row in self.fields:
            fields[row.clean_name].why = row.why
        return fields

    def create_singleline_field(self, field, options):
        return NfcCharField(max_length=255, **options)

    def create_multiline_field(self, field, options):
        return NfcCharField(
            max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **options
        )

    def create_email_field(self, field, options):
        return MailField(**options)

    def create_phone_field(self, field, options):
        return PhoneField(max_length=60, **options)

    def create_number_field(self, field, options):
        # IntegerField reads digits of every script.
        return forms.IntegerField(
            min_value=0,
            max_value=999_999,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
            **_with_errors(options, invalid=_("Write a whole number in digits.")),
        )

    def create_date_field(self, field, options):
        return DateField(**options)

    def create_time_field(self, field, options):
        return TimeField(**options)

    def create_yes_no_field(self, field, options):
        return forms.TypedChoiceField(
            choices=YES_OR_NO,
            widget=forms.RadioSelect,
            coerce=lambda answer: answer == YES,
            empty_value=None,
            **options,
        )

    def create_dropdown_field(self, field, options):
        return _open_list(asked_choices(field.choices), options | MARKED)

    def create_country_field(self, field, options):
        return _open_list(country_choices(), options)

    def create_language_field(self, field, options):
        return _open_list(language_choices(), options)

    def create_region_field(self, field, options):
        return _open_list(REGIONS.items(), options)

    def get_formatted_field_choices(self, field):
        return asked_choices(field.choices)

    def get_formatted_field_initial(self, field):
        return []

    def get_field_options(self, field):
        return {
            "label": field.label,
            "help_text": field.help_text,
            "required": field.required,
            "error_messages": {"required": _("Please answer this question.")},
        }


def _open_list(choices, options) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[EMPTY_CHOICE, *choices], **options)


def _with_errors(options: dict, **messages) -> dict:
    return options | {"error_messages": options["error_messages"] | messages}
