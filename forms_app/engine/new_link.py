"""A new secret link for somebody who lost theirs. The old one dies."""

from django.db import transaction

from forms_app.engine.actors import Actor
from forms_app.engine.link_renewal import STEP, renew_link
from forms_app.engine.outbox import Message, enqueue
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import save_step

MESSAGE = "new_link"


def send_new_link(case: Submission, by: Actor) -> Message:
    """Write the message with the new link, for the address that the case holds.

    Without an e-mail address the old link stays alive: staff cannot read out a link
    on the phone, so the message becomes the task to call and offer a printed slip.
    """
    with transaction.atomic():
        stored = type(case).objects.select_for_update().get(pk=case.pk)
        if stored.email:
            renew_link(stored, by)
        else:
            save_step(stored, STEP, by, fields=())
        return enqueue(stored, MESSAGE)
