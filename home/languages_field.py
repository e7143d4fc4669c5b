"""A column of languages that somebody speaks, chosen by name in the admin."""

from django import forms

from home.keys_field import KeysField
from home.spoken_languages import language_choices


class SpokenLanguagesField(KeysField):
    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            required=not self.blank,
            help_text=self.help_text,
            # A callable: the names are in the language of whoever reads the form.
            choices=language_choices,
            widget=forms.CheckboxSelectMultiple,
        )
