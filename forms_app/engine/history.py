"""The timeline of a case: everything that happened to it, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_app.engine.notes import Note, Viewing
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role
from forms_app.engine.step_record import ROLE_WORDS
from forms_app.engine.submission import Submission
from home.templatetags.display import day_and_time, long_date

# Steps of every kind of case, which no workflow's table holds.
ENGINE_STEPS = {
    "submit": gettext_lazy("Sent"),
    "new_link": gettext_lazy("New secret link"),
    "release": gettext_lazy("Released from quarantine"),
    "reject_as_spam": gettext_lazy("Rejected as spam"),
    "assign": gettext_lazy("Assigned"),
    "undo": gettext_lazy("Last step taken back"),
}
# Fields that say how a case is kept, not what it is.
NOT_TOLD = {"id", "version", "state_since", "is_quarantined", "is_spam"}


@dataclass(frozen=True)
class Change:
    """One field before and after a step."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One thing that happened: `what` is step, message, note or viewing."""

    what: str
    at: datetime
    who: str
    title: str
    text: str = ""
    changes: list[Change] = field(default_factory=list)
    message: Message | None = None


def timeline(case: Submission) -> list[Entry]:
    """All entries, the newest first. Five queries, however long the history."""
    entries = [
        *_steps(case),
        *(_message_entry(each) for each in _messages(case)),
        *(_note_entry(each) for each in _notes(case)),
        *(_viewing_entry(each) for each in _viewings(case)),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _messages(case: Submission):
    """Where the worker has not been yet, in the words that it will find."""
    return Message.objects.about(case).select_related("told_by", "author")


def _notes(case: Submission):
    return Note.objects.about(case).select_related("author")


def _viewings(case: Submission):
    return Viewing.objects.about(case).select_related("viewer")


def _steps(case: Submission) -> Iterator[Entry]:
    rows = list(
        case.history.select_related("history_user").order_by(
            "history_date", "history_id"
        )
    )
    for before, row in pairwise([None, *rows]):
        yield Entry(
            what="step",
            at=row.history_date,
            who=_who(row),
            title=_step_title(case, row),
            text=row.history_change_reason or "",
            changes=_changes(case, before, row) if before else [],
        )


def _step_title(case: Submission, row) -> str:
    step = case.workflow.steps.get(row.step)
    if step is not None:
        return str(step.label)
    return str(ENGINE_STEPS.get(row.step, _("Changed")))


def _who(row) -> str:
    if row.role == Role.STAFF and row.history_user is not None:
        return _name(row.history_user)
    return str(ROLE_WORDS[row.role])


def _name(user) -> str:
    return user.get_full_name() or user.get_username()


def _changes(case: Submission, before, row) -> list[Change]:
    told = [each for each in row.tracked_fields if each.name not in NOT_TOLD]
    return [
        Change(
            label=capfirst(str(each.verbose_name)),
            before=_in_words(case, each, getattr(before, each.attname)),
            after=_in_words(case, each, getattr(row, each.attname)),
        )
        for each in told
        if getattr(before, each.attname) != getattr(row, each.attname)
    ]


def _in_words(case: Submission, model_field: models.Field, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if model_field.name == "state":
        return str(case.workflow.states[value].label)
    if isinstance(value, list):
        return ", ".join(_in_words(case, model_field, each) for each in value) or "–"
    if isinstance(value, datetime):
        return day_and_time(value)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(model_field, models.ForeignKey):
        related = model_field.related_model._default_manager.filter(pk=value).first()
        if isinstance(related, get_user_model()):
            return _name(related)
        return str(related or value)
    return str(dict(model_field.flatchoices).get(value, value))


def _message_entry(message: Message) -> Entry:
    return Entry(
        what="message",
        at=message.written_at,
        who=_name(message.author) if message.author else str(ROLE_WORDS[Role.SYSTEM]),
        title=message.subject,
        message=message,
    )


def _note_entry(note: Note) -> Entry:
    return Entry(
        what="note",
        at=note.written_at,
        who=_name(note.author),
        title=_("Note"),
        text=note.text,
    )


def _viewing_entry(viewing: Viewing) -> Entry:
    return Entry(
        what="viewing",
        at=viewing.seen_at,
        who=_name(viewing.viewer),
        title=_("Opened the case"),
    )
