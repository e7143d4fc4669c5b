from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.engine.actors import staff
from forms_app.engine.inbox.alerting import send_alerts
from forms_app.engine.quarantine import release
from forms_app.models import AlertPreference
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import main_words, parsed

pytestmark = pytest.mark.django_db

KIND = "course-registration"
PAGE = "/admin/alerts/"


@pytest.fixture
def keeper(keeper):
    keeper.email = "keeper@example.org"
    keeper.save()
    return keeper


@pytest.fixture
def wish(keeper):
    """Of somebody who has heard of everything up to an hour ago."""

    def make(frequency, user=keeper):
        return AlertPreference.objects.create(
            user=user, kind=KIND, frequency=frequency, told_until=later(hours=-1)
        )

    return make


def come(run, count=1):
    """Cases that came a minute ago."""
    return RegistrationFactory.create_batch(
        count, run=run, submitted_at=later(minutes=-1)
    )


def later(**much):
    return timezone.now() + timedelta(**much)


def test_mail_has_counts_and_links_and_nobodys_data(wish, run, mailoutbox):
    wish("at_once")
    cases = come(run, 3)
    send_alerts()
    [mail] = mailoutbox
    assert mail.to == ["keeper@example.org"]
    assert "New: 3" in mail.body
    assert "/admin/registrations/" in mail.body
    for case in cases:
        for secret in (case.full_name, case.email, case.reference):
            assert secret not in mail.body + mail.subject


def test_only_cases_in_scope_are_counted(wish, run, foreign, mailoutbox, time_machine):
    wish("at_once")
    come(foreign.run, 2)
    send_alerts()
    assert mailoutbox == []
    time_machine.move_to(later(minutes=2))
    come(foreign.run, 2)
    come(run)
    send_alerts()
    assert "New: 1" in mailoutbox[0].body


def test_news_after_a_quiet_time_is_told_at_once(wish, run, mailoutbox, time_machine):
    wish("at_once")
    send_alerts()
    time_machine.move_to(later(minutes=1))
    come(run)
    assert send_alerts() == 1


def test_a_case_that_was_stored_late_is_news(wish, run, mailoutbox, time_machine):
    """It was sent before the last look and waited for the course's row."""
    wish("at_once")
    send_alerts()
    RegistrationFactory(run=run, submitted_at=later(seconds=-20))
    time_machine.move_to(later(minutes=1))
    assert send_alerts() == 1


def test_a_case_that_leaves_the_quarantine_is_news(
    wish, run, colleague, mailoutbox, time_machine
):
    long_ago = later(days=-2)
    case = RegistrationFactory(run=run, is_quarantined=True, submitted_at=long_ago)
    wish("at_once")
    send_alerts()
    assert mailoutbox == []
    release(case, by=staff(colleague))
    time_machine.move_to(later(minutes=15))
    send_alerts()
    time_machine.move_to(later(minutes=15))
    send_alerts()
    [mail] = mailoutbox
    assert "New: 1" in mail.body


def test_a_flood_is_one_mail(wish, run, mailoutbox, time_machine):
    wish("at_once")
    come(run, 5)
    send_alerts()
    for minute in range(1, 10):
        time_machine.move_to(later(minutes=1))
        RegistrationFactory.create_batch(minute, run=run, submitted_at=timezone.now())
        send_alerts()
    assert len(mailoutbox) == 1
    time_machine.move_to(later(minutes=2))
    send_alerts()
    assert "New: 45" in mailoutbox[1].body


@pytest.mark.parametrize(("frequency", "pause"), [("daily", 1), ("weekly", 7)])
def test_daily_and_weekly_mails_keep_their_pause(
    wish, run, mailoutbox, time_machine, frequency, pause
):
    wish(frequency)
    come(run)
    send_alerts()
    RegistrationFactory(run=run, submitted_at=later(seconds=1))
    time_machine.move_to(later(days=pause, minutes=-1))
    send_alerts()
    assert len(mailoutbox) == 1
    time_machine.move_to(later(minutes=2))
    send_alerts()
    assert len(mailoutbox) == 2


def test_without_news_and_without_a_wish_there_is_no_mail(
    wish, run, mailoutbox, colleague, time_machine
):
    colleague.email = "colleague@example.org"
    colleague.save()
    wish("at_once")
    wish("never", user=colleague)
    send_alerts()
    assert mailoutbox == []
    time_machine.move_to(later(minutes=2))
    come(run)
    send_alerts()
    assert [mail.to for mail in mailoutbox] == [["keeper@example.org"]]


def test_a_person_who_left_gets_no_mail(wish, run, keeper, mailoutbox):
    wish("at_once")
    come(run)
    keeper.is_active = False
    keeper.save()
    send_alerts()
    assert mailoutbox == []


def test_a_dead_mail_server_loses_no_news(
    wish, run, mailoutbox, time_machine, monkeypatch, settings
):
    wish("at_once")
    come(run)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert send_alerts() == 0
    settings.EMAIL_BACKEND = working
    time_machine.move_to(later(minutes=6))
    assert send_alerts() == 1
    assert "New: 1" in mailoutbox[0].body


def test_mail_is_in_the_persons_language(wish, run, keeper, mailoutbox):
    wish("at_once")
    come(run)
    send_alerts()
    assert mailoutbox[0].subject == "New cases in your inboxes"


# The page


def test_person_chooses_and_hears_of_new_cases_only(desk, keeper, run):
    RegistrationFactory(run=run)
    assert parsed(desk.get(PAGE)).find("select", {"name": KIND})
    kinds = [each["name"] for each in parsed(desk.get(PAGE)).select("main select")]
    response = desk.post(PAGE, dict.fromkeys(kinds, "at_once") | {KIND: "daily"})
    assert response.status_code == 302
    own = AlertPreference.objects.get(user=keeper, kind=KIND)
    assert (own.kind, own.frequency) == (KIND, "daily")
    assert own.told_until > run.registrations.get().submitted_at
    field = parsed(desk.get(PAGE)).find("select", {"name": KIND})
    chosen = field.find("option", selected=True)
    assert chosen["value"] == "daily"


def test_saving_without_a_change_forgets_no_news(desk, wish):
    before = wish("daily").told_until
    desk.post(PAGE, {KIND: "daily"})
    assert AlertPreference.objects.get().told_until == before


@pytest.mark.parametrize("frequency", ["", "hourly", "\0"])
def test_garbage_instead_of_a_frequency_is_refused(desk, frequency):
    assert desk.post(PAGE, {KIND: frequency}).status_code == 422
    assert not AlertPreference.objects.exists()


def test_an_account_without_an_address_is_told_so(client, colleague):
    client.force_login(colleague)
    assert "no e-mail address" in main_words(client.get(PAGE))


@pytest.mark.parametrize("role", ["Editors", None])
def test_page_is_closed_to_staff_without_inboxes(client, role):
    client.force_login(make_staff("curious", role))
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {KIND: "daily"}).status_code == 302
    assert not AlertPreference.objects.exists()
