"""A question that an editor adds to a form page."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forms_app.engine.fields.choices import ChoicesField
from forms_app.engine.fields.types import FIELD_TYPES, STEP, WITH_CHOICES


class FormField(TranslatableMixin, AbstractFormField):
    """Wagtail's form field with a permanent key and words that can be translated.

    `clean_name` is the key. It never comes from the label: labels change, autosave
    stores half of them, and letters of other scripts turn into codes.
    """

    is_shown_to_readers = True

    clean_name = models.CharField(
        _("key"), max_length=255, blank=True, default="", editable=False
    )
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=FIELD_TYPES
    )
    field_type.required_on_save = True  # type: ignore[attr-defined]
    choices = ChoicesField(
        _("choices"),
        blank=True,
        help_text=_(
            "One choice on each line. Keep what stands before the | when you change "
            "a label, so that old and new answers stay together. A line that begins "
            "with - is not offered any more."
        ),
    )
    help_text = models.CharField(
        _("hint"),
        max_length=255,
        blank=True,
        help_text=_("Shown under the question: how to answer, or an example."),
    )
    why = models.CharField(
        _("why we ask"),
        max_length=255,
        blank=True,
        help_text=_("Shown above the hint. People answer what they understand."),
    )
    shown_if = models.CharField(
        _("ask only after this answer"),
        max_length=300,
        blank=True,
        default="",
        help_text=_(
            "Leave empty to ask everybody. Save new questions first: then their "
            "choices can be chosen here."
        ),
    )
    is_retired = models.BooleanField(
        _("no longer asked"),
        default=False,
        help_text=_("New forms leave it out. Old cases still show it as it was asked."),
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("why"),
        FieldPanel("help_text"),
        FieldPanel(
            "required", help_text=_("Nobody can send the form without this answer.")
        ),
        FieldPanel(
            "field_type",
            classname="formbuilder-type",
            required_on_save=True,
            help_text=_("It stays as it is once somebody has answered."),
        ),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("shown_if"),
        FieldPanel("is_retired"),
    ]
    translatable_fields = [
        TranslatableField("label"),
        TranslatableField("why"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        SynchronizedField("clean_name", overridable=False),
        SynchronizedField("field_type", overridable=False),
        SynchronizedField("required", overridable=False),
        SynchronizedField("shown_if", overridable=False),
        SynchronizedField("is_retired", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        abstract = True

    def get_field_clean_name(self) -> str:
        return f"q_{secrets.token_hex(4)}"

    def clean(self):
        super().clean()
        # A draft lives in a revision and is not saved as a row: its key is made here,
        # so that it is the same when the draft is published, once or twice.
        self.clean_name = self.clean_name or self.get_field_clean_name()
        if self.field_type in WITH_CHOICES and not self.choices:
            raise ValidationError({"choices": _("Write at least one choice.")})

    @property
    def is_step(self) -> bool:
        return self.field_type == STEP

    @property
    def is_asked(self) -> bool:
        """Is this a question of new forms?"""
        return not self.is_step and not self.is_retired

    @property
    def condition(self) -> tuple[str, str] | None:
        """Another question's key and the answer to it after which this is asked."""
        question, separator, answer = self.shown_if.partition("=")
        return (question, answer) if separator else None
