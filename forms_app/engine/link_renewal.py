"""The one place where a stored case gets another secret link; the old one dies."""

from django.db import transaction

from forms_app.engine import store
from forms_app.engine.actors import SYSTEM, Actor
from forms_app.engine.status_link import known_token, new_link, token_for
from forms_app.engine.step_record import StepTaken
from forms_app.engine.submission import Submission

STEP = "new_link"
WRITTEN = ("link_nonce", "link_hash")


def renew_link(case: Submission, by: Actor) -> str:
    """The token of a new link. Nothing of the case changes but the link."""
    with transaction.atomic():
        return _renew(_locked(case), by)


def token_to_send(case: Submission, by: Actor = SYSTEM) -> str:
    """The token for a message that leaves now: of the link that was sent before.

    Where the server's secret was changed and forgotten, nobody knows that any more,
    and the case gets a new link. Whoever only looks asks `known_token`.
    """
    token = known_token(case.link_nonce, case.link_hash)
    if token is not None:
        return token
    with transaction.atomic():
        stored = _locked(case)
        known = known_token(stored.link_nonce, stored.link_hash)
        return known or _renew(stored, by)


def _locked(case: Submission) -> Submission:
    return type(case).objects.select_for_update().get(pk=case.pk)


def _renew(stored: Submission, by: Actor) -> str:
    stored.link_nonce, stored.link_hash = new_link()
    store.change(stored, StepTaken(STEP, by), fields=WRITTEN)
    return token_for(stored.link_nonce)
