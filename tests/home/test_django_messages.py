"""What Django says to visitors, it says in every language."""

from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.conf import settings
from django.core import validators
from django.utils.translation import to_locale

from home.django_messages import VISITORS_MEET

LANGUAGES = [code for code, _endonym in settings.LANGUAGES if code != "en"]
FIELDS = (
    forms.CharField,
    forms.EmailField,
    forms.IntegerField,
    forms.ChoiceField,
    forms.TypedChoiceField,
    forms.MultipleChoiceField,
    forms.BooleanField,
    forms.DateField,
    forms.TimeField,
    forms.MultiValueField,
    forms.ModelChoiceField,
    forms.ModelMultipleChoiceField,
)
VALIDATORS = (
    validators.EmailValidator,
    validators.ProhibitNullCharactersValidator,
    validators.MinValueValidator,
    validators.MaxValueValidator,
    validators.StepValueValidator,
)


def messages_of_fields():
    for field in FIELDS:
        for parent in field.__mro__:
            yield from getattr(parent, "default_error_messages", {}).values()


def messages():
    """Message ids: a lazy translation gives its source in English."""
    found = [*messages_of_fields(), *(each.message for each in VALIDATORS)]
    return {str(each) for each in found}


def of_django(code):
    path = Path(django.__path__[0], "conf/locale", to_locale(code))
    catalogue = polib.pofile(str(path / "LC_MESSAGES/django.po"))
    return {entry.msgid for entry in catalogue if entry.translated()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_message_of_a_form_field_is_translated_by_django_or_marked(code):
    assert "This field is required." in messages()
    assert messages() - of_django(code) - set(VISITORS_MEET) == set()


def test_marked_message_is_really_missing_somewhere():
    missing = set().union(*(set(VISITORS_MEET) - of_django(code) for code in LANGUAGES))
    assert missing == set(VISITORS_MEET)
