"""Each single time that an event takes place, as it was announced and as it is now."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.announced import Meeting
from events.models.events import Event
from events.models.schedules import Schedule
from home.clocks import midnight, midnight_after
from services.models import Place


class EventDateQuerySet(models.QuerySet):
    def coming(self, moment: datetime) -> Self:
        """Dates that have not ended yet, the next one first."""
        return self.filter(ends_at__gte=moment).order_by("starts_at", "pk")

    def over(self, moment: datetime) -> Self:
        """Dates that have ended, the last one first."""
        return self.filter(ends_at__lt=moment).order_by("-starts_at", "-pk")

    def between(self, first: date, last: date) -> Self:
        """Dates that take place on some of these days, the first one first."""
        return self.filter(
            starts_at__lt=midnight_after(last), ends_at__gte=midnight(first)
        ).order_by("starts_at", "pk")

    def with_page_in(self, codes: list[str]) -> Self:
        """Dates of events that visitors can read about in one of these languages."""
        readable = Event.objects.filter(
            pages__live=True, pages__locale__language_code__in=codes
        )
        return self.filter(event__in=readable)

    def with_facts(self) -> Self:
        return self.select_related("event__place__successor", "place__successor")


class EventDate(Meeting):
    """Made from a schedule by `events.planning`; then cancelled or moved for itself."""

    TOLD = (*Meeting.TOLD, "place_id")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="dates"
    )
    schedule = models.ForeignKey(
        Schedule,
        on_delete=models.SET_NULL,
        related_name="dates",
        null=True,
        editable=False,
    )
    # Which date of the schedule it is, from 0 on; days that are left out count.
    number = models.PositiveSmallIntegerField(default=0, editable=False)
    # The day that the schedule means, wherever the date has moved since.
    planned_on = models.DateField(editable=False)
    # Off as soon as somebody gives this date a time of its own.
    follows_schedule = models.BooleanField(default=True, editable=False)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="event_dates",
        null=True,
        blank=True,
        help_text=_("Only if this date is somewhere else than the event."),
    )

    history = HistoricalRecords()
    objects = EventDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ("starts_at", "pk")
        indexes = (
            models.Index(fields=["starts_at"]),
            models.Index(fields=["ends_at"]),
        )
        constraints = (
            models.CheckConstraint(
                name="event_date_begins_before_it_ends",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("An event must end after it begins."),
            ),
            models.UniqueConstraint(
                fields=["schedule", "planned_on"], name="schedule_has_a_date_once"
            ),
        )

    def __str__(self):
        return f"{self.event.name} ({self.first_day:%Y-%m-%d})"

    @property
    def is_announced(self) -> bool:
        return self.event.pages.filter(live=True).exists()

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def calendar_key(self) -> str:
        return f"event-date-{self.pk}"

    @property
    def is_off(self) -> bool:
        """Cancelled by itself or together with the whole event."""
        return self.is_cancelled or self.event.is_cancelled

    @property
    def where(self) -> Place:
        """Where to go on that day, also when the place has moved by then."""
        return (self.place or self.event.place).on(self.first_day)

    @property
    def all_changes(self) -> int:
        """The number that calendars compare: the highest one is the truth."""
        return self.sequence + self.event.sequence

    @property
    def last_changed_at(self) -> datetime:
        return max(self.changed_at, self.event.changed_at)
