"""Rows that belong to a case of any kind: messages, notes, viewings."""

from typing import ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from forms_app.engine.submission import Submission


class AboutQuerySet(models.QuerySet):
    def about(self, submission: Submission) -> Self:
        kind = ContentType.objects.get_for_model(submission)
        return self.filter(kind=kind, submission_id=submission.pk)

    def of_cases(self, cases: models.QuerySet) -> Self:
        """Rows about any of these cases, which are all of one kind."""
        kind = ContentType.objects.get_for_model(cases.model)
        return self.filter(kind=kind, submission_id__in=cases.order_by().values("pk"))


class AboutSubmission(models.Model):
    # The index below begins with it.
    kind = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submission_id = models.PositiveBigIntegerField()
    submission = GenericForeignKey("kind", "submission_id")

    objects: ClassVar = AboutQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "forms_app"
        indexes = [models.Index(fields=["kind", "submission_id"])]
