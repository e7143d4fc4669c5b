"""Two inputs that nobody sees: one stays empty, one says when the form was opened."""

from django import forms
from django.core import signing

# Two pages are read and some questions answered: nobody is as fast as that.
LEAST_SECONDS = 3
# A form left open for 20 hours still counts as opened; a stamp is not for ever.
MOST_SECONDS = 48 * 60 * 60

_signer = signing.TimestampSigner(salt="forms_app.form_opened")
OPENED = "form"


class TrapForm(forms.Form):
    """What a sending says besides its answers. Whatever is there, it is read."""

    comment_url = forms.CharField(required=False)
    opened = forms.CharField(required=False)
    work = forms.CharField(required=False, max_length=4000)

    def read(self, name: str) -> str:
        return self.cleaned_data.get(name, "") if self.is_bound else ""


def read_trap(data) -> TrapForm:
    form = TrapForm(data)
    form.is_valid()
    return form


def stamp() -> str:
    return _signer.sign(OPENED)


def is_stamp(text: str) -> bool:
    return _age_is_over(text, MOST_SECONDS) is False


def was_opened_long_enough_ago(text: str) -> bool:
    return _age_is_over(text, LEAST_SECONDS) is True


def _age_is_over(text: str, seconds: int) -> bool | None:
    """None where the stamp is not ours."""
    try:
        _signer.unsign(text, max_age=seconds)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature:
        return None
    return False
