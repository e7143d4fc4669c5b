"""The applicant's own page, reached by the secret link."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from forms_app.engine.actors import SYSTEM
from forms_app.engine.link_renewal import renew_link, token_to_send
from forms_app.engine.pages import case_step
from forms_app.engine.status_link import new_nonce, status_url, token_for
from forms_app.models import Registration
from tests.applicant import enter, own_page, secret_link, seen, step_page
from tests.factories import CourseRunFactory, RegistrationFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def registration(site):
    run = CourseRunFactory(course=site.course, place=site.place)
    return RegistrationFactory(run=run, state="offered")


def test_looking_at_the_link_changes_nothing_and_shows_nothing(client, registration):
    response = client.get(secret_link(registration))

    assert response.status_code == 200
    assert registration.reference not in response.content.decode()
    assert response.cookies.keys() == {"csrftoken"}


def test_the_link_leads_to_a_clean_address(client, registration):
    response = client.post(secret_link(registration))

    clean = own_page(registration)
    assert (response.status_code, response["Location"]) == (303, clean)
    page = client.get(clean).content.decode()
    assert registration.reference in page
    assert "You need to do something" in page


def test_the_status_page_shows_no_personal_data(client, registration):
    enter(client, registration)

    page = client.get(own_page(registration)).content.decode()

    assert registration.reference in page
    for secret in (registration.full_name, registration.email, "Seat offered"):
        assert secret not in page


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_the_status_page_speaks_every_language(client, registration, language):
    enter(client, registration)

    page = client.get(own_page(registration, language)).content.decode()

    assert f'<html lang="{language}"' in page
    assert f"Czech {language}" in page


def test_an_unknown_link_is_not_found_and_says_what_to_do(client, registration):
    response = client.get(f"/en/case/{token_for(new_nonce())}/")

    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()


def test_a_replaced_link_is_dead_and_so_is_its_pass(client, registration):
    enter(client, registration)
    old, old_page = secret_link(registration), own_page(registration)
    renew_link(registration, SYSTEM)
    registration.refresh_from_db()

    assert client.get(old).status_code == 404
    assert client.get(old_page).status_code == 410
    assert client.get(own_page(registration)).status_code == 410
    assert client.get("/en/case/").status_code == 410
    assert client.get(secret_link(registration)).status_code == 200


def test_a_forged_pass_opens_nothing(client, registration):
    enter(client, registration)
    [name] = [each for each in client.cookies if each.startswith("case-")]
    client.cookies[name] = "forged:cookie:value"

    assert client.get(own_page(registration)).status_code == 410


def test_the_applicant_accepts_the_seat(client, registration):
    enter(client, registration)

    response = client.post(step_page(registration, "accept"), seen(registration))

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (302, "confirmed")


def test_withdrawing_asks_once_more_and_a_get_changes_nothing(client, registration):
    enter(client, registration)

    question = client.get(step_page(registration, "withdraw"))

    registration.refresh_from_db()
    assert "Are you sure?" in question.content.decode()
    assert registration.state == "offered"


def test_the_applicant_withdraws(client, registration):
    enter(client, registration)

    client.post(step_page(registration, "withdraw"), seen(registration))

    registration.refresh_from_db()
    assert registration.state == "withdrawn"
    assert registration.history.latest().step == "withdraw"


@pytest.mark.parametrize("step", ["decline", "offer", "lapse", "no-such-step"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_step_that_is_not_the_applicants_is_refused(
    client, registration, step, method
):
    enter(client, registration)

    response = getattr(client, method)(
        step_page(registration, step), seen(registration)
    )

    registration.refresh_from_db()
    assert response.status_code == 409
    assert "not possible" in response.content.decode()
    assert registration.state == "offered"


def test_a_get_takes_no_step_that_has_just_become_possible(
    client, registration, monkeypatch
):
    enter(client, registration)
    monkeypatch.setattr(case_step, "steps_for_applicant", lambda case: [])

    response = client.get(step_page(registration, "accept"))

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (409, "offered")


def test_a_get_says_why_a_step_is_not_possible(client, registration):
    late = timezone.now() - timedelta(hours=1)
    Registration.objects.update(offer_expires_at=late)
    enter(client, registration)

    page = client.get(step_page(registration, "accept")).content.decode()

    assert "The time to accept this seat is over." in page


def test_a_page_that_is_out_of_date_changes_nothing(client, registration):
    enter(client, registration)
    stale = registration.version
    Registration.objects.filter(pk=registration.pk).update(version=stale + 1)

    response = client.post(step_page(registration, "withdraw"), seen(registration))

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (409, "offered")


@pytest.mark.parametrize("version", ["", "x", "9" * 400, "-1"])
def test_any_version_gives_a_page(client, registration, version):
    enter(client, registration)

    typed = seen(registration) | {"version": version}
    response = client.post(step_page(registration, "accept"), typed)

    registration.refresh_from_db()
    assert (response.status_code, registration.state) == (409, "offered")
    assert "Nothing was changed" in response.content.decode()


def test_the_calendar_file_is_for_the_applicant_only(client, registration):
    address = f"{own_page(registration)}calendar/"
    assert client.get(address).status_code == 410
    enter(client, registration)

    response = client.get(address)

    assert response["Content-Type"].startswith("text/calendar")
    assert Calendar.from_ical(response.content)["version"] == "2.0"


def test_leaving_clears_the_device(client, registration):
    enter(client, registration)

    response = client.post("/en/case/leave/")

    assert response["Location"] == "/en/case/left/"
    assert client.get(own_page(registration)).status_code == 410
    assert client.get("/en/case/").status_code == 410


def test_the_link_in_a_message_is_the_link_that_opens(client, registration):
    address = status_url(token_to_send(registration), "ar")

    assert "/ar/case/" in address
    assert client.get(address).status_code == 200


def test_a_new_secret_of_the_server_keeps_the_link_while_the_old_one_is_known(
    client, registration, settings
):
    before = status_url(token_to_send(registration), "en")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret"

    assert status_url(token_to_send(registration), "en") == before
    assert client.get(before).status_code == 200


def test_a_lost_secret_of_the_server_gives_a_new_link(client, registration, settings):
    before = status_url(token_to_send(registration), "en")
    settings.SECRET_KEY = "a new secret"

    after = status_url(token_to_send(registration), "en")

    assert client.get(before).status_code == 404
    assert client.get(after).status_code == 200
