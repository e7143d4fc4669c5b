"""One form makes one case, however often and however quickly it is sent."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from forms_app.engine.actors import APPLICANT
from forms_app.engine.outbox import Message
from forms_app.engine.transitions import submit
from forms_app.models import Intake, PlainRequest

AT_ONCE = 8
KEY = uuid.UUID("f5a8c9e2-8f3c-4f25-9a64-1f6d1d1a2b3c")


def send(intake: Intake, name: str = "Example One") -> PlainRequest:
    case = PlainRequest(
        intake=intake, language="en", full_name=name, idempotency_key=KEY
    )
    return submit(case, by=APPLICANT)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_moment_where_no_row_is_locked():
    """Only the constraint of the key stands between them."""
    intake = Intake.objects.create(name="Example")
    barrier, references = Barrier(AT_ONCE), []

    def send_with_the_others():
        barrier.wait()
        try:
            references.append(send(intake).reference)
        finally:
            connection.close()

    threads = [Thread(target=send_with_the_others) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    case = PlainRequest.objects.get()
    assert references == [case.reference] * AT_ONCE
    assert Message.objects.about(case).count() == 1
    assert case.history.count() == 1


@pytest.mark.django_db
def test_somebody_else_at_the_same_form_gets_a_case_of_their_own():
    intake = Intake.objects.create(name="Example")
    first, second = send(intake), send(intake, name="Example Two")
    assert first.reference != second.reference
    assert {first.idempotency_key, second.idempotency_key} > {KEY}
    assert [each.history.count() for each in (first, second)] == [1, 1]
