"""Exports: somebody took personal data out of the system, and said why."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Export(models.Model):
    """One export: who, when, of what, how many, and for what reason.

    It names the filter and the count but not the cases: a hundred thousand rows that
    tie people to a file would be personal data themselves, to be erased one by one.
    For the same reason an export does not stand in the timeline of a case.
    """

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel (XLSX)")
        CSV = "csv", "CSV"

    kind = models.ForeignKey(
        ContentType, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # {"state": ["received"]}: no search words, which are names as a rule.
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    searched = models.BooleanField(_("narrowed by a search"), default=False)
    count = models.PositiveIntegerField(_("cases"))
    format = models.CharField(_("format"), max_length=4, choices=Format)
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("What do you need the file for? Name no applicant here."),
    )

    class Meta:
        app_label = "forms_app"
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        default_permissions = ("view",)
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=["-made_at", "-id"]),)

    def __str__(self):
        return f"{self.kind_id}/{self.pk}"

    @property
    def filters_in_words(self) -> str:
        told = [f"{name}: {', '.join(each)}" for name, each in self.filters.items()]
        if self.searched:
            told.append(str(_("a search")))
        return "; ".join(told) or str(_("no filter"))
