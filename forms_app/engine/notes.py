"""What staff leave behind on a case: notes, and that they looked at it."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.about import AboutSubmission
from forms_app.engine.submission import Submission

# Reading a case again within the hour is the same reading.
SAME_VIEWING = timedelta(hours=1)
SAME_CLICK = timedelta(minutes=1)


class Note(AboutSubmission):
    """An internal note. It is never shown to applicants and never edited."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(AboutSubmission.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("written_at", "pk")

    def __str__(self):
        return f"{self.kind_id}/{self.submission_id}/{self.pk}"


def write_note(submission: Submission, author, text: str) -> None:
    """Keep a note. The same words of the same person a moment later are a double
    click, and two people who write at once each have their note.
    """
    with transaction.atomic():
        type(submission).objects.select_for_update().get(pk=submission.pk)
        since = timezone.now() - SAME_CLICK
        again = Note.objects.about(submission).filter(
            author=author, text=text, written_at__gt=since
        )
        if not again.exists():
            Note.objects.create(submission=submission, author=author, text=text)


class Viewing(AboutSubmission):
    """Somebody of the staff opened the case: reading is an act, too."""

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta(AboutSubmission.Meta):
        verbose_name = _("viewing")
        verbose_name_plural = _("viewings")
        ordering = ("seen_at", "pk")

    def __str__(self):
        return f"{self.kind_id}/{self.submission_id}/{self.pk}"


def record_viewing(submission: Submission, viewer) -> None:
    """Note that this person opened the case, once an hour at most."""
    recent = Viewing.objects.about(submission).filter(
        viewer=viewer, seen_at__gt=timezone.now() - SAME_VIEWING
    )
    if not recent.exists():
        Viewing.objects.create(submission=submission, viewer=viewer)
