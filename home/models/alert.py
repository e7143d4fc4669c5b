"""Urgent news and closures, at the top of every page, in every language at once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.languages import SOURCE_LANGUAGE


class AlertQuerySet(models.QuerySet):
    def shown_at(self, moment):
        """What readers see then."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)


class Alert(models.Model):
    """The facts once, the words by language.

    `words`: `{"cs": "…", "vi": "…"}`, as far as somebody wrote them.
    `shown`: what readers get, one entry for each language of the site, made on
    saving (see `home.alerts.composing`), so that a page asks for nothing else.
    """

    class Severity(models.IntegerChoices):
        INFO = 1, _("worth knowing")
        WARNING = 2, _("urgent")

    class Kind(models.TextChoices):
        NEWS = "news", _("news, in my own words")
        CLOSED = "closed", _("a place is closed: the sentence is ready-made")

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        default=Kind.NEWS,
        help_text=_(
            "For a closure it is enough to choose the page of the place: readers get "
            "a sentence in their language wherever you write no other."
        ),
    )
    severity = models.PositiveSmallIntegerField(
        _("how urgent"), choices=Severity, default=Severity.WARNING
    )
    starts_at = models.DateTimeField(
        _("shown from"),
        default=timezone.now,
        help_text=_("Now, or later today: it appears by itself."),
    )
    ends_at = models.DateTimeField(
        _("shown until"),
        help_text=_("It disappears by itself. For a closure: when it is over."),
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "The page of the place that is closed, or where there is more to read. "
            "Choose the Czech page: every reader is led to their own language."
        ),
    )
    words = models.JSONField(default=dict, blank=True, editable=False)
    shown = models.JSONField(default=dict, blank=True, editable=False)

    objects = AlertQuerySet.as_manager()

    # What a page needs to know of it, and in which order readers see several.
    TOLD = ("severity", "starts_at", "id", "shown")

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.CheckConstraint(
                name="alert_begins_before_it_ends",
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                violation_error_message=_("It must end after it begins."),
            )
        ]

    def __str__(self):
        return self.shown.get(SOURCE_LANGUAGE.code, {}).get("text", "")
