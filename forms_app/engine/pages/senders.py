"""Who presses the button of a form, and what follows for the case."""

from functools import partial
from typing import Any, ClassVar, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from forms_app.engine.actors import APPLICANT
from forms_app.engine.pages.case_pass import give_pass, open_cases
from forms_app.engine.spam import (
    Suspicion,
    new_work,
    suspect_beforehand,
    suspect_form,
    suspect_numbers,
    work_is_done,
)
from forms_app.engine.spam.suspicion import OF_NUMBERS, in_words
from forms_app.engine.spam.trap import is_stamp, read_trap, stamp
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from forms_app.engine.transitions import submit

SEE_OTHER = 303


class Sender(Protocol):
    # Whether questions are asked that wait for their words in the page's language.
    asks_what_waits: ClassVar[bool]

    def context(self, request: HttpRequest, page: Any, step: str) -> dict:
        """What the template of this step of the form shows besides."""

    def send(self, request: HttpRequest, case: Submission) -> Submission:
        """Submit the case. Raises StepRefused, as `submit` does, or WorkNeeded."""

    def sent(
        self, request: HttpRequest, case: Submission, confirmation: str
    ) -> HttpResponse:
        """Where the way goes on; `confirmation` is the form's own last page."""


class WorkNeeded(Exception):
    """The page with the answers has to come once more, now with a task on it."""


class Visitor:
    """The applicant, in front of the public form."""

    asks_what_waits: ClassVar = False

    def context(self, request: HttpRequest, page: Any, step: str) -> dict:
        trap = read_trap(request.POST)
        opened = trap.read("opened")
        guard = {
            "comment_url": trap.read("comment_url"),
            "opened": opened if is_stamp(opened) else stamp(),
        }
        if step == "check" and suspect_beforehand(request, page.intake_id):
            guard["work"] = new_work()
        return {"guard": guard}

    def send(self, request: HttpRequest, case: Submission) -> Submission:
        """What is suspicious and has done no work is taken, too: into quarantine."""
        known = _sent_from_here(request, case)
        if known is not None:
            return known
        odd = suspect_form(request)
        try:
            return submit(case, APPLICANT, partial(_suspicion, request, case, odd))
        except (WorkNeeded, StepRefused):
            suspect_numbers(request, case)  # its count went with the case
            raise

    def sent(
        self, request: HttpRequest, case: Submission, confirmation: str
    ) -> HttpResponse:
        address = f"{confirmation}{case.handle}/"
        response = HttpResponseRedirect(address, status=SEE_OTHER)
        give_pass(request, response, case)
        return response


def _suspicion(
    request: HttpRequest, case: Submission, odd: frozenset[Suspicion]
) -> str:
    """Why the case may be spam, with how many came before; asked by `submit`."""
    odd |= suspect_numbers(request, case)
    if Suspicion.MAILBOX not in odd and _has_done_the_work(request, odd):
        return ""
    return in_words(odd)


def _has_done_the_work(request: HttpRequest, odd: frozenset[Suspicion]) -> bool:
    """Whoever only came with many others has not seen a task yet: they get one."""
    if not odd:
        return True
    if "work" not in request.POST and odd <= OF_NUMBERS:
        raise WorkNeeded
    return work_is_done(read_trap(request.POST).read("work"))


def _sent_from_here(request: HttpRequest, case: Submission) -> Submission | None:
    """The open case that this browser has sent a moment ago, if it says the same.

    Whoever goes back from the confirmation gets the form with a new key, because the
    pages are kept nowhere. Only the browser's own passes may tell of earlier cases.
    """
    sent = (each for each in open_cases(request, type(case)) if each.is_open)
    return next((each for each in sent if each.says_the_same_as(case)), None)
