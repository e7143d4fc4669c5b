"""Spam is held back, people are not: suspicion, work, quarantine, digest."""

import json
import re
from datetime import timedelta
from html import unescape
from threading import Barrier, Thread

import pytest
import time_machine
from altcha import Challenge, Payload, solve_challenge
from django.core import mail
from django.db import connection
from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.actors import APPLICANT
from forms_app.engine.counting import anonymous, count, forget_old_counts
from forms_app.engine.quarantine_digest import tell_staff_of_quarantine
from forms_app.engine.spam import suspicion
from forms_app.engine.spam.work import new_work, work_is_done
from forms_app.engine.transitions import submit
from forms_app.models import (
    HourCount,
    Message,
    QuarantineDigest,
    Registration,
    ReplyTemplate,
    ReplyWording,
    UsedWork,
)
from forms_app.registrations.seats import seats_of
from forms_app.roles import COURSE_COORDINATORS, PLACE_COORDINATORS
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)
from tests.forms_app.engine.inbox.pages import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

OPENED = re.compile(r'name="opened" value="([^"]+)"')
WORK = re.compile(r'data-work="([^"]+)"')
QUARANTINE = "/admin/registrations/quarantine/"


@pytest.fixture(autouse=True)
def _guarded(settings):
    settings.SPAM_GUARD = True


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def run(site):
    return CourseRunFactory(course=site.course, place=site.place)


@pytest.fixture
def clock():
    """Stands still at five past: what is counted by the hour stays in one."""
    soon = timezone.now().replace(minute=5) + timedelta(hours=1)
    with time_machine.travel(soon, tick=False) as traveller:
        yield traveller


def answers(**changes) -> dict:
    return {
        "full_name": "Example Person",
        "email": "person@example.org",
        "phone": "",
        "level": "none",
        "consent": "on",
        "comment_url": "",
        "step": "send",
    } | changes


def open_form(client, address) -> str:
    return OPENED.search(client.get(address).content.decode()).group(1)


def send(client, site, run, clock, wait=30, language="en", **changes):
    address = site.form_address(run, language)
    opened = open_form(client, address)
    clock.shift(wait)
    return client.post(address, answers(opened=opened, **changes))


def solution(task: str) -> str:
    challenge = Challenge.from_dict(json.loads(task))
    return Payload(challenge, solve_challenge(challenge)).to_base64()


@pytest.fixture(autouse=True)
def _light_work(monkeypatch):
    monkeypatch.setattr("forms_app.engine.spam.work.COST", 10)


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_a_person_is_not_held_back(client, site, run, clock, language):
    response = send(client, site, run, clock, language=language)

    case = Registration.objects.get()
    assert response.status_code == 303
    assert (case.is_quarantined, case.state) == (False, "offered")


def test_a_form_left_open_for_twenty_hours_is_sent(client, site, run, clock):
    send(client, site, run, clock, wait=20 * 60 * 60)

    assert Registration.objects.get().is_quarantined is False


@pytest.mark.parametrize(
    ("wait", "changes"),
    [
        (30, {"comment_url": "https://spam.example"}),
        (1, {}),
        (30, {"opened": ""}),
        (30, {"opened": "form:1abcde:forged"}),
        (30, {"opened": "x" * 9000}),
        (30, {"opened": "\0"}),
        (30, {"comment_url": "\0"}),
        (30, {"work": "forged"}),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_odd_is_taken_into_quarantine(
    client, site, run, clock, wait, changes, language
):
    address = site.form_address(run, language)
    opened = open_form(client, address)
    clock.shift(wait)
    odd = {"comment_url": "x"} if "work" in changes else {}

    response = client.post(address, answers(opened=opened) | odd | changes)

    case = Registration.objects.get()
    assert response.status_code == 303
    assert (case.is_quarantined, case.state) == (True, "received")
    assert not Message.objects.exists()
    assert seats_of(run).seated == 0
    assert case.history.get().history_change_reason
    confirmation = client.get(response["Location"]).content.decode()
    assert case.reference in confirmation


def test_the_work_is_asked_for_only_on_suspicion(client, site, run, clock):
    address = site.form_address(run)
    opened = open_form(client, address)
    clock.shift(30)

    calm = client.post(address, answers(step="check", opened=opened))
    odd = client.post(address, answers(step="check", opened=opened, comment_url="x"))

    assert "work.js" not in calm.content.decode()
    assert "work.js" in odd.content.decode()


def test_done_work_clears_the_suspicion_once(client, site, run, clock):
    address = site.form_address(run)
    odd = answers(opened="", comment_url="x")
    check = client.post(address, odd | {"step": "check"}).content.decode()
    done = solution(unescape(WORK.search(check).group(1)))

    client.post(address, odd | {"work": done})
    client.post(address, odd | {"work": done, "full_name": "Second Person"})

    first, second = Registration.objects.order_by("pk")
    assert (first.is_quarantined, second.is_quarantined) == (False, True)
    assert first.state == "offered"


def test_old_work_is_worth_nothing(clock):
    done = solution(new_work())
    clock.shift(timedelta(hours=25))

    assert work_is_done(done) is False


@pytest.mark.parametrize(
    "handed_in",
    [
        "",
        "x",
        "bnVsbA==",
        "W10=",
        "eyJjaGFsbGVuZ2UiOiB7fSwgInNvbHV0aW9uIjoge319",
        "é" * 50,
        "\0",
    ],
)
def test_whatever_is_handed_in_is_judged_calmly(handed_in):
    assert work_is_done(handed_in) is False


def test_many_from_one_network_are_asked_to_work_and_nobody_is_refused(
    client, site, run, clock, monkeypatch
):
    monkeypatch.setattr(suspicion, "MOST_OF_A_CLIENT", 1)
    send(client, site, run, clock, full_name="First")

    shown = send(client, site, run, clock, full_name="Second")
    task = unescape(WORK.search(shown.content.decode()).group(1))
    opened = OPENED.search(shown.content.decode()).group(1)
    second = answers(full_name="Second", opened=opened)
    sent = client.post(site.form_address(run), second | {"work": solution(task)})
    third = second | {"full_name": "Third", "work": ""}
    without_scripts = client.post(site.form_address(run), third)

    assert shown.status_code == 200
    assert "Second" in shown.content.decode()
    assert (sent.status_code, without_scripts.status_code) == (303, 303)
    held = dict(Registration.objects.values_list("full_name", "is_quarantined"))
    assert held == {"First": False, "Second": False, "Third": True}


def test_what_is_refused_counts_as_well(client, site, run, clock, monkeypatch):
    monkeypatch.setattr(suspicion, "MOST_OF_A_CLIENT", 1)
    address = site.form_address(run)
    sent = answers(opened=open_form(client, address))
    clock.shift(30)
    CourseRun.objects.update(is_cancelled=True)

    refused, work_needed = client.post(address, sent), client.post(address, sent)

    assert (refused.status_code, work_needed.status_code) == (409, 200)
    assert HourCount.objects.exclude(about="mailbox").get().count == 2
    assert not Registration.objects.exists()


def test_a_mailbox_is_not_filled_with_receipts(client, site, clock):
    for _number in range(8):
        run = CourseRunFactory(course=site.course, place=site.place)
        send(client, site, run, clock)

    assert Message.objects.count() == suspicion.MOST_FOR_A_MAILBOX
    assert Registration.objects.filter(is_quarantined=True).count() == 3


@pytest.mark.parametrize("number", [5, 6])
def test_done_work_opens_no_mailbox_that_is_full(
    client, site, run, clock, monkeypatch, number
):
    """The one under the limit is the control: there the work counts."""
    monkeypatch.setattr(suspicion, "MOST_FOR_A_MAILBOX", 5)
    for _earlier in range(number - 1):
        count("mailbox", "person@example.org")
    odd = answers(opened="", comment_url="x")
    address = site.form_address(run)
    check = client.post(address, odd | {"step": "check"}).content.decode()
    done = solution(unescape(WORK.search(check).group(1)))

    client.post(address, odd | {"work": done})

    assert Registration.objects.get().is_quarantined is (number > 5)


def test_counts_know_no_address_and_are_forgotten(clock):
    count("intake-1", "192.0.2.7")
    today = anonymous("192.0.2.7", timezone.now())
    clock.shift(timedelta(days=2))
    tomorrow = anonymous("192.0.2.7", timezone.now())

    stored = HourCount.objects.values_list("client", flat=True)
    assert list(stored) == [today]
    assert today != tomorrow
    assert forget_old_counts() == 1


def test_a_flood_makes_one_digest_and_no_other_mail(client, site, run, clock):
    make_staff("coordinator", COURSE_COORDINATORS)
    user = make_staff("branch", PLACE_COORDINATORS, places=[site.place], language="cs")
    user.email = "branch@example.org"
    user.save()
    elsewhere = make_staff("elsewhere", PLACE_COORDINATORS)
    elsewhere.email = "elsewhere@example.org"
    elsewhere.save()
    RegistrationFactory.create_batch(70, run=run, is_quarantined=True)

    for _time in range(3):
        tell_staff_of_quarantine()

    assert QuarantineDigest.objects.count() == 1
    [digest] = mail.outbox
    assert (digest.to, "70" in digest.subject) == (["branch@example.org"], True)
    assert "Example Person" not in digest.body
    clock.shift(timedelta(hours=2))
    RegistrationFactory(run=run, is_quarantined=True)
    tell_staff_of_quarantine()
    assert len(mail.outbox) == 2


def held_case(run, **changes):
    return RegistrationFactory(run=run, is_quarantined=True, **changes)


@pytest.fixture
def coordinator(client, site):
    user = make_staff("coordinator", COURSE_COORDINATORS)
    client.force_login(user)
    return user


def decide(client, decision, *cases):
    data = {"decision": decision, "cases": [case.pk for case in cases]}
    return client.post(QUARANTINE, data, follow=True)


def test_released_cases_go_their_usual_way(client, run, coordinator):
    case = held_case(run)

    decide(client, "release", case)

    case.refresh_from_db()
    assert (case.is_quarantined, case.state) == (False, "offered")
    assert Message.objects.get().name == "offered"
    row = case.history.get(step="release")
    assert (row.role, row.history_user) == ("staff", coordinator)


def test_a_case_released_into_a_full_run_waits_for_staff(client, run, coordinator):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    RegistrationFactory.create_batch(2, run=run, state="waitlisted")
    case = held_case(run)

    page = parsed(decide(client, "release", case))

    case.refresh_from_db()
    assert (case.is_quarantined, case.state) == (False, "received")
    assert not Message.objects.exists()
    told, done = [words(each) for each in page.select(".messages > ul > li")]
    assert case.reference in told
    assert "nobody has heard of it: The waiting list is full." in told
    assert "Done: 1 case." in done


def test_rejected_cases_disappear_silently(client, run, coordinator):
    cases = [held_case(run), held_case(run)]

    page = decide(client, "reject", *cases).content.decode()

    assert Registration.objects.filter(is_spam=True, is_quarantined=True).count() == 2
    assert not Message.objects.exists()
    assert "Done: 2 cases." in page
    assert cases[0].reference not in page
    assert cases[0].reference in client.get(f"{QUARANTINE}?shown=spam").content.decode()


def test_a_decided_case_is_not_decided_again(client, run, coordinator):
    case = RegistrationFactory(run=run)

    page = decide(client, "reject", case).content.decode()

    case.refresh_from_db()
    assert "still here" in page
    assert case.is_spam is False


def test_quarantined_cases_stand_in_a_list_of_their_own(client, run, coordinator):
    held, normal = held_case(run), RegistrationFactory(run=run)

    page = client.get("/admin/registrations/")
    inbox = page.content.decode()
    quarantine = client.get(QUARANTINE).content.decode()

    assert (normal.reference in inbox, held.reference in inbox) == (True, False)
    assert "Quarantine 1" in words(parsed(page).select_one(".inbox-tools"))
    assert (normal.reference in quarantine, held.reference in quarantine) == (
        False,
        True,
    )


def test_the_quarantine_says_why_each_case_is_held(client, run, coordinator):
    other = held_case(run)
    told = submit(
        RegistrationFactory.build(run=run, intake=other.intake),
        APPLICANT,
        suspicion=lambda: "Sent too fast",
    )

    rows = parsed(client.get(QUARANTINE)).select("main tbody tr")

    reasons = {words(row.a): words(row.select("td")[-1]) for row in rows}
    assert reasons == {told.reference: "Sent too fast", other.reference: ""}


def test_what_was_rejected_can_be_found_from_the_list(client, run, coordinator):
    decide(client, "reject", case := held_case(run))

    tools = parsed(client.get("/admin/registrations/")).select_one(".inbox-tools")
    [quarantine] = [each for each in tools.select("a") if each["href"] == QUARANTINE]
    page = parsed(client.get(quarantine["href"]))
    [rejected] = page.select('a[href$="?shown=spam"]')

    assert case.reference in client.get(rejected["href"]).content.decode()


def test_no_step_leads_out_of_quarantine(client, run, coordinator):
    case = held_case(run)

    page = client.get(f"/admin/registrations/case/{case.pk}/").content.decode()
    response = client.post(
        f"/admin/registrations/case/{case.pk}/step/offer/",
        {"version": case.version, "reason": "x"},
    )

    case.refresh_from_db()
    assert "In quarantine" in page
    assert "/step/offer/" not in page
    assert (response.status_code, case.state) == (409, "received")


@pytest.mark.parametrize("name", ["reply", "new-link"])
def test_nobody_is_written_to_from_quarantine(client, run, coordinator, name):
    template = ReplyTemplate.objects.create(name="Thanks")
    for code in ("cs", "en"):
        ReplyWording.objects.create(
            template=template, language=code, subject="Thanks", text="Thanks"
        )
    held, released = held_case(run), RegistrationFactory(run=run)

    for case in (held, released):
        client.post(
            f"/admin/registrations/case/{case.pk}/{name}/", {"template": template.pk}
        )

    assert [each.submission for each in Message.objects.all()] == [released]


@pytest.mark.parametrize("key", ["0", "x", "\0", "9" * 19, "9" * 400])
def test_whatever_is_decided_about_is_answered_with_words(
    client, run, coordinator, key
):
    case = held_case(run)

    response = client.post(
        QUARANTINE, {"decision": "release", "cases": key}, follow=True
    )

    case.refresh_from_db()
    assert "Choose at least one case" in response.content.decode()
    assert case.is_quarantined


def test_coordinators_decide_about_their_places_only(client, site, run):
    other = held_case(CourseRunFactory(course=site.course))
    client.force_login(make_staff("branch", PLACE_COORDINATORS, places=[site.place]))

    page = client.get(QUARANTINE).content.decode()
    decide(client, "release", other)

    other.refresh_from_db()
    assert other.reference not in page
    assert other.is_quarantined is True


def test_the_quarantine_takes_few_queries(
    client, run, coordinator, django_assert_max_num_queries
):
    for cases in (1, 30):
        RegistrationFactory.create_batch(cases, run=run, is_quarantined=True)
        with django_assert_max_num_queries(15):
            client.get(QUARANTINE)


@pytest.mark.django_db(transaction=True)
def test_a_solution_counts_once_also_at_the_same_moment():
    done = solution(new_work())
    barrier, results = Barrier(8), []

    def hand_in():
        barrier.wait()
        results.append(work_is_done(done))
        connection.close()

    threads = [Thread(target=hand_in) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False] * 7 + [True]
    assert UsedWork.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_at_the_same_moment():
    barrier = Barrier(8)

    def add():
        barrier.wait()
        count("intake-1", "192.0.2.7")
        connection.close()

    threads = [Thread(target=add) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert HourCount.objects.get().count == 8
