"""What a person did to several cases at once: kept for the results and for undoing."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from forms_app.engine.submission import Submission


class BulkAction(models.Model):
    """One act, such as a step, for several cases of one kind.

    It knows no applicant: cases stand here by their references, and what was written
    to whom stands with them. Personal is `person`, the account of the staff.
    """

    # Made with the preview: a form that is sent twice acts once.
    key = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "forms_app"
        default_permissions = ()
        ordering = ("-taken_at", "-pk")

    def __str__(self):
        return f"{self.kind}/{self.act}/{self.pk}"

    @property
    def undone_until(self) -> datetime:
        """Until then the messages of the first of its cases wait."""
        return self.taken_at + settings.MESSAGES_HELD_FOR


class BulkCaseQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What is still to be done, in the order of the plan."""
        return self.filter(result=BulkCase.Result.WAITING).order_by("position")

    def to_undo(self) -> Self:
        """The last one first; without those that could not be undone."""
        taken = self.filter(result=BulkCase.Result.TAKEN, words="")
        return taken.order_by("-position")

    def with_last_step_of(self, case: Submission) -> Self:
        """Of the bulk action in which the case took the step that it rests after."""
        taken = self.filter(result=BulkCase.Result.TAKEN, reference=case.reference)
        return taken.filter(after=case.version).exclude(state="")


class BulkCase(models.Model):
    """One of its cases: what was to come of it, and what came.

    Not personal: a reference, and words that are the same for every case that stays
    for the same reason. They are kept in the language of whoever acted.
    """

    class Result(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        LEFT = "left"
        UNDONE = "undone"

    action = models.ForeignKey(
        BulkAction, on_delete=models.CASCADE, related_name="cases"
    )
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=12, db_index=True)
    # Version or keeper of the case when it was planned, and after the act.
    seen = models.PositiveBigIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0)
    planned_state = models.CharField(max_length=30, blank=True)
    planned_place = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=30, blank=True)
    place = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.WAITING)
    # Why it was left, or why it could not be undone.
    words = models.TextField(blank=True)

    objects = BulkCaseQuerySet.as_manager()

    class Meta:
        app_label = "forms_app"
        default_permissions = ()
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["action", "position"], name="bulk_case_has_its_position"
            ),
            models.UniqueConstraint(
                fields=["action", "reference"], name="bulk_case_is_listed_once"
            ),
        )

    def __str__(self):
        return f"{self.action_id}/{self.position}"
