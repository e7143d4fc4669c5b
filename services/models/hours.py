"""When a place is open: its week, days with other hours, days on which it is shut."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


class OpeningHours(models.Model):
    place = ParentalKey(
        "services.Place", on_delete=models.CASCADE, related_name="opening_hours"
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=list(WEEKDAYS.items())
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("weekday", "opens")
        constraints = (
            models.CheckConstraint(
                name="opens_before_it_closes",
                condition=Q(opens__lt=F("closes")),
                violation_error_message=_(
                    "The closing time must be after the opening."
                ),
            ),
            models.CheckConstraint(
                name="weekday_exists", condition=Q(weekday__range=(0, 6))
            ),
        )

    def __str__(self):
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M}–{self.closes:%H:%M}"


class SpecialHours(models.Model):
    """Hours of one day instead of its weekly ones. A closure is stronger."""

    place = ParentalKey(
        "services.Place", on_delete=models.CASCADE, related_name="special_hours"
    )
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("special hours")
        verbose_name_plural = _("special hours")
        ordering = ("day", "opens")
        constraints = (
            models.CheckConstraint(
                name="special_hours_open_before_they_close",
                condition=Q(opens__lt=F("closes")),
                violation_error_message=_(
                    "The closing time must be after the opening."
                ),
            ),
        )

    def __str__(self):
        return f"{self.day} {self.opens:%H:%M}–{self.closes:%H:%M}"


class Closure(models.Model):
    """Days on which a place stays shut although its weekly hours say otherwise."""

    class Reason(models.TextChoices):
        PUBLIC_HOLIDAY = "public_holiday", _("public holiday")
        STAFF_TRAINING = "staff_training", _("training of our staff")
        REPAIRS = "repairs", _("repairs")
        OTHER = "other", _("we are sorry")

    place = ParentalKey(
        "services.Place", on_delete=models.CASCADE, related_name="closures"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(
        _("reason"), max_length=20, choices=Reason, default=Reason.OTHER
    )

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ("first_day",)
        constraints = (
            models.CheckConstraint(
                name="closure_begins_before_it_ends",
                condition=Q(first_day__lte=F("last_day")),
                violation_error_message=_("The last day must not be before the first."),
            ),
        )

    def __str__(self):
        return f"{self.first_day}–{self.last_day}"

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day
