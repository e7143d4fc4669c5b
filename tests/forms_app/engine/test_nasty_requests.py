"""The worst requests, all the way to the database of each engine: never a 5xx."""

import unicodedata
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from forms_app.engine.lost_link import LinkRequest
from forms_app.engine.submission import submission_kinds
from services.models import Place
from tests.factories import (
    CourseRunFactory,
    make_request_forms,
    make_room_site,
    make_small_site,
    make_volunteer_site,
)
from tests.factories.volunteers import in_days
from tests.forms_app.engine.nasty import GOOD, NASTY, as_received, as_sent, as_stored
from tests.forms_app.engine.questions import EVERY_KIND

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

URLENCODED = "application/x-www-form-urlencoded"
TEXTS = ("full_name", "purpose", "motivation", "other_languages", "story", "job")
FIELDS = (
    *GOOD, *TEXTS, "phone", "idempotency_key", "at", "changing", "change", "opened",
    "comment_url", "work", "place", "topic", "day", "day_0", "day_1", "day_2", "hour",
    "children", "from", "speaks", "lives", "list", "helped", "call", "people", "write",
    "first_day", "repeat_until", "equipment", "availability", "reference", "contact",
)  # fmt: skip
WORST = ("a\0b", "\ud800", "\u202eb", "\u200b", "𐍈", "9" * 400, "-1", "²", "[]")


def request_form() -> str:
    make_small_site()
    make_request_forms(*EVERY_KIND, asks_place=True)
    return "/en/request/"


def registration_form() -> str:
    site = make_small_site()
    run = CourseRunFactory(course=site.course, place=site.place)
    return site.form_address(run, "ar")


def room_form() -> str:
    return make_room_site().form_address("ar")


def volunteer_form() -> str:
    make_volunteer_site()
    return "/cs/volunteer/"


def lost_link() -> str:
    make_small_site()
    return "/ar/case/lost-link/"


every_form = pytest.mark.parametrize(
    "make", [request_form, registration_form, room_form, volunteer_form, lost_link]
)
every_form_with_a_case = pytest.mark.parametrize(
    "make", [request_form, registration_form, room_form, volunteer_form]
)


def post(client, address: str, data: dict):
    typed = {name: [value] for name, value in data.items()}
    return client.post(address, as_sent(typed), content_type=URLENCODED)


def good() -> dict:
    place = Place.objects.values_list("pk", flat=True).first()
    day = in_days(14).date().isoformat()
    return GOOD | {"first_day": day, "place": str(place), "topic": "work"}


def the_case():
    found = [
        case for kind in submission_kinds().values() for case in kind.objects.all()
    ]
    return found[0] if found else None


@every_form_with_a_case
def test_a_nasty_text_is_stored_as_typed_or_kept_with_words(client, make):
    address = make()
    stored = 0
    for nasty in NASTY:
        with transaction.atomic():
            answers = good() | dict.fromkeys(TEXTS, nasty) | {"step": "send"}
            response = post(client, address, answers)
            case = the_case()
            transaction.set_rollback(True)

        if case is None:
            assert response.status_code == 200
            assert b"error-summary" in response.content
            continue
        stored += 1
        assert response.status_code == 303
        received = as_received({"text": [nasty]})["text"]
        assert case.full_name == as_stored(received)
        told = {each["key"]: each["value"] for each in case.answers}
        for text in (
            getattr(case, "purpose", None),
            getattr(case, "motivation", None),
            told.get("story"),
            told.get("job"),
        ):
            assert text in (None, as_stored(received))
        assert unicodedata.is_normalized("NFC", str(told))
    assert stored > len(NASTY) // 2


@every_form
def test_something_nasty_in_every_field_is_answered_with_words(client, make):
    address = make()
    for nasty in WORST:
        for step in ("send", "back"):
            answers = dict.fromkeys(FIELDS, nasty) | {"step": step}
            if step == "back":
                del answers["change"]

            with transaction.atomic():
                response = post(client, address, answers)
                transaction.set_rollback(True)

            assert response.status_code in {200, 302, 303, 409}, (nasty, step)
            if response.status_code == 200:
                assert b"<form" in response.content
    assert not LinkRequest.objects.exists()


MULTIPART = "multipart/form-data; boundary=x"
BODIES = {
    "bytes that are no UTF-8": (b"full_name=%FF%FE&step=send", URLENCODED),
    "a surrogate as a name": (b"%ED%A0%80=x&step=check", URLENCODED),
    "raw bytes": (b"\xff" * 50, URLENCODED),
    "nothing": (b"", URLENCODED),
    "a megabyte": (b"step=send&full_name=" + b"x" * 1_000_000, URLENCODED),
    "a megabyte of signs": (b"step=check&full_name=" + b"%00" * 333_000, URLENCODED),
    "1,001 fields": (
        urlencode([(f"f{n}", "x") for n in range(1001)]).encode(),
        URLENCODED,
    ),
    "three megabytes": (b"step=send&full_name=" + b"x" * 3_000_000, URLENCODED),
    "another charset": (b"full_name=x", f"{URLENCODED}; charset=utf-16"),
    "no charset": (b"full_name=x", f"{URLENCODED}; charset=nonsense"),
    "a broken part": (b"--x\r\nContent-Disposition: form-data", MULTIPART),
    "no boundary": (b"--x", "multipart/form-data"),
    "a file": (
        b'--x\r\nContent-Disposition: form-data; name="full_name"; filename="a\0b"'
        b"\r\n\r\n\xff\xff\r\n--x--\r\n",
        MULTIPART,
    ),
    "another kind of body": (b"{}", "application/json"),
}


@every_form
def test_whatever_the_body_is_the_answer_has_words(make):
    address = make()
    for csrf_is_checked in (True, False):
        browser = Client(
            enforce_csrf_checks=csrf_is_checked, raise_request_exception=False
        )
        for name, (body, content_type) in BODIES.items():
            response = browser.generic("POST", address, body, content_type)

            assert response.status_code in {200, 400, 403}, (name, response.status_code)
            assert b"<h1" in response.content, name
            assert b"<title>" in response.content, name


def test_the_longest_body_that_is_read_keeps_what_was_typed(client):
    address = request_form()
    name = "x" * 1_000_000

    page = post(client, address, {"full_name": name, "step": "send"}).content.decode()

    assert name in page
    assert "error-summary" in page


def test_too_many_fields_keep_the_language_of_the_form(client):
    address = registration_form()
    body, content_type = BODIES["1,001 fields"]

    response = client.post(address, body, content_type=content_type)

    assert response.status_code == 400
    assert 'lang="ar" dir="rtl"' in response.content.decode()
