"""Writing a message into the outbox, in the transaction of the step that it tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from forms_app.engine.causes import current_cause
from forms_app.engine.outbox.message import Message
from forms_app.engine.outbox.wording import (
    STATUS_LINK_MARK,
    MoreFacts,
    Wording,
    languages_of,
    nothing_more,
    render_message,
    render_reply,
    word,
    word_reply,
)
from forms_app.engine.submission import Submission

__all__ = [
    "STATUS_LINK_MARK",
    "enqueue",
    "enqueue_reply",
    "languages_of",
    "render_message",
    "render_reply",
    "worded_later",
]


# Whether somebody waits in front of a form until this transaction is over.
_somebody_waits: ContextVar[bool] = ContextVar("somebody_waits", default=False)


@contextmanager
def worded_later() -> Iterator[None]:
    """The worker words what is written meanwhile, from the facts of this moment.

    It counts for kinds of cases that know which facts their messages need.
    """
    token = _somebody_waits.set(True)
    try:
        yield
    finally:
        _somebody_waits.reset(token)


def enqueue(
    submission: Submission, name: str, more: MoreFacts = nothing_more
) -> Message:
    """Write the message `name` into the outbox, in the caller's transaction.

    Without an e-mail address it becomes a task: somebody has to phone the person.
    Messages of steps that staff take wait a little, so that they can be called back.
    """
    is_late = _somebody_waits.get() and more is nothing_more
    facts = submission.facts_to_word_later() if is_late else None
    return _write(
        submission,
        name,
        word(submission, name, more) if facts is None else Wording(),
        facts=facts,
        next_try_at=_held_until(),
        caused_by=_caused_by(),
    )


def enqueue_reply(
    submission: Submission, wordings: dict[str, tuple[str, str]], author: Any
) -> Message:
    """Write what a person of the staff says into the outbox.

    `wordings` has subject and text for each of `languages_of(submission)`.
    """
    wording = word_reply(submission, wordings)
    return _write(submission, "reply", wording, author=author)


def _write(submission: Submission, name: str, wording: Wording, **more) -> Message:
    by_mail = bool(submission.email)
    return Message.objects.create(
        submission=submission,
        name=name,
        language=submission.language,
        recipient=submission.email or submission.phone,
        stored_subject=wording.subject,
        stored_parts=wording.parts,
        stored_attachments=wording.attachments,
        delivery=Message.Delivery.WAITING if by_mail else Message.Delivery.TO_TELL,
        **more,
    )


def _held_until() -> datetime:
    """Also messages to others whose cases move because of the step of the staff."""
    cause = current_cause()
    held_for = settings.MESSAGES_HELD_FOR if cause and cause.by_staff else timedelta(0)
    return timezone.now() + held_for


def _caused_by() -> str:
    cause = current_cause()
    return cause.key if cause else ""
