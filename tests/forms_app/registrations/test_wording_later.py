"""The message about a new form: facts at first, words soon, true to its moment."""

import pytest

from forms_app.engine.actors import APPLICANT, SYSTEM
from forms_app.engine.history import timeline
from forms_app.engine.outbox import Message, deliver_due
from forms_app.engine.transitions import perform, submit
from forms_app.models import Registration
from tests.factories import CourseRunFactory, IntakeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return CourseRunFactory(capacity=1, waiting_list_size=9)


@pytest.fixture
def register(run):
    intake = IntakeFactory()

    def send(**facts) -> Registration:
        case = Registration(
            run=run,
            intake=intake,
            level="none",
            language="en",
            full_name="Example Person",
            **{"email": "person@example.org", **facts},
        )
        return submit(case, by=APPLICANT)

    return send


def stored(message: Message) -> tuple:
    message.refresh_from_db()
    return message.facts, message.stored_subject


def test_message_about_a_form_has_no_words_until_the_worker_comes(register, mailoutbox):
    register()
    message = Message.objects.get()
    facts, subject = stored(message)
    assert (facts["waiting_position"], subject) == (None, "")

    deliver_due()

    assert stored(message) == (None, "A seat for you: please accept it")
    [mail] = mailoutbox
    assert mail.subject == message.stored_subject
    assert message.stored_parts[0]["text"].split("\n")[0] in mail.body
    types = [each["content_type"] for each in message.stored_attachments]
    assert types == ["text/calendar; method=PUBLISH"]


def test_message_says_what_was_true_when_the_form_was_sent(register, run, mailoutbox):
    first, second = register(), register()
    third = register()
    perform(second, "withdraw", by=APPLICANT)
    run.ends_on = run.ends_on.replace(year=2031)
    run.save()

    deliver_due()

    told = Message.objects.about(third).get().stored_parts[0]["text"]
    third.refresh_from_db()
    assert third.waiting_position == 1
    assert "Your place in the list: 2." in told
    assert "2031" not in told
    assert first.offer_expires_at is not None


def test_words_that_staff_have_read_are_those_that_are_sent(register, run, mailoutbox):
    case = register()
    [read] = [each.message for each in timeline(case) if each.what == "message"]
    run.ends_on = run.ends_on.replace(year=2031)
    run.save()

    deliver_due()

    assert Message.objects.get().stored_parts == read.parts
    assert "2031" not in mailoutbox[0].body


def test_messages_of_later_steps_are_worded_at_once(register):
    case = register()

    perform(case, "lapse", by=SYSTEM)

    assert stored(Message.objects.get(name="lapsed"))[0] is None
