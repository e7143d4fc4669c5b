"""A message to an applicant: a row that is written together with the step it tells."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from forms_app.engine.about import AboutQuerySet, AboutSubmission
from forms_app.engine.outbox.wording import Wording, word

# Minutes between tries grow to an hour; after three days people have to step in.
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=72)


class MessageQuerySet(AboutQuerySet):
    def due(self, moment: datetime) -> Self:
        return self.filter(
            delivery=Message.Delivery.WAITING, next_try_at__lte=moment
        ).order_by("next_try_at", "pk")

    def to_word(self, moment: datetime) -> Self:
        """Nothing sends those that are told by phone, so nobody else words them."""
        return self.to_tell().filter(facts__isnull=False, next_try_at__lte=moment)

    def to_tell(self) -> Self:
        """Messages that somebody has to read out on the phone.

        Also those that no mail server takes: their deadlines go on meanwhile.
        """
        return self.filter(delivery__in=Message.FOR_THE_PHONE)


class Message(AboutSubmission):
    class Delivery(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be delivered")
        TO_TELL = "to_tell", _("tell them by phone")
        TOLD = "told", _("told by phone")
        CANCELLED = "cancelled", _("cancelled before it was sent")

    FOR_THE_PHONE = (Delivery.TO_TELL, Delivery.FAILED)

    name = models.CharField(max_length=60)
    # Whoever of the staff wrote it; empty for the message of a step.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The step that brought it about, `reference/version`, as in the history.
    caused_by = models.CharField(max_length=24, blank=True, default="", db_index=True)
    language = models.CharField(max_length=10)
    recipient = models.CharField(_("to"), max_length=254)
    # What was true when the step was taken, as long as the message has no words yet.
    # Nobody in front of a form waits until a message is worded in two languages.
    facts = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    stored_subject = models.CharField(_("subject"), max_length=200, db_column="subject")
    # [{"language": "ar", "text": "…"}, {"language": "cs", "text": "…"}]; the secret
    # link is a mark in the text and is filled in when the message leaves.
    stored_parts = models.JSONField(default=list, db_column="parts")
    # [{"name": "course.ics", "content_type": "text/calendar", "text": "…"}]
    stored_attachments = models.JSONField(default=list, db_column="attachments")
    delivery = models.CharField(
        _("delivery"), max_length=10, choices=Delivery, default=Delivery.WAITING
    )
    written_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The kind of error only: an error's text may quote an address.
    last_error = models.CharField(max_length=120, blank=True)

    objects: ClassVar = MessageQuerySet.as_manager()

    class Meta(AboutSubmission.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("written_at", "pk")
        indexes = [
            *AboutSubmission.Meta.indexes,
            models.Index(fields=["delivery", "next_try_at"]),
        ]

    def __str__(self):
        return f"{self.name}/{self.pk}"

    @cached_property
    def wording(self) -> Wording:
        """As stored; else in words made now of what was true then."""
        if self.facts is None:
            return Wording(
                self.stored_subject, self.stored_parts, self.stored_attachments
            )
        case: Any = self.submission
        return word(case.as_of(self.facts), self.name)

    @property
    def subject(self) -> str:
        return self.wording.subject

    @property
    def parts(self) -> list[dict]:
        return self.wording.parts

    @property
    def attachments(self) -> list[dict]:
        return self.wording.attachments

    def keep_wording(self) -> None:
        """Store the words before anybody sees them: they are never made twice."""
        if self.facts is None:
            return
        rows = Message.objects.filter(pk=self.pk, facts__isnull=False)
        rows.update(  # no history: a message is its own record
            facts=None,
            stored_subject=self.wording.subject,
            stored_parts=self.wording.parts,
            stored_attachments=self.wording.attachments,
        )
        # Somebody else may have been quicker.
        fields = ["facts", "stored_subject", "stored_parts", "stored_attachments"]
        self.refresh_from_db(fields=fields)
        del self.wording

    def wait_before_next_try(self) -> timedelta:
        return min(timedelta(minutes=2 ** min(self.attempts, 6)), LONGEST_WAIT)

    def is_given_up_at(self, moment: datetime) -> bool:
        return moment - self.written_at > GIVE_UP_AFTER

    def mark_told(self, user) -> None:
        """Somebody of the staff phoned the applicant."""
        self.keep_wording()
        self.delivery = self.Delivery.TOLD
        self.told_by = user
        self.delivered_at = timezone.now()
        self.save(update_fields=["delivery", "told_by", "delivered_at"])
