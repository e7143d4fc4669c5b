"""Delivering messages: claimed, sent, marked; tried again for three days."""

import logging
import smtplib
import socket
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from forms_app.engine.link_renewal import token_to_send
from forms_app.engine.outbox.message import LONGEST_WAIT, Message
from forms_app.engine.outbox.refusal import NoRecipient, in_short, is_permanent
from forms_app.engine.outbox.writing import STATUS_LINK_MARK
from forms_app.engine.status_link import status_url
from home.languages import language

logger = logging.getLogger(__name__)

# A worker that dies while it sends gives the message back after this time.
LEASE = timedelta(minutes=5)
SERVER_AWAY = (
    ConnectionError,
    TimeoutError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPServerDisconnected,
)


def deliver_due(limit: int = 50) -> int:
    """Send what is due, at most `limit` messages. Returns how many were tried.

    A mail server that is away ends the turn: each further try would only wait for
    it, and the jobs that are due by the clock would wait, too.
    """
    _word_what_nobody_sends(limit)
    due = Message.objects.due(timezone.now()).values_list("pk", flat=True)
    tried = 0
    for pk in list(due[:limit]):
        message = _claim(pk)
        if message is not None:
            tried += 1
            if not _deliver(message):
                break
    return tried


def _word_what_nobody_sends(limit: int) -> None:
    now = timezone.now()
    for message in Message.objects.to_word(now)[:limit]:
        try:
            message.keep_wording()
        except Exception:  # its facts stay, and the others go on
            message.next_try_at = now + LONGEST_WAIT
            message.save(update_fields=["next_try_at"])
            logger.exception("Message %s has no words", message.pk)


def _claim(pk: int) -> Message | None:
    """The message, if no other worker has it; others leave it alone for a while."""
    skip_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=skip_locked)
            .due(timezone.now())
            .filter(pk=pk)
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        message.next_try_at = timezone.now() + LEASE
        message.save(update_fields=["attempts", "next_try_at"])
    return message


def _deliver(message: Message) -> bool:
    """Send it or note why not. False where the mail server does not answer."""
    try:
        message.keep_wording()
        if not message.recipient:
            raise NoRecipient
        case: Any = message.submission
        as_mail(message, token_to_send(case)).send()
    except Exception as error:  # whatever a mail server may do, the worker goes on
        _note_failure(message, error)
        return not isinstance(error, SERVER_AWAY)
    else:
        message.delivery = Message.Delivery.SENT
        message.delivered_at = timezone.now()
        message.last_error = ""
        message.save(update_fields=["delivery", "delivered_at", "last_error"])
        return True


def _note_failure(message: Message, error: Exception) -> None:
    now = timezone.now()
    message.last_error = in_short(error)
    message.next_try_at = now + message.wait_before_next_try()
    if is_permanent(error, message.recipient) or message.is_given_up_at(now):
        message.delivery = Message.Delivery.FAILED
    message.save(update_fields=["last_error", "next_try_at", "delivery"])
    logger.warning("Message %s was not delivered: %s", message.pk, message.last_error)


def as_mail(message: Message, token: str) -> EmailMultiAlternatives:
    """The mail with its secret link, as plain text and as HTML."""
    parts = [_with_link(part, token) for part in message.parts]
    with translation.override(message.language):
        html = render_to_string(
            "email/message.html",
            {
                "subject": message.subject,
                "parts": parts,
                "reader_language": language(message.language),
            },
        )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body="\n\n———\n\n".join(part["text"] for part in parts),
        to=[message.recipient],
        # The same for every try: a mail program that gets it twice shows it once.
        headers={"Message-ID": f"<message-{message.pk}@{domain}>"},
    )
    mail.attach_alternative(html, "text/html")
    for each in message.attachments:
        mail.attach(each["name"], each["text"], each["content_type"])
    return mail


def _with_link(part: dict, token: str) -> dict:
    code, text = part["language"], part["text"]
    url = status_url(token, code)
    return {
        "language": language(code),
        "text": text.replace(STATUS_LINK_MARK, url),
        "html": _as_html(text, url),
    }


def _as_html(text: str, url: str) -> str:
    """Paragraphs in which nothing but our own link is a link.

    Somebody may type an address as their name and anybody's mailbox as their own.
    """
    paragraphs = linebreaks(text, autoescape=True)
    return mark_safe(
        paragraphs.replace(STATUS_LINK_MARK, format_html('<a href="{0}">{0}</a>', url))
    )
