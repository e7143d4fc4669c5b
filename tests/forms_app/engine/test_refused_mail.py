"""What a mail server refuses for good is not tried for three days: somebody phones."""

from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone, translation

from forms_app.engine.outbox import Message, deliver_due, enqueue
from forms_app.roles import COURSE_COORDINATORS
from home.templatetags.display import day_and_time
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import address, main_words, parsed, words

pytestmark = pytest.mark.django_db

TO = "person@example.org"
FOR_GOOD = [
    SMTPRecipientsRefused({TO: (550, b"No such user person@example.org")}),
    SMTPRecipientsRefused({TO: (553, b"Bad mailbox")}),
    SMTPSenderRefused(552, b"Too big", "noreply@example.org"),
    SMTPDataError(554, b"Refused"),
]
FOR_NOW = [
    SMTPRecipientsRefused({TO: (450, b"Come back later")}),
    SMTPRecipientsRefused({TO: (550, b"No"), "b@example.org": (450, b"Later")}),
    SMTPSenderRefused(451, b"Later", "noreply@example.org"),
    SMTPSenderRefused(530, b"Log in first", "noreply@example.org"),
    SMTPDataError(452, b"Full"),
    SMTPNotSupportedError("STARTTLS extension not supported by server."),
    SMTPServerDisconnected("Gone"),
    ValueError("A fault of ours"),
]


@pytest.fixture
def server(monkeypatch):
    """Answers every message with the error that it is told."""

    def answers(error: Exception) -> None:
        def send_messages(self, messages):
            raise error

        monkeypatch.setattr(EmailBackend, "send_messages", send_messages)

    return answers


def delivered(server, error: Exception, **facts) -> Message:
    server(error)
    case = RegistrationFactory(state="offered", **{"email": TO, **facts})
    message = enqueue(case, "offered")
    deliver_due()
    message.refresh_from_db()
    return message


@pytest.mark.parametrize("error", FOR_GOOD, ids=repr)
def test_a_permanent_refusal_fails_at_once_and_is_told_by_phone(server, error):
    message = delivered(server, error, phone="+420777123456")

    assert (message.delivery, message.attempts) == (Message.Delivery.FAILED, 1)
    assert list(Message.objects.to_tell()) == [message]
    assert "example.org" not in message.last_error
    assert "@" not in message.last_error


@pytest.mark.parametrize("error", FOR_NOW, ids=repr)
def test_any_other_refusal_is_tried_again(server, error):
    """A control: what may pass is no task yet."""
    message = delivered(server, error)

    assert message.delivery == Message.Delivery.WAITING
    assert message.next_try_at > timezone.now()
    assert not Message.objects.to_tell().exists()


@pytest.mark.parametrize(
    ("recipient", "error"),
    [
        ("", AssertionError("A message to nobody was sent.")),
        ("jiří@example.org", SMTPNotSupportedError("SMTPUTF8")),
        ("jiří@example.org", UnicodeEncodeError("ascii", "ř", 0, 1, "no")),
        ("no address", ValueError("Invalid address")),
    ],
)
def test_an_address_that_no_server_takes_fails_at_once(server, recipient, error):
    server(error)
    message = enqueue(RegistrationFactory(), "received")
    Message.objects.filter(pk=message.pk).update(recipient=recipient)

    deliver_due()

    message.refresh_from_db()
    assert message.delivery == Message.Delivery.FAILED


def in_words(moment) -> str:
    """As staff read it: delivering leaves the language of the last mail's words."""
    with translation.override("en"):
        return day_and_time(moment)


class TestStaff:
    @pytest.fixture
    def desk(self, client):
        client.force_login(make_staff("coordinator", COURSE_COORDINATORS))
        return client

    def test_the_case_says_whom_to_call_and_until_when(self, server, desk):
        message = delivered(server, FOR_GOOD[0], phone="+420777123456")
        case = message.submission

        page = desk.get(address("case", case))

        task = words(parsed(page).select_one(".case__task"))
        assert "The e-mail did not arrive." in task
        assert "+420777123456" in task
        assert f"Deadline: {in_words(case.offer_expires_at)}" in task
        assert TO not in task

        desk.post(address("told", case, message.pk))
        message.refresh_from_db()
        assert message.delivery == Message.Delivery.TOLD
        assert parsed(desk.get(address("case", case))).select(".case__task") == []

    def test_without_a_phone_the_case_says_so(self, server, desk):
        case = delivered(server, FOR_GOOD[0]).submission
        task = parsed(desk.get(address("case", case))).select_one(".case__task")
        assert "We have no phone number either." in words(task)

    def test_the_list_and_the_first_page_say_until_when(self, server, desk):
        late = delivered(server, FOR_GOOD[0]).submission
        soon = delivered(
            server,
            FOR_GOOD[0],
            offer_expires_at=timezone.now() + timedelta(hours=5),
        ).submission

        listed = main_words(desk.get("/admin/registrations/?message=failed"))
        first_page = words(parsed(desk.get("/admin/")).select_one(".welcome"))

        for case in (late, soon):
            assert f"Deadline: {in_words(case.offer_expires_at)}" in listed
        assert f"the first by {in_words(soon.offer_expires_at)}" in first_page
