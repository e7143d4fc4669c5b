"""Who sends a form and how to reach them: the same questions on every form."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms_app.engine.fields.carried import CarriedField
from forms_app.engine.fields.text import MailField, MarklessCharField, NfcCharField
from home.typed.phones import NotAPhone, example_from_abroad, read_phone


class IdempotencyKeyField(forms.UUIDField):
    """The key that a form was made with. A key that was tampered with is no key."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()


class PhoneField(MarklessCharField):
    """A phone number in any way of writing. Cleans to `(E.164, as typed)`."""

    widget = forms.TextInput(
        attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr", "inputmode": "tel"}
    )
    default_error_messages = {
        "invalid": _("Check the number. For example: 777 123 456 or %(example)s."),
        "meant": _("Is it this number? Write it with its code: %(number)s"),
    }

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ("", "")
        try:
            return (read_phone(typed), typed)
        except NotAPhone as wrong:
            raise self._refusal(wrong.suggestion) from None

    def _refusal(self, suggestion: str) -> forms.ValidationError:
        code = "meant" if suggestion else "invalid"
        words = {"number": suggestion, "example": example_from_abroad()}
        return forms.ValidationError(self.error_messages[code], code, words)


class ContactForm(forms.Form):
    """Name, e-mail or phone, consent, and the key that makes a form count once.

    A form of several steps says in `groups` which questions stand on which page:
    key, title and names of fields. Without groups all stand on the first.
    """

    bound_field_class = CarriedField

    groups: Sequence[tuple[str, Any, Sequence[str]]] = ()
    # Which question is asked only after the answer to which other.
    depends: dict[str, str]

    idempotency_key = IdempotencyKeyField(required=False, initial=uuid.uuid4)
    full_name = NfcCharField(
        label=_("Full name"),
        help_text=_("As you want us to call you. Any script is fine."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Write your name.")},
    )
    email = MailField(
        label=_("E-mail"),
        help_text=_("We send you the answer here. E-mail or phone: one is enough."),
        required=False,
        attrs={"autocomplete": "email"},
    )
    phone = PhoneField(
        label=pgettext_lazy("question in a form", "Phone"),
        help_text=_("We call you only about what you send here."),
        required=False,
        max_length=60,
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        error_messages={
            "required": _("Without your agreement we cannot take what you send.")
        },
    )

    use_required_attribute = False
    # One of them is enough, so "(optional)" would say too much on each.
    ways_to_answer = ("email", "phone")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in self.ways_to_answer:
            self.fields[name].one_of_several = True

    def clean(self):
        cleaned = super().clean()
        given = cleaned.get("email") or any(cleaned.get("phone", ()))
        if not given and not set(self.ways_to_answer) & set(self.errors):
            self.add_error(
                "email", _("Write an e-mail or a phone number, so that we can answer.")
            )
        return cleaned
