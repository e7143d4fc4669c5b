"""Contacts and notices that stand on every page."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class ContactSettings(BaseSiteSetting):
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        help_text=_("Shown in the help box of every page, as you write it here."),
    )
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Shown in the help box and in every message to applicants."),
    )
    is_demonstration = models.BooleanField(
        _("this is a demonstration"),
        default=False,
        help_text=_("Tells every visitor that dates and opening hours are examples."),
    )

    marks_unchecked = models.BooleanField(
        _("say which translations are unchecked"),
        default=True,
        help_text=_(
            "Tells visitors when no native speaker has read a translation yet."
        ),
    )
    check_again_after = models.PositiveSmallIntegerField(
        _("check pages again after"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("In months."),
    )

    panels = [
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("is_demonstration"),
        FieldPanel("marks_unchecked"),
        FieldPanel("check_again_after"),
    ]

    class Meta:
        verbose_name = _("contacts and notices")
