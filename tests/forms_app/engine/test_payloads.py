"""What people type is shown as text: on every page of the staff and in every mail."""

import pytest
from django.core import mail

from forms_app.engine.outbox import deliver_due
from forms_app.models import Registration
from forms_app.roles import COURSE_COORDINATORS
from tests.factories import CourseRunFactory, ask, make_small_site, make_staff
from tests.forms_app.engine.payloads import PAYLOADS, dangers_in
from tests.journeys.robot import Robot

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

INBOX = "/admin/registrations/"


@pytest.fixture
def site():
    site = make_small_site()
    for kind in ("singleline", "multiline"):
        ask(site.intake, f"q_{kind}", kind, dict.fromkeys(site.forms, kind))
    return site


def answers(payload: str) -> dict:
    return {
        "full_name": payload,
        "email": "person@example.org",
        "phone": "",
        "level": "a_little",
        "q_singleline": payload,
        "q_multiline": payload,
        "consent": "on",
    }


def shows(page: str, payload: str) -> bool:
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;").replace("'", "&#x27;") in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_was_typed_runs(client, site, payload):
    run = CourseRunFactory(course=site.course, place=site.place)
    address = site.form_address(run, "ar")

    robot = Robot(client).open(address).walk_to_check(answers(payload))
    changing = robot.again()
    changing.press(changing.button("change"))
    for each in (robot, changing):
        page = each.response.content.decode()
        assert shows(page, payload), "the control: the payload is there"
        assert dangers_in(page) == []
    robot.press()
    case = Registration.objects.get()
    client.force_login(make_staff("coordinator", COURSE_COORDINATORS))
    client.post(f"{INBOX}case/{case.pk}/note/", {"text": payload})
    for place in (
        INBOX,
        f"{INBOX}?q=example",
        f"{INBOX}case/{case.pk}/",
        f"{INBOX}case/{case.pk}/step/decline/",
        f"{INBOX}case/{case.pk}/slip/",
    ):
        page = client.get(place).content.decode()
        assert case.reference in page
        assert dangers_in(page) == []
    assert shows(client.get(f"{INBOX}case/{case.pk}/").content.decode(), payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_mail_runs_anything(client, site, payload):
    run = CourseRunFactory(course=site.course, place=site.place)
    Robot(client).open(site.form_address(run, "ar")).walk(answers(payload))
    deliver_due()

    [sent] = mail.outbox
    [html, _kind] = sent.alternatives[0]
    assert shows(html, payload), "the control: the name is in the mail"
    assert dangers_in(html) == []


@pytest.mark.parametrize("field", ["email", "phone", "level", "q_0a1b2c3d"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_refused_answer_does_not_run_either(client, site, field, payload):
    run = CourseRunFactory(course=site.course, place=site.place)
    wrong = answers("Example") | {field: payload, "step": "check"}

    page = client.post(site.form_address(run), wrong).content.decode()

    assert "<title>" in page
    assert dangers_in(page) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_page_of_a_lost_link_runs_nothing(client, site, payload):
    page = client.post(
        "/en/case/lost-link/", {"reference": payload + "x" * 40, "contact": payload}
    ).content.decode()

    assert shows(page, payload)
    assert dangers_in(page) == []


def test_the_check_itself_finds_a_danger():
    for payload in PAYLOADS:
        if "<" in payload:
            assert dangers_in(f"<p>{payload}</p>"), payload
