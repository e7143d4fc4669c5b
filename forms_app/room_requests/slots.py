"""The dates of room requests as rows, each with the time that it blocks.

A request is one case, but each of its dates is decided for itself: a weekly series
may get nine of ten dates, and one date may be moved or called off later. So a case
has one slot for each date, and the state of a slot says only whether it holds the
room. What the date means (asked for, approved, confirmed) is the state of the case.

`starts_at` and `ends_at` are the meeting; `blocked_from` and `blocked_until` add the
room's buffers as they were when the slot was made. Blocked times of slots that hold
the same room never overlap. Whoever writes a slot has locked the room's row.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from services.models import Room


class SlotRecord(models.Model):
    """What a history row of a date knows beyond the fields: the step that wrote it."""

    # The version of the case after the step.
    case_version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class RoomSlotQuerySet(models.QuerySet):
    def holding(self) -> Self:
        """The slots that keep others out of the room."""
        return self.filter(state__in=RoomSlot.HOLDING)

    def within(self, begin: datetime, end: datetime) -> Self:
        """The slots that block some of the time between these moments."""
        return self.filter(blocked_from__lt=end, blocked_until__gt=begin)

    def to_come(self) -> Self:
        return self.filter(starts_at__gt=timezone.now())


class RoomSlot(models.Model):
    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("a date of a room request", "yours")
        PROPOSED = "proposed", pgettext_lazy("a date of a room request", "proposed")
        MISSED = "missed", pgettext_lazy("a date of a room request", "not free")
        DROPPED = "dropped", pgettext_lazy("a date of a room request", "refused")
        RELEASED = (
            "released",
            pgettext_lazy("a date of a room request", "given back"),
        )

    HOLDING = (State.HELD, State.PROPOSED)

    case = models.ForeignKey(
        "forms_app.RoomRequest",
        verbose_name=_("room request"),
        on_delete=models.PROTECT,
        related_name="slots",
    )
    room = models.ForeignKey(
        Room, verbose_name=_("room"), on_delete=models.PROTECT, related_name="slots"
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    blocked_from = models.DateTimeField(_("blocked from"))
    blocked_until = models.DateTimeField(_("blocked until"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    # The date that this one would take the place of, while it is only proposed.
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # How often the date was changed: calendars take the highest number as the truth.
    sequence = models.PositiveSmallIntegerField(default=0)

    # Who moved the date and with which step, for the next row of its history.
    _history_user: Any = None
    _case_version: int = 0

    history = HistoricalRecords(bases=[SlotRecord])
    objects = RoomSlotQuerySet.as_manager()

    class Meta:
        app_label = "forms_app"
        verbose_name = _("date of a room request")
        verbose_name_plural = _("dates of room requests")
        ordering = ("starts_at", "pk")
        default_permissions = ()
        indexes = (models.Index(fields=["room", "blocked_until"]),)
        constraints = (
            models.CheckConstraint(
                name="slot_begins_before_it_ends",
                condition=Q(starts_at__lt=F("ends_at")),
            ),
            models.CheckConstraint(
                name="slot_lies_in_what_it_blocks",
                condition=Q(blocked_from__lte=F("starts_at"))
                & Q(blocked_until__gte=F("ends_at")),
            ),
        )

    def __str__(self):
        return f"{self.case_id}/{self.pk}"

    def written_by_step_of(self, case: Any) -> RoomSlot:
        """The date's own history says who and when; the reason stands in the case's."""
        self._history_user = getattr(case, "_history_user", None)
        self._case_version = case.version
        return self

    @property
    def holds_the_room(self) -> bool:
        return self.state in self.HOLDING

    def take_time(self, starts_at: datetime, ends_at: datetime) -> None:
        """Set the meeting and what it blocks with the buffers of today."""
        self.starts_at, self.ends_at = starts_at, ends_at
        self.blocked_from, self.blocked_until = blocked(self.room, starts_at, ends_at)

    def take_time_of(self, other: RoomSlot) -> None:
        """Set what the other date holds: the buffers of today may be larger, and
        somebody may have the room right after it.
        """
        for name in ("starts_at", "ends_at", "blocked_from", "blocked_until"):
            setattr(self, name, getattr(other, name))


@receiver(pre_create_historical_record)
def keep_the_step(sender, instance, history_instance, **kwargs):
    if isinstance(history_instance, SlotRecord):
        history_instance.case_version = instance._case_version


def blocked(
    room: Room, starts_at: datetime, ends_at: datetime
) -> tuple[datetime, datetime]:
    """The time that a meeting takes with the buffers of the room."""
    before = timedelta(minutes=room.buffer_before)
    return starts_at - before, ends_at + timedelta(minutes=room.buffer_after)
