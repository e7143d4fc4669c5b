"""Versions of a place's house rules. The words of each version live on its pages."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from services.models.places import Place


class HouseRulesQuerySet(models.QuerySet):
    def in_force(self, place: Place, day: date) -> "HouseRules | None":
        """The version that counts on this day, or None where a place has no rules."""
        valid = self.filter(place=place, valid_from__lte=day)
        return valid.order_by("-valid_from", "-number").first()


class HouseRules(models.Model):
    """One version. A new wording is a new version: old cases keep the old one."""

    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="house_rules",
    )
    number = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))

    history = HistoricalRecords()
    objects = HouseRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        ordering = ("place__name", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["place", "number"],
                name="house_rules_have_their_number_once",
                violation_error_message=_("This place has a version of this number."),
            ),
        )

    def __str__(self):
        return f"{self.place} {self.number}"
