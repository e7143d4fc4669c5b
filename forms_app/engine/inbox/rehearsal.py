"""One act for several cases: tried out for the preview, then done one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from forms_app.engine.actors import Actor
from forms_app.engine.inbox.acts import Act
from forms_app.engine.outbox import Message
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission

# Stands for a reason that is not written yet.
SOME_REASON = "…"


@dataclass(frozen=True)
class Outcome:
    """What the act did, or would do, to one case; `refused` says why it did not."""

    case: Submission
    refused: Any = ""


class _OnlyTried(Exception):
    """Takes everything back."""


def take(
    cases: Iterable[tuple[Submission, int]], act: Act, by: Actor, reason: str
) -> list[Outcome]:
    """The act for each case in a transaction of its own, as this person saw it."""
    return [_take_one(case, seen, act, by, reason) for case, seen in cases]


def rehearse(
    cases: list[Submission], act: Act, by: Actor, reason: str
) -> list[Outcome]:
    """What `take` would do now: it is done, and all of it is taken back.

    Only so are seats that the first cases take gone for the later ones. A rehearsal
    holds the limits of several courses at once; two rehearsals would lock each other
    out, so they take turns.
    """
    if act.needs_reason and not reason.strip():
        reason = SOME_REASON
    outcomes: list[Outcome] = []
    try:
        with transaction.atomic():
            _wait_for_other_rehearsals()
            outcomes = take([(case, act.seen(case)) for case in cases], act, by, reason)
            raise _OnlyTried
    except _OnlyTried:
        return outcomes


def _wait_for_other_rehearsals() -> None:
    turn = ContentType.objects.get_for_model(Message)
    list(ContentType.objects.select_for_update(no_key=True).filter(pk=turn.pk))


def _take_one(case: Submission, seen: int, act: Act, by: Actor, reason: str) -> Outcome:
    try:
        act.take(case, seen, by, reason)
    except StepRefused as refused:
        return Outcome(case, refused.words)
    return Outcome(case)
