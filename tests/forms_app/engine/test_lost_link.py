"""A new link for those who lost theirs, and nothing for the curious."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.engine.lost_link import answer_link_requests
from forms_app.engine.new_link import send_new_link
from forms_app.engine.outbox import deliver_due
from forms_app.engine.pages.lost_link import MOST_AN_HOUR
from forms_app.engine.status_link import token_for
from forms_app.models import HourCount, LinkRequest, Message
from forms_app.roles import COURSE_COORDINATORS, EDITORS
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
    put,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

PAGE = "/en/case/lost-link/"


@pytest.fixture
def case():
    site = make_small_site()
    run = CourseRunFactory(course=site.course, place=site.place)
    return RegistrationFactory(
        run=run, email="Person@example.org", phone="+420777123456", language="ar"
    )


def ask(client, case, contact="person@example.org", reference=None, language="en"):
    data = {"reference": reference or case.reference, "contact": contact}
    return client.post(f"/{language}/case/lost-link/", data)


def link(case) -> str:
    return f"/en/case/{token_for(case.link_nonce)}/"


@pytest.mark.parametrize(
    "contact", ["person@example.org", " PERSON@Example.org ", "777 123 456"]
)
def test_the_owner_gets_a_new_link_and_the_old_one_dies(client, case, contact):
    old = link(case)

    ask(client, case, contact)
    answer_link_requests()
    deliver_due()

    case.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(link(case)).status_code == 200
    assert [each.to for each in mail.outbox] == [["Person@example.org"]]
    assert token_for(case.link_nonce) in mail.outbox[0].body
    assert case.history.latest().step == "new_link"


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_the_page_speaks_every_language(client, case, language):
    form = client.get(f"/{language}/case/lost-link/")
    done = ask(client, case, language=language)

    assert f'<html lang="{language}"' in form.content.decode()
    assert done["Location"] == f"/{language}/case/lost-link/asked/"
    assert client.get(done["Location"]).status_code == 200
    assert form["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "bare"])
def test_a_reference_in_any_way_of_writing_is_understood(client, case, typed):
    ways = {"lower": case.reference.lower(), "bare": case.reference.replace("-", " ")}

    ask(client, case, reference=ways.get(typed, typed.format(case.reference)))

    assert answer_link_requests() == 1


@pytest.mark.parametrize(
    ("reference", "contact"),
    [("7K4M-9XQ2", "person@example.org"), (None, "somebody@example.org"), (None, "x")],
)
def test_an_unknown_answer_looks_like_a_known_one_and_sends_nothing(
    client, case, reference, contact
):
    ask(client, case)
    with CaptureQueriesContext(connection) as of_known:
        known = ask(client, case)
    with CaptureQueriesContext(connection) as of_unknown:
        unknown = ask(client, case, contact, reference)

    assert (known.status_code, known["Location"], known.content) == (
        unknown.status_code,
        unknown["Location"],
        unknown.content,
    )
    assert len(of_known) == len(of_unknown)
    Message.objects.all().delete()
    LinkRequest.objects.exclude(pk=LinkRequest.objects.latest("pk").pk).delete()
    assert answer_link_requests() == 0
    assert not Message.objects.exists()


def test_what_was_typed_is_deleted_when_it_is_answered(client, case):
    ask(client, case)
    ask(client, case, "somebody@example.org")
    assert LinkRequest.objects.count() == 2

    answer_link_requests()

    assert not LinkRequest.objects.exists()


def test_one_that_fails_holds_up_nobody(client, case, monkeypatch, caplog):
    broken = RegistrationFactory(run=case.run, email="broken@example.org")
    ask(client, broken, broken.email, broken.reference)
    ask(client, case)

    def send_to_others(each, by):
        if each == broken:
            raise ValueError(broken.email)
        send_new_link(each, by)

    monkeypatch.setattr("forms_app.engine.lost_link.send_new_link", send_to_others)

    assert answer_link_requests() == 1
    assert LinkRequest.objects.get().reference == broken.reference
    assert "ValueError" in caplog.text
    assert broken.email not in caplog.text


def test_nobody_fills_a_mailbox_with_links(client, case):
    for _time in range(5):
        ask(client, case)

    assert answer_link_requests() == 3


def test_a_case_without_e_mail_keeps_its_link_and_asks_to_call(client, case):
    put(case, email="")
    old = link(case)

    ask(client, case, "+420 777 123 456")
    answer_link_requests()

    assert Message.objects.get().delivery == Message.Delivery.TO_TELL
    assert client.get(old).status_code == 200


@pytest.mark.parametrize(
    ("reference", "contact", "words"),
    [
        ("", "person@example.org", "Write the reference number"),
        ("7K4M-9XQ2", "", "Write the e-mail or phone"),
        ("x" * 41, "person@example.org", "at most 40"),
        ("7K4M\0", "person@example.org", "Null characters"),
    ],
)
def test_a_wrong_answer_is_explained_and_kept(client, case, reference, contact, words):
    response = client.post(PAGE, {"reference": reference, "contact": contact})

    page = response.content.decode()
    assert words in page
    assert "Error: I lost my link" in page
    assert contact in page
    assert not LinkRequest.objects.exists()


def test_guessing_meets_a_limit_with_words_and_only_for_an_hour(client, case):
    for _time in range(MOST_AN_HOUR):
        ask(client, case)

    refused = ask(client, case)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        later = ask(client, case)

    assert refused.status_code == 429
    assert "person@example.org" in refused.content.decode()
    assert "branches" in refused.content.decode()
    assert later.status_code == 302


def test_no_network_address_is_stored(client, case):
    ask(client, case)

    assert "127.0.0.1" not in HourCount.objects.get().client


@pytest.mark.parametrize("page", ["/en/case/", "/en/case/no-such-token/"])
def test_dead_ends_lead_to_the_page(client, case, page):
    assert PAGE in client.get(page).content.decode()


def test_staff_send_a_new_link(client, case):
    old = link(case)
    client.force_login(make_staff("coordinator", COURSE_COORDINATORS))

    client.post(f"/admin/registrations/case/{case.pk}/new-link/")

    row = case.history.latest()
    assert (row.step, row.history_user.username) == ("new_link", "coordinator")
    assert client.get(old).status_code == 404
    page = client.get(f"/admin/registrations/case/{case.pk}/").content.decode()
    assert "New secret link" in page
    case.refresh_from_db()
    assert token_for(case.link_nonce) not in page


def test_others_send_no_link(client, case):
    client.force_login(make_staff("editor", EDITORS))

    response = client.post(f"/admin/registrations/case/{case.pk}/new-link/")

    assert response.status_code == 404
    assert not Message.objects.exists()
