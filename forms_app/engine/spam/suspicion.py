"""What speaks for a machine. A suspicion asks for work; it never turns anyone away."""

from collections.abc import Iterable
from enum import Enum

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from forms_app.engine.counting import (
    Counts,
    address_of,
    count_one_more,
    counted,
    of_all,
)
from forms_app.engine.spam.trap import (
    is_stamp,
    read_trap,
    was_opened_long_enough_ago,
)
from forms_app.engine.submission import Submission

# Sendings in an hour. A hot course brings hundreds of people in its first hour, and
# a library has one address for all: with scripts they do not notice the work.
MOST_OF_A_CLIENT = 20
MOST_OF_A_FORM = 200
# Receipts to one mailbox; more of them would be a bomb for whoever owns it.
MOST_FOR_A_MAILBOX = 5


class Suspicion(Enum):
    """The words are for the staff, who decide about quarantined cases."""

    TRAP = _("a field that people cannot see was filled in")
    NO_STAMP = _("the form was not opened on our website, or very long ago")
    TOO_FAST = _("the form was filled in within seconds")
    CLIENT = _("many came from the same network within the hour")
    FORM = _("many came through this form within the hour")
    MAILBOX = _("many had the same e-mail address within the hour")


# People meet these without doing anything unusual.
OF_NUMBERS = frozenset({Suspicion.CLIENT, Suspicion.FORM})


def suspect_form(request: HttpRequest) -> frozenset[Suspicion]:
    """What is odd about the form itself, whoever else sends one."""
    return frozenset(_of_the_form(request) if settings.SPAM_GUARD else ())


def suspect_numbers(request: HttpRequest, case: Submission) -> frozenset[Suspicion]:
    """Count this sending and say what is odd about its being one of many."""
    if not settings.SPAM_GUARD:
        return frozenset()
    form = _about(case.intake_id)
    mailbox = [("mailbox", case.email.casefold())] if case.email else []
    of_client, *of_mailbox = count_one_more([(form, address_of(request)), *mailbox])
    found = {*_of_numbers(Counts(of_client, of_all(form)))}
    if any(number > MOST_FOR_A_MAILBOX for number in of_mailbox):
        found.add(Suspicion.MAILBOX)
    return frozenset(found)


def suspect_beforehand(request: HttpRequest, intake_id: int) -> frozenset[Suspicion]:
    """All that for a form that is about to be sent: nothing is counted yet."""
    if not settings.SPAM_GUARD:
        return frozenset()
    counts = counted(_about(intake_id), address_of(request))
    with_this_one = Counts(counts.of_client + 1, counts.of_all + 1)
    return suspect_form(request) | frozenset(_of_numbers(with_this_one))


def in_words(suspicions: Iterable[Suspicion]) -> str:
    """For the history of the case, which keeps one language: the staff's."""
    with translation.override(settings.LANGUAGE_CODE):
        return "; ".join(str(each.value) for each in Suspicion if each in suspicions)


def _of_the_form(request: HttpRequest) -> Iterable[Suspicion]:
    trap = read_trap(request.POST)
    opened = trap.read("opened")
    if trap.errors.get("comment_url") or trap.read("comment_url"):
        yield Suspicion.TRAP
    if not is_stamp(opened):
        yield Suspicion.NO_STAMP
    elif not was_opened_long_enough_ago(opened):
        yield Suspicion.TOO_FAST


def _of_numbers(counts: Counts) -> Iterable[Suspicion]:
    if counts.of_client > MOST_OF_A_CLIENT:
        yield Suspicion.CLIENT
    if counts.of_all > MOST_OF_A_FORM:
        yield Suspicion.FORM


def _about(intake_id: int) -> str:
    return f"intake-{intake_id}"
