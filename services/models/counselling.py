"""Who gives counsel when, where and in which languages: facts, dated."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from home.languages_field import SpokenLanguagesField
from services.models.places import Place


class CounsellingSlotQuerySet(models.QuerySet):
    def between(self, first: date, last: date):
        """The slots that count on some of these days."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=last),
            Q(valid_until=None) | Q(valid_until__gte=first),
        )

    def at(self, place_id: int, day: date):
        """What counts at this place on the day."""
        return self.filter(place_id=place_id).between(day, day)

    def with_board(self, boards: models.QuerySet):
        """Each with `board_path` and `board_key` of the first of these pages."""
        return self.annotate(
            board_path=models.Subquery(boards.values("url_path")[:1]),
            board_key=models.Subquery(boards.values("pk")[:1]),
        )


class CounsellingSlot(models.Model):
    """Two hours of a week in which somebody is there for one topic."""

    class Topic(models.TextChoices):
        SOCIAL = "social", _("social counselling")
        LEGAL = "legal", _("legal counselling")
        FAMILIES = "families", _("work with families")
        PSYCHOLOGICAL = "psychological", _("psychological counselling for families")

    class Entry(models.TextChoices):
        WALK_IN = "walk_in", pgettext_lazy("counselling", "come without appointment")
        APPOINTMENT = "appointment", pgettext_lazy("counselling", "by appointment")

    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="counselling_slots",
        help_text=_("On days when the place is closed, the counselling is off too."),
    )
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=list(WEEKDAYS.items())
    )
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    languages = SpokenLanguagesField(
        _("languages"),
        max_length=200,
        help_text=_("What the people who are there speak."),
    )
    entry = models.CharField(
        _("how to come"), max_length=12, choices=Entry, default=Entry.WALK_IN
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last day. Empty while no end is planned."),
    )

    history = HistoricalRecords()
    objects = CounsellingSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("time of counselling")
        verbose_name_plural = _("times of counselling")
        ordering = ("weekday", "begins", "topic", "pk")
        constraints = (
            models.CheckConstraint(
                name="counselling_begins_before_it_ends",
                condition=Q(begins__lt=F("ends")),
                violation_error_message=_("It must end after it begins."),
            ),
            models.CheckConstraint(
                name="counselling_weekday_exists", condition=Q(weekday__range=(0, 6))
            ),
            models.CheckConstraint(
                name="counselling_starts_before_its_last_day",
                condition=Q(valid_from__lte=F("valid_until")),
                violation_error_message=_("The last day must not be before the first."),
            ),
        )

    def __str__(self):
        hours = f"{self.begins:%H:%M}–{self.ends:%H:%M}"
        return f"{self.get_topic_display()}, {WEEKDAYS[self.weekday]} {hours}"

    def counts_on(self, day: date) -> bool:
        """It is this slot's weekday, within its dates; the place may still be shut."""
        has_begun = self.valid_from is None or self.valid_from <= day
        has_ended = self.valid_until is not None and self.valid_until < day
        return self.weekday == day.weekday() and has_begun and not has_ended
