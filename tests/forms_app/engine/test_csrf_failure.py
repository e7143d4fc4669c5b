"""A page that was open for too long: its answers wait to be sent again."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from forms_app.models import PlainRequest, Registration
from tests.factories import (
    CourseRunFactory,
    Question,
    ask,
    make_request_forms,
    make_small_site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

KEY = "q_checkbox"
DAYS = ("mon", "wed")
# What a browser says of a form on a page of ours.
FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


class HiddenInputs(HTMLParser):
    """Names and values of hidden inputs, all of them, in order."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden":
            self.found.append((told["name"], told.get("value") or ""))


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True, headers=FROM_HERE)


@pytest.fixture
def run():
    site = make_small_site()
    ask(
        site.intake,
        KEY,
        "checkboxes",
        {code: f"Days {code}" for code in site.forms},
        {code: {k: f"{k.title()}day {code}" for k in DAYS} for code in site.forms},
    )
    run = CourseRunFactory(course=site.course, place=site.place)
    run.address = {code: site.form_address(run, code) for code in site.forms}
    return run


def answers(**changes) -> dict:
    return {
        "full_name": 'Příklad "O\'Hara" <b>',
        "email": "person@example.org",
        "phone": "",
        "level": "none",
        KEY: ["mon", "wed"],
        "consent": "on",
        "step": "send",
    } | changes


def send_again(browser, address, page: str):
    data: dict[str, list[str]] = {}
    for name, value in HiddenInputs(page).found:
        data.setdefault(name, []).append(value)
    return browser.post(address, data)


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_sending_again_stores_every_answer(browser, run, language):
    address = run.address[language]
    browser.get(address)

    failed = browser.post(address, answers())
    again = send_again(browser, address, failed.content.decode())

    assert (failed.status_code, again.status_code) == (403, 303)
    assert f'<html lang="{language}"' in failed.content.decode()
    assert failed["Cache-Control"] == "no-store"
    case = Registration.objects.get()
    assert case.full_name == answers()["full_name"]
    assert case.answers[-1]["value"] == ["mon", "wed"]
    assert case.language == language


def test_each_step_of_the_form_is_taken_up_again(browser, run):
    address = run.address["en"]
    browser.get(address)

    failed = browser.post(address, answers(step="check"))
    checked = send_again(browser, address, failed.content.decode())

    assert "Check your answers" in checked.content.decode()
    assert "Monday en<br>Wedday en" in checked.content.decode()
    assert not Registration.objects.exists()


def test_a_form_of_several_steps_is_taken_up_at_its_step(browser):
    make_small_site()
    make_request_forms(
        Question("topic", "radio", choices=("work", "flat")),
        Question("more", "step"),
        Question("helped", "checkboxes", choices=("lawyer", "friend")),
        Question("day", "date"),
    )
    address = "/ar/request/"
    browser.get(address)
    typed = {
        "full_name": "ليلى",
        "email": "person@example.org",
        "topic": "work",
        "helped": ["lawyer", "friend"],
        "day_0": "28",
        "day_1": "3",
        "day_2": "2027",
        "consent": "on",
        "at": "more",
    }

    failed = browser.post(address, typed | {"step": "check"}).content.decode()
    checked = send_again(browser, address, failed).content.decode()
    sent = browser.post(address, typed_again(checked))

    assert 'lang="ar" dir="rtl"' in failed
    for words in ("ليلى", "work ar", "lawyer ar<br>friend ar"):
        assert words in checked
    assert sent.status_code == 303
    answers = {a["key"]: a["value"] for a in PlainRequest.objects.get().answers}
    assert answers == {
        "topic": "work",
        "helped": ["lawyer", "friend"],
        "day": "2027-03-28",
    }


def typed_again(page: str) -> dict:
    """What the page with all answers would send, with its token."""
    data: dict[str, list[str]] = {}
    for name, value in HiddenInputs(page).found:
        data.setdefault(name, []).append(value)
    return data | {"step": "send"}


def test_going_back_and_changing_are_taken_up_too(browser):
    make_small_site()
    make_request_forms(Question("topic"), Question("more", "step"), Question("day"))
    browser.get("/en/request/")
    typed = {"full_name": "Example", "day": "Monday", "at": "more"}

    for button in ({"step": "back"}, {"change": "start"}):
        failed = browser.post("/en/request/", typed | button).content.decode()
        page = send_again(browser, "/en/request/", failed).content.decode()

        assert 'name="at" value="start"' in page
        assert ("day", "Monday") in HiddenInputs(page).found


def test_what_was_typed_does_not_run(browser, run):
    payload = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    address = run.address["en"]
    browser.get(address)

    failed = browser.post(address, {payload: payload, "full_name": payload})

    page = failed.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert ("full_name", payload) in HiddenInputs(page).found


def test_without_cookies_the_page_says_so_and_keeps_the_answers(run):
    browser = Client(enforce_csrf_checks=True, headers=FROM_HERE)

    page = browser.post(run.address["en"], answers()).content.decode()

    assert "does not accept cookies" in page
    assert ("email", "person@example.org") in HiddenInputs(page).found


def test_the_page_of_a_lost_link_is_kept_too(browser, run):
    browser.get("/en/case/lost-link/")
    failed = browser.post("/en/case/lost-link/", {"reference": "7K4M", "contact": "x"})

    again = send_again(browser, "/en/case/lost-link/", failed.content.decode())

    assert again.status_code == 302


def test_a_form_left_open_for_twenty_hours_needs_no_second_try(browser, run, settings):
    settings.SPAM_GUARD = True
    address = run.address["en"]
    opened = timezone.now()
    with time_machine.travel(opened):
        hidden = dict(HiddenInputs(browser.get(address).content.decode()).found)
    with time_machine.travel(opened + timedelta(hours=20)):
        response = browser.post(address, hidden | answers())

    assert response.status_code == 303
    assert Registration.objects.get().is_quarantined is False


def test_what_will_be_sent_is_in_sight(browser, run):
    address = run.address["en"]
    browser.get(address)

    page = browser.post(
        address, answers(full_name="Example\u202eName")
    ).content.decode()

    shown = page.partition("<dl")[2].partition("</dl>")[0]
    for words in ("Full name", "person@example.org", "Days en", "Monday en"):
        assert words in shown
    assert "idempotency" not in shown


# Other websites


FOREIGN = {
    "another origin": {"origin": "https://evil.example"},
    "a hidden origin": {"origin": "null"},
    "another referer": {"referer": "https://evil.example/page/"},
    "another port": {"origin": "http://testserver:8080"},
    "another scheme": {"origin": "https://testserver"},
    "a cross-site request": FROM_HERE | {"sec-fetch-site": "cross-site"},
    "a neighbour's request": FROM_HERE | {"sec-fetch-site": "same-site"},
    "nothing told": {},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_foreign_page_s_form_is_not_made_ours(run, headers, language):
    browser = Client(enforce_csrf_checks=True)
    address = run.address[language]
    browser.get(address)

    refused = browser.post(address, answers(), headers=headers)

    page = refused.content.decode()
    assert refused.status_code == 403
    assert "person@example.org" not in page
    assert csrf_forms(page) == []
    with translation.override(language):
        assert gettext("Nothing was sent") in page


def csrf_forms(page: str) -> list:
    return [name for name, _value in HiddenInputs(page).found if "csrf" in name]


@pytest.mark.parametrize("headers", [FROM_HERE, *FOREIGN.values()], ids=str)
@pytest.mark.parametrize(
    "path", ["/admin/users/new/", "/admin/login/", "/en/case/leave/", "/en/nowhere/"]
)
def test_nothing_but_a_public_form_is_offered_again(headers, path, admin_user):
    make_small_site()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)

    refused = browser.post(path, {"username": "mallory"}, headers=headers)

    page = refused.content.decode()
    assert refused.status_code == 403
    assert "mallory" not in page
    assert csrf_forms(page) == []
