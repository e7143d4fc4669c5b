"""When an event takes place, as staff enter it: one day, or a row of days."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from events.models.events import Event
from events.recurrence import MOST_DATES, Repeats, days_of_series
from home.clocks import around, exists

LONGEST = 366


class Schedule(models.Model):
    """One day with its times, or a series. `events.planning` makes dates of it."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="schedules")
    first_day = models.DateField(_("first day"))
    begins = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    days = models.PositiveSmallIntegerField(
        _("days that it lasts"),
        default=1,
        help_text=_(
            "1 for most events. An exhibition can last 30 days: it is open from … to … "
            "on each of them."
        ),
    )
    repeats = models.CharField(
        _("repeats"), max_length=10, choices=Repeats, default=Repeats.NEVER
    )
    every = models.PositiveSmallIntegerField(
        _("every … weeks or months"),
        default=1,
        help_text=_("1 = each week or month, 2 = every second one"),
    )
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day of the series. Or say how many times."),
    )
    times = models.PositiveSmallIntegerField(
        _("how many times"),
        null=True,
        blank=True,
        help_text=_("Days that are left out count, too."),
    )

    class Meta:
        verbose_name = _("day or series")
        verbose_name_plural = _("days and series")
        ordering = ("first_day", "begins", "pk")
        constraints = (
            models.CheckConstraint(
                name="schedule_begins_before_it_ends",
                condition=Q(begins__lt=F("ends")) | Q(days__gt=1),
                violation_error_message=_(
                    "The end must be after the beginning. If it lasts over midnight, "
                    "it lasts 2 days."
                ),
            ),
            models.CheckConstraint(
                name="schedule_lasts_days",
                condition=Q(days__range=(1, LONGEST)),
                violation_error_message=_("It can last from 1 to 366 days."),
            ),
            models.CheckConstraint(
                name="schedule_repeats_every_so_often",
                condition=Q(every__range=(1, 52)),
                violation_error_message=_("Choose from 1 to 52 weeks or months."),
            ),
            models.CheckConstraint(
                name="schedule_series_has_one_end",
                condition=Q(repeats=Repeats.NEVER, until=None, times=None)
                | ~Q(repeats=Repeats.NEVER)
                & (
                    Q(until__isnull=False, times=None)
                    | Q(until=None, times__isnull=False)
                ),
                violation_error_message=_(
                    "A series needs one end: its last day, or how many times. Without "
                    "a series leave both empty."
                ),
            ),
            models.CheckConstraint(
                name="schedule_ends_after_its_first_day",
                condition=Q(until=None) | Q(until__gte=F("first_day")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                name="schedule_has_a_number_of_times",
                condition=Q(times=None) | Q(times__range=(1, MOST_DATES)),
                violation_error_message=_("A series has up to 200 dates."),
            ),
        )

    def __str__(self):
        return f"{self.first_day:%Y-%m-%d} {self.begins:%H:%M}"

    def clean(self):
        super().clean()
        if None in (self.first_day, self.begins, self.ends, self.days, self.every):
            return  # The fields say so themselves.
        for day in self.all_days():
            if not exists(day, self.begins) or not exists(self.last_of(day), self.ends):
                message = gettext("The clocks skip this time on %(day)s.")
                raise ValidationError(message % {"day": f"{day:%d.%m.%Y}"})

    def all_days(self) -> list[date]:
        """The first day of each date of the series, at most 200 of them."""
        return days_of_series(
            self.first_day, self.repeats, self.every, self.until, self.times
        )

    def last_of(self, day: date) -> date:
        return day + timedelta(days=self.days - 1)

    def begin_on(self, day: date) -> datetime:
        return around(day, self.begins)

    def end_of(self, day: date) -> datetime:
        return around(self.last_of(day), self.ends)


class SkippedDay(models.Model):
    """A day on which a series leaves out a date that was never announced."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="skipped_days")
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("day that is left out")
        verbose_name_plural = _("days that are left out")
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint(
                fields=["event", "day"], name="day_is_skipped_once"
            ),
        )

    def __str__(self):
        return f"{self.day:%Y-%m-%d}"
