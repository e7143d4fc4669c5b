"""Applicants who lost their link ask for a new one; the worker answers them.

The page only writes down what was asked, so that it takes as long and says the same
whether the case exists or not.
"""

import logging
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import APPLICANT
from forms_app.engine.new_link import MESSAGE, send_new_link
from forms_app.engine.outbox import Message
from forms_app.engine.references import normalised_reference
from forms_app.engine.submission import Submission, submission_kinds
from home.typed.phones import phones_that_may_be_meant

logger = logging.getLogger(__name__)

# Nobody's mailbox is filled by somebody who knows their reference and address.
MOST_AN_HOUR = 3


class LinkRequest(models.Model):
    """What somebody typed; deleted as soon as the worker has read it."""

    reference = models.CharField(max_length=40)
    contact = models.CharField(max_length=254)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("request for a new link")
        verbose_name_plural = _("requests for new links")
        default_permissions = ()
        ordering = ("asked_at", "pk")

    def __str__(self):
        return str(self.pk)


def answer_link_requests() -> int:
    """A job: a new link to whoever named their own case. Returns how many were sent."""
    return sum(map(_try_to_answer, LinkRequest.objects.values_list("pk", flat=True)))


def _try_to_answer(pk: int) -> bool:
    try:
        return _answer(pk)
    except Exception:  # the next turn tries again; the others go on
        logger.exception(
            "Request %s for a link was not answered; the next turn tries again.", pk
        )
        return False


def _answer(pk: int) -> bool:
    """Once, also with two workers: the row goes in the same transaction."""
    with transaction.atomic():
        asked = LinkRequest.objects.select_for_update().filter(pk=pk).first()
        if asked is None:
            return False
        asked.delete()
        case = _case_of(asked)
        if case is None or case.is_quarantined or _asks_too_often(case):
            return False
        send_new_link(case, by=APPLICANT)
    return True


def _case_of(asked: LinkRequest) -> Submission | None:
    reference = normalised_reference(asked.reference)
    for model in submission_kinds().values():
        case = model.objects.filter(reference=reference).first()
        if case is not None:
            return case if _belongs_to(case, asked.contact) else None
    return None


def _belongs_to(case: Submission, contact: str) -> bool:
    typed = contact.strip()
    if case.email and typed.casefold() == case.email.casefold():
        return True
    return bool(case.phone) and case.phone in phones_that_may_be_meant(typed)


def _asks_too_often(case: Submission) -> bool:
    lately = timezone.now() - timedelta(hours=1)
    sent = Message.objects.about(case).filter(name=MESSAGE, written_at__gt=lately)
    return sent.count() >= MOST_AN_HOUR
