"""A change that people have to hear of, as a task that stays until they have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.affected.change import FactChange, RowChange, put_together


class PeopleToTellQuerySet(models.QuerySet):
    def about(self, fact: models.Model) -> Self:
        kind = ContentType.objects.get_for_model(fact)
        return self.filter(fact_type=kind, fact_id=fact.pk)

    def unfinished(self) -> Self:
        return self.filter(state__in=PeopleToTell.UNFINISHED).order_by("pk")


class PeopleToTell(models.Model):
    """One saved change of a fact on which people hang.

    Who they are is found anew each time: nobody is stored here, only how many are left.
    `reason` is free text of staff; it should name nobody, and is shown to staff only
    where it says why nobody is told.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("people to tell", "to be decided")
        TELLING = "telling", pgettext_lazy("people to tell", "being told")
        DONE = "done", pgettext_lazy("people to tell", "everybody is told")
        DECLINED = "declined", pgettext_lazy("people to tell", "nobody needs to know")
        # The change was taken back, or nobody hangs on the fact any more.
        MOOT = "moot", pgettext_lazy("people to tell", "nobody is left to be told")

    UNFINISHED = (State.OPEN, State.TELLING)

    is_shown_to_readers = False

    # The index below begins with it.
    fact_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    fact_id = models.PositiveBigIntegerField()
    fact = GenericForeignKey("fact_type", "fact_id")
    # `RowChange.as_json`, put together.
    stored_rows = models.JSONField(db_column="rows", encoder=DjangoJSONEncoder)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN
    )
    # Whoever saved the change; nobody where an import or a shell did.
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    # Whoever said "tell them now" or "nobody needs to know".
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    # To questions that the change raised: `{"seats": "fewer"}`.
    answers = models.JSONField(default=dict)
    # As last counted: the welcome page counts nothing itself.
    left = models.PositiveIntegerField(default=0)

    objects = PeopleToTellQuerySet.as_manager()

    class Meta:
        app_label = "home"
        verbose_name = _("people to tell")
        verbose_name_plural = _("people to tell")
        default_permissions = ()
        ordering = ("-saved_at", "-pk")
        indexes = (
            models.Index(fields=["fact_type", "fact_id"]),
            models.Index(fields=["state", "saved_at"]),
        )

    def __str__(self):
        return f"{self.fact_type_id}/{self.fact_id}/{self.pk}"

    @property
    def key(self) -> str:
        """By which messages are found that this task brought about."""
        return f"told/{self.pk}"

    @property
    def rows(self) -> tuple[RowChange, ...]:
        return tuple(RowChange.from_json(each) for each in self.stored_rows)

    @rows.setter
    def rows(self, rows: Iterable[RowChange]) -> None:
        self.stored_rows = [row.as_json() for row in rows]

    @property
    def change(self) -> FactChange:
        return FactChange(self.fact, self.rows)

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    def decide(self, state: State, by: Any, reason: str = "") -> None:
        self.state, self.reason = state, reason
        self.decided_by, self.decided_at = by, timezone.now()
        self.save()


def change_of(tasks: Iterable[PeopleToTell]) -> FactChange:
    """What several tasks of one fact tell together, the oldest first."""
    ordered = sorted(tasks, key=lambda task: task.pk)
    rows = (row for task in ordered for row in task.rows)
    return FactChange(ordered[0].fact, tuple(put_together(rows)))


class PersonTold(models.Model):
    """What became of one case because of a task. The row keeps anybody from being told
    twice; it says which case that is, and that is personal.
    """

    class Outcome(models.TextChoices):
        MESSAGE = "message", _("a message")
        STEP = "step", _("a step of their case, with its message")
        NOTHING = "nothing", _("nothing: it was taken back before they heard of it")
        FAILED = "failed", _("it failed")

    is_shown_to_readers = False

    task = models.ForeignKey(
        PeopleToTell, on_delete=models.CASCADE, related_name="told", db_index=False
    )
    # The task behind the message: who missed several changes hears of them at once.
    said_by = models.ForeignKey(
        PeopleToTell, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_id = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "home"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["task", "kind", "person_id"], name="person_is_told_once"
            ),
        )
        indexes = (models.Index(fields=["kind", "person_id"]),)

    def __str__(self):
        return f"{self.task_id}/{self.pk}"
