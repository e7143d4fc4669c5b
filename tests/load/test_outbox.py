"""Several workers, as during a deployment, when the old one has not ended yet."""

import pytest
from django.core import mail
from django.db import connection

from forms_app.engine.outbox import Message, deliver_due, delivery, enqueue
from tests.factories import CourseRunFactory, RegistrationFactory
from tests.load.clients import all_at_once

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]

WORKERS = 4


def deliver_in_a_thread() -> None:
    try:
        deliver_due()
    finally:
        connection.close()


def recipients_after_several_workers_at_once() -> list[str]:
    all_at_once([deliver_in_a_thread] * WORKERS)
    return sorted(address for each in mail.outbox for address in each.to)


@pytest.fixture
def addresses():
    cases = RegistrationFactory.create_batch(40, run=CourseRunFactory())
    return sorted(enqueue(case, "received").recipient for case in cases)


def test_several_workers_at_once_send_each_message_once(addresses):
    assert recipients_after_several_workers_at_once() == addresses


def test_several_workers_without_claims_send_messages_twice(addresses, monkeypatch):
    """The control: it shows that the workers really meet."""
    monkeypatch.setattr(delivery, "_claim", lambda pk: Message.objects.get(pk=pk))

    assert len(recipients_after_several_workers_at_once()) > len(addresses)
