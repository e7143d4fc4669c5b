"""Messages to applicants: what they say, and that each arrives once."""

import re
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from icalendar import Calendar

from events.models import Lesson
from forms_app.engine.outbox import Message, deliver_due, enqueue
from forms_app.engine.outbox.delivery import LEASE, _claim
from forms_app.engine.outbox.writing import render_message
from forms_app.engine.status_link import token_for
from forms_app.models import Registration
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

PRAGUE = ZoneInfo("Europe/Prague")
TEMPLATES = settings.BASE_DIR / "site/icp/templates/email/course_registration"
# Each is named for the state that it tells of; a changed run is no state.
OTHERS = {"run_facts", "run_changed", "run_takes_place"}
MESSAGES = sorted({path.stem for path in TEMPLATES.glob("*.txt")} - OTHERS)
TEMPLATE_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|%\(\w+\)|\bNone\b")


@pytest.fixture
def clock():
    """A clock that stands until a test moves it."""
    with time_machine.travel(datetime(2027, 1, 11, 8, tzinfo=PRAGUE), tick=False) as it:
        yield it


@pytest.fixture
def mail_server(monkeypatch):
    """Delivers into `mail.outbox`, except while it is down or to those it refuses."""
    server = SimpleNamespace(is_down=False, refuses=set(), tried=[])
    deliver = EmailBackend.send_messages

    def send_messages(self, messages):
        server.tried += messages
        recipients = {address for each in messages for address in each.to}
        if server.is_down:
            raise ConnectionRefusedError(f"Nobody takes {recipients}")
        if recipients & server.refuses:
            raise SMTPRecipientsRefused({each: (550, b"No") for each in recipients})
        return deliver(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return server


def message_in(language: str, **case) -> Message:
    return enqueue(RegistrationFactory(language=language, **case), "received")


def recipients() -> list[str]:
    return [address for each in mail.outbox for address in each.to]


def work(clock, duration: timedelta) -> None:
    """A worker that looks every five minutes, or sooner if there is less time."""
    end = timezone.now() + duration
    while timezone.now() < end:
        while deliver_due():
            pass
        clock.shift(min(timedelta(minutes=5), end - timezone.now()))


class TestWords:
    @pytest.fixture
    def run(self):
        site = make_small_site()
        return CourseRunFactory(course=site.course, place=site.place)

    def test_message_is_in_the_language_of_the_applicant_with_czech_below(self, run):
        message = message_in("ar", run=run)

        arabic, czech = message.parts
        assert [arabic["language"], czech["language"]] == ["ar", "cs"]
        assert "Czech ar" in arabic["text"]
        assert "Czech cs" not in arabic["text"]
        assert "Czech cs" in czech["text"]
        assert "Czech ar" not in czech["text"]

    def test_message_in_czech_says_everything_once(self, run):
        message = message_in("cs", run=run)

        assert [part["language"] for part in message.parts] == ["cs"]

    def test_mail_as_text_has_the_parts_in_order(self, run):
        message = message_in("ar", run=run)

        deliver_due()

        marks = [message.parts[0]["text"].split("\n")[0], "Czech ar", "———", "Czech cs"]
        places = [mail.outbox[0].body.index(mark) for mark in marks]
        assert places == sorted(places)

    def test_mail_as_html_names_language_and_direction_of_each_part(self, run):
        message_in("ar", run=run)

        deliver_due()

        [html] = mail.outbox[0].alternatives
        assert html.mimetype == "text/html"
        assert re.findall(r'<(\w+) lang="(\w+)" dir="(\w+)"', html.content) == [
            ("html", "ar", "rtl"),
            ("div", "ar", "rtl"),
            ("div", "cs", "ltr"),
        ]

    def test_mail_as_html_shows_what_people_typed_as_text(self, run):
        message_in("en", run=run, full_name="<b>Example & Person</b>")

        deliver_due()

        [html] = mail.outbox[0].alternatives
        assert "&lt;b&gt;Example &amp; Person&lt;/b&gt;" in html.content


class TestTemplates:
    def test_every_message_of_the_workflow_has_its_template(self):
        steps = Registration.workflow.steps.values()
        assert {step.message for step in steps} - {""} | {"received"} == set(MESSAGES)

    @pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
    @pytest.mark.parametrize("name", MESSAGES)
    def test_template_is_rendered_in_full(self, name, language):
        case = RegistrationFactory(state=name, language=language)
        case._change_reason = "An example reason"

        subject, text = render_message(case, name, language)

        assert subject
        assert TEMPLATE_SYNTAX.findall(f"{subject}\n{text}") == []
        # The isolates keep the number's two halves in order among Arabic words.
        assert f"\u2066{case.reference}\u2069" in text

    @pytest.mark.parametrize("name", ["redirected", "declined", "cancelled"])
    def test_refusal_gives_its_reason(self, name):
        case = RegistrationFactory(state=name)
        case._change_reason = "An example reason"

        assert "An example reason" in render_message(case, name, "en")[1]


class TestSecretLink:
    @pytest.fixture
    def message(self):
        make_small_site()
        return message_in("en")

    @pytest.fixture
    def token(self, message):
        return token_for(message.submission.link_nonce)

    @staticmethod
    def everything_stored() -> str:
        rows = [model._base_manager.values() for model in apps.get_models()]
        return str([list(each) for each in rows])

    def test_link_is_never_stored(self, message, token):
        before = self.everything_stored()
        deliver_due()
        after = self.everything_stored()

        assert message.submission.link_hash in before
        assert message.submission.link_hash in after
        assert token in mail.outbox[0].body
        assert token not in before
        assert token not in after

    @pytest.mark.parametrize("number", [0, 1])
    def test_link_in_each_part_opens_the_case(self, client, message, token, number):
        deliver_due()

        links = re.findall(r"http\S+/case/\S+", mail.outbox[0].body)
        assert links == [
            f"{settings.SITE_URL}/{code}/case/{token}/" for code in ("en", "cs")
        ]
        assert client.get(urlsplit(links[number]).path).status_code == 200

    def test_link_in_html_is_the_same(self, message, token):
        deliver_due()

        [html] = mail.outbox[0].alternatives
        assert re.findall(r'href="(\S+)"', html.content) == [
            f"{settings.SITE_URL}/{code}/case/{token}/" for code in ("en", "cs")
        ]


class TestPeopleWithoutMail:
    @pytest.fixture
    def message(self, clock):
        return message_in("en", email="", phone="+420777123456")

    def test_message_is_a_task_for_staff(self, message):
        assert list(Message.objects.to_tell()) == [message]
        assert message.recipient == "+420777123456"

    def test_nothing_is_sent(self, message, clock):
        work(clock, timedelta(hours=1))

        message.refresh_from_db()
        assert (mail.outbox, message.attempts) == ([], 0)

    def test_message_that_was_told_is_no_task_any_more(self, message, clock):
        user = make_staff("coordinator")

        message.mark_told(user)

        message.refresh_from_db()
        assert (message.delivery, message.told_by, message.delivered_at) == (
            Message.Delivery.TOLD,
            user,
            timezone.now(),
        )
        assert list(Message.objects.to_tell()) == []


class TestCalendar:
    # Summer time begins on 28 March 2027 and ends on 31 October 2027.
    SUNDAYS = (
        (datetime(2027, 3, 21, 18), timedelta(hours=1)),
        (datetime(2027, 3, 28, 18), timedelta(hours=2)),
        (datetime(2027, 10, 24, 18), timedelta(hours=2)),
        (datetime(2027, 10, 31, 18), timedelta(hours=1)),
    )

    @pytest.fixture
    def calendar(self):
        """The file as it arrives with the mail about an offered seat."""
        run = CourseRunFactory(code="czech-2027")
        for local, _offset in self.SUNDAYS:
            begin = local.replace(tzinfo=PRAGUE)
            Lesson.objects.create(
                run=run, starts_at=begin, ends_at=begin + timedelta(hours=2)
            )
        enqueue(RegistrationFactory(run=run, state="offered"), "offered")
        deliver_due()
        [attached] = [
            part
            for part in mail.outbox[0].message().walk()
            if part.get_content_type() == "text/calendar"
        ]
        assert attached.get_filename() == "czech-2027.ics"
        return Calendar.from_ical(attached.get_payload(decode=True))

    def test_lessons_stay_at_18_when_the_clocks_change(self, calendar):
        begins = [event["dtstart"].dt for event in calendar.events]
        assert self.local_times(begins) == list(self.SUNDAYS)

    def test_file_brings_the_rules_of_its_own_time_zone(self, calendar):
        """A calendar program that has never heard of Prague shows 18:00, too."""
        [zone] = calendar.timezones
        rules = zone.to_tz(lookup_tzid=False)
        moments = [event["dtstart"].dt.astimezone(rules) for event in calendar.events]
        assert self.local_times(moments) == list(self.SUNDAYS)

    def test_message_without_a_seat_has_no_calendar(self):
        assert message_in("en").attachments == []

    @staticmethod
    def local_times(moments: list[datetime]) -> list[tuple[datetime, timedelta]]:
        return [(each.replace(tzinfo=None), each.utcoffset()) for each in moments]


class TestDelivery:
    @pytest.fixture
    def message(self, clock):
        return message_in("en")

    @pytest.mark.load  # for the time that it takes
    @pytest.mark.grid
    def test_mails_survive_24_hours_without_a_mail_server(self, clock, mail_server):
        mail_server.is_down = True
        run, messages = CourseRunFactory(), []
        for _ in range(200):
            messages.append(message_in("en", run=run))
            work(clock, timedelta(hours=24) / 200)
        assert recipients() == []

        mail_server.is_down = False
        work(clock, timedelta(hours=24))

        assert sorted(recipients()) == sorted(each.recipient for each in messages)
        assert set(Message.objects.values_list("delivery", "last_error")) == {
            (Message.Delivery.SENT, "")
        }

    def test_waits_between_tries_grow_to_an_hour(self, clock, mail_server, message):
        mail_server.is_down = True
        waits = []
        for _ in range(8):
            deliver_due()
            message.refresh_from_db()
            waits.append((message.next_try_at - timezone.now()).total_seconds() / 60)
            clock.move_to(message.next_try_at)

        assert waits == [2, 4, 8, 16, 32, 60, 60, 60]

    @pytest.mark.parametrize(
        ("hours", "delivery"),
        [(71, Message.Delivery.SENT), (74, Message.Delivery.FAILED)],
    )
    def test_message_is_given_up_after_72_hours(
        self, clock, mail_server, message, hours, delivery
    ):
        mail_server.is_down = True
        work(clock, timedelta(hours=hours))
        mail_server.is_down = False
        work(clock, timedelta(hours=24))

        message.refresh_from_db()
        assert message.delivery == delivery
        assert len(mail.outbox) == (delivery == Message.Delivery.SENT)

    def test_message_of_a_worker_that_died_is_delivered_after_the_lease(
        self, clock, message
    ):
        _claim(message.pk)

        clock.shift(LEASE - timedelta(seconds=1))
        assert deliver_due() == 0
        clock.shift(timedelta(seconds=1))
        assert deliver_due() == 1
        assert recipients() == [message.recipient]

    def test_message_is_claimed_by_one_worker_only(self, message):
        assert [_claim(message.pk), _claim(message.pk)] == [message, None]

    def test_message_that_was_sent_is_not_sent_again(self, clock, message):
        work(clock, timedelta(hours=24))

        message.refresh_from_db()
        assert (recipients(), message.attempts) == ([message.recipient], 1)

    def test_message_that_fails_does_not_hold_up_the_others(self, clock, mail_server):
        first, second, third = [message_in("en") for _ in range(3)]
        mail_server.refuses = {second.recipient}

        assert deliver_due() == 3

        assert recipients() == [first.recipient, third.recipient]

    def test_failure_is_noted_without_the_address(self, mail_server, message):
        mail_server.refuses = {message.recipient}

        deliver_due()

        message.refresh_from_db()
        assert message.last_error == "SMTPRecipientsRefused 550"

    def test_failure_is_logged_without_personal_data(
        self, mail_server, message, caplog
    ):
        mail_server.refuses = {message.recipient}

        deliver_due()

        assert [record.getMessage() for record in caplog.records] == [
            f"Message {message.pk} was not delivered: SMTPRecipientsRefused 550"
        ]
        assert caplog.records[0].exc_info is None

    def test_every_try_has_the_same_message_id(self, clock, mail_server, message):
        mail_server.is_down = True
        work(clock, timedelta(minutes=10))
        mail_server.is_down = False
        work(clock, timedelta(minutes=10))

        tried = [each.extra_headers["Message-ID"] for each in mail_server.tried]
        assert len(tried) > 1
        assert set(tried) == {mail.outbox[0].extra_headers["Message-ID"]}
