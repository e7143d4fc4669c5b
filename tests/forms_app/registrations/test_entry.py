"""Staff enter a case for a visitor, and print a slip for them."""

import pytest
from django.utils.translation import override

from forms_app.engine.inbox.slip import qr_code
from forms_app.engine.link_renewal import token_to_send
from forms_app.engine.status_link import status_url
from forms_app.models import Message, Registration, Viewing
from forms_app.roles import COURSE_COORDINATORS, EDITORS, PLACE_COORDINATORS
from tests.factories import (
    CourseRunFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)
from tests.factories.pages import CONSENT, QUESTION, QUESTION_KEY

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

INBOX = "/admin/registrations/"


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def run(site):
    return CourseRunFactory(course=site.course, place=site.place)


@pytest.fixture
def coordinator(client, site):
    user = make_staff("coordinator", COURSE_COORDINATORS)
    client.force_login(user)
    return user


def address(run, language="ar", channel="counter", **more) -> str:
    query = {"language": language, "channel": channel, "subject": run.code, **more}
    return f"{INBOX}enter/form/?" + "&".join(f"{k}={v}" for k, v in query.items())


def dictated(**changes) -> dict:
    return {
        "full_name": "Example Visitor",
        "email": "",
        "phone": "777 123 456",
        "level": "none",
        QUESTION_KEY: "friend",
        "consent": "on",
        "step": "send",
    } | changes


def slip_address(case) -> str:
    return f"{INBOX}case/{case.pk}/slip/"


@pytest.mark.parametrize(
    ("channel", "consent"),
    [("counter", "given in person"), ("phone", "given orally, on the phone")],
)
def test_the_case_says_who_entered_it_and_how_consent_was_given(
    client, run, coordinator, channel, consent
):
    response = client.post(address(run, channel=channel), dictated())

    case = Registration.objects.get()
    assert (response.status_code, response["Location"]) == (303, slip_address(case))
    assert (case.channel, case.entered_by) == (channel, coordinator)
    sent = case.history.get(step="submit")
    assert (sent.role, sent.history_user) == ("staff", coordinator)
    page = client.get(f"{INBOX}case/{case.pk}/").content.decode()
    assert consent in page
    assert "entered by coordinator" in page


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_what_is_stored_has_the_words_of_the_visitors_language(
    client, run, coordinator, language
):
    client.post(address(run, language), dictated())

    case = Registration.objects.get()
    assert case.language == language
    assert case.consent_wording == CONSENT[language]
    assert case.answers[0]["question"] == QUESTION[language]


def test_staff_read_the_form_in_their_own_language(client, run, coordinator):
    page = client.get(address(run, "ar")).content.decode()

    assert '<html lang="en"' in page
    assert QUESTION["en"] in page
    assert "You are entering a case for a visitor" in page
    assert CONSENT["ar"] in page, "to be read to the visitor"


def test_the_form_is_shown_in_another_language_on_demand(client, run, coordinator):
    page = client.get(address(run, "ar", shown_in="ar")).content.decode()

    assert '<html lang="ar" dir="rtl"' in page
    assert QUESTION["ar"] in page


def test_answers_are_checked_and_kept_on_the_way(client, run, coordinator):
    wrong = client.post(address(run), dictated(step="check", phone="12"))
    check = client.post(address(run), dictated(step="check"))

    assert "Check the number" in wrong.content.decode()
    assert "Example Visitor" in wrong.content.decode()
    assert "Check your answers" in check.content.decode()
    assert all("no-store" in each["Cache-Control"] for each in (wrong, check))
    assert not Registration.objects.exists()


def test_without_e_mail_the_case_asks_to_call(client, run, coordinator):
    client.post(address(run), dictated())

    case = Registration.objects.get()
    assert Message.objects.get().delivery == Message.Delivery.TO_TELL
    page = client.get(f"{INBOX}case/{case.pk}/").content.decode()
    assert "Tell them by phone" in page


def test_sending_twice_enters_one_case(client, run, coordinator):
    key = "8c7c9a3e-6a0c-4e43-9d8e-0f6a1f0d7a11"
    answers = [
        client.post(address(run), dictated(idempotency_key=key)) for _time in range(2)
    ]

    assert Registration.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_a_full_run_is_refused_with_words_and_keeps_the_answers(
    client, run, coordinator
):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    RegistrationFactory.create_batch(2, run=run, state="waitlisted")

    response = client.post(address(run, "en"), dictated())

    assert response.status_code == 409
    assert "Example Visitor" in response.content.decode()
    assert Registration.objects.count() == 4


def test_place_coordinators_enter_cases_for_their_places_only(client, site, run):
    elsewhere = CourseRunFactory(course=site.course)
    user = make_staff("branch", PLACE_COORDINATORS, places=[site.place])
    client.force_login(user)

    choice = client.get(f"{INBOX}enter/").content.decode()
    foreign = client.post(address(elsewhere), dictated())

    assert run.code in choice
    assert elsewhere.code not in choice
    assert foreign.status_code == 302
    assert foreign["Location"].startswith(f"{INBOX}enter/?")
    assert not Registration.objects.exists()
    assert client.post(address(run), dictated()).status_code == 303


@pytest.mark.parametrize(
    "query",
    ["", "?language=xx&channel=counter&subject=no-such", "?channel=online", "?a=%00"],
)
def test_an_unknown_choice_leads_back_with_words(client, run, coordinator, query):
    response = client.get(f"{INBOX}enter/form/{query}", follow=True)

    assert response.status_code == 200
    assert "Language of the visitor" in response.content.decode()


@pytest.mark.parametrize("role", [EDITORS, None])
def test_others_of_the_staff_enter_and_print_nothing(client, run, role):
    case = RegistrationFactory(run=run)
    client.force_login(make_staff("other", role))

    for url in (f"{INBOX}enter/", address(run), slip_address(case)):
        response = client.get(url)
        assert response.status_code in {302, 404}
        assert case.full_name not in response.content.decode()
    assert client.post(address(run), dictated()).status_code == 302
    assert Registration.objects.count() == 1


def test_the_inbox_offers_to_enter_a_case(client, run, coordinator):
    assert f"{INBOX}enter/" in client.get(INBOX).content.decode()


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_the_slip_speaks_the_visitors_language_and_czech(
    client, run, coordinator, language
):
    case = RegistrationFactory(run=run, state="offered", language=language)

    response = client.get(slip_address(case))

    page = response.content.decode()
    assert case.reference in page
    for code in dict.fromkeys([language, "cs"]):
        with override(code):
            assert str(case.current_state.meaning) in page
        assert f'<section lang="{code}"' in page
    assert page.count("<section") == len({language, "cs"})
    assert "no-store" in response["Cache-Control"]


def test_the_code_on_the_slip_is_the_secret_link(client, run, coordinator):
    case = RegistrationFactory(run=run, language="ar")
    page = client.get(slip_address(case)).content.decode()

    assert qr_code(status_url(token_to_send(case), "ar")) in page
    assert "style=" not in page
    assert case.full_name not in page


def test_printing_a_slip_is_recorded(client, run, coordinator):
    case = RegistrationFactory(run=run)

    client.get(slip_address(case))

    assert Viewing.objects.about(case).get().viewer == coordinator


def test_a_slip_of_another_place_does_not_exist(client, site, run):
    case = RegistrationFactory(run=CourseRunFactory(course=site.course))
    client.force_login(make_staff("branch", PLACE_COORDINATORS, places=[site.place]))

    assert client.get(slip_address(case)).status_code == 404
