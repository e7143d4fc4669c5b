"""Text as people type it, stored in one form."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from home.typed.text import visible


class NfcCharField(forms.CharField):
    """Text in Unicode's composed form: the same name is stored the same way.

    Invisible characters belong to some scripts; with nothing else, there is no text.
    """

    def to_python(self, value):
        typed = unicodedata.normalize("NFC", super().to_python(value))
        return typed if visible(typed) else self.empty_value


class MarklessCharField(NfcCharField):
    """A number or an address: what cannot be seen was never meant."""

    def to_python(self, value):
        return visible(super().to_python(value))


class MailField(forms.EmailField):
    """An e-mail address, as somebody typed it or copied it from a page."""

    default_error_messages = {
        "invalid": _("Check the address. It looks like this: name@example.com"),
    }

    def __init__(self, **options):
        attrs = {"dir": "ltr", "spellcheck": "false", **options.pop("attrs", {})}
        widget = forms.EmailInput(attrs=attrs)
        super().__init__(max_length=254, widget=widget, **options)

    def to_python(self, value):
        return unicodedata.normalize("NFC", visible(super().to_python(value)))
