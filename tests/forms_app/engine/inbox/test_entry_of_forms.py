"""Staff enter a plain request or an application for somebody at the counter."""

import uuid
from urllib.parse import urlencode

import pytest

from forms_app.models import (
    Message,
    PlainRequest,
    RequestFormPage,
    VolunteerApplication,
)
from tests.factories import (
    PlaceFactory,
    make_request_forms,
    make_small_site,
    make_staff,
    make_volunteer_site,
)
from tests.factories.pages import CONSENT
from tests.factories.volunteers import QUESTION_KEY

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

SEE_OTHER = 303


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def topic(site):
    """The request form in Czech, English and Arabic, for one topic."""
    return make_request_forms()["cs"].intake


def address(inbox: str, subject: int, language: str = "ar") -> str:
    visitor = {"language": language, "channel": "counter", "subject": subject}
    return f"/admin/{inbox}/enter/form/?{urlencode(visitor)}"


def dictated(**changes) -> dict:
    return {
        "full_name": "Example Visitor",
        "email": "",
        "phone": "777 123 456",
        "consent": "on",
        "step": "send",
        "idempotency_key": str(uuid.uuid4()),
    } | changes


def subjects(client, inbox: str) -> list[str]:
    page = client.get(f"/admin/{inbox}/enter/")
    choices = page.context["form"].fields["subject"].choices
    return [str(name) for _key, name in choices]


def handler_of(topic):
    user = make_staff("topic", "Topic coordinators")
    topic.handlers.add(user)
    return user


def test_a_request_without_email_from_the_counter(client, topic):
    user = handler_of(topic)
    client.force_login(user)
    assert client.get(address("requests", topic.pk)).status_code == 200
    answer = client.post(address("requests", topic.pk), dictated())
    case = PlainRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        SEE_OTHER,
        f"/admin/requests/case/{case.pk}/slip/",
    )
    assert (case.intake, case.language, case.channel) == (topic, "ar", "counter")
    assert (case.entered_by, case.consent_wording) == (user, CONSENT["ar"])
    assert case.reference in client.get(answer["Location"]).content.decode()
    message = Message.objects.about(case).get()
    assert message.delivery == Message.Delivery.TO_TELL


def test_what_was_typed_stays_when_something_is_missing(client, topic):
    client.force_login(handler_of(topic))
    answer = client.post(address("requests", topic.pk), dictated(phone="12"))
    assert "Example Visitor" in answer.content.decode()
    assert not PlainRequest.objects.exists()


def test_each_enters_what_their_topics_and_places_are_about(client, topic):
    place = PlaceFactory()
    RequestFormPage.objects.update(place=place)
    people = {
        "all": make_staff("all", "Request coordinators"),
        "of the topic": handler_of(topic),
        "of another topic": make_staff("other", "Topic coordinators"),
        "of the place": make_staff("here", "Place coordinators", [place]),
        "of another place": make_staff("far", "Place coordinators", [PlaceFactory()]),
    }
    found, taken = {}, {}
    for name, person in people.items():
        client.force_login(person)
        found[name] = subjects(client, "requests") == [topic.name]
        answer = client.post(address("requests", topic.pk), dictated())
        taken[name] = answer.status_code == SEE_OTHER
    agreed = {
        "all": True,
        "of the topic": True,
        "of another topic": False,
        "of the place": True,
        "of another place": False,
    }
    assert (found, taken) == (agreed, agreed)


def test_where_the_visitor_chooses_the_place_its_coordinators_enter_nothing(
    client, topic
):
    """They could not open a request that then goes to another place."""
    place = PlaceFactory()
    RequestFormPage.objects.update(asks_place=True, place=place)
    client.force_login(make_staff("here", "Place coordinators", [place]))
    assert subjects(client, "requests") == []


def test_an_application_that_a_volunteer_dictates(client):
    intake = make_volunteer_site()["cs"].intake
    client.force_login(make_staff("volunteers", "Volunteer coordinators"))
    assert subjects(client, "volunteer_applications") == [intake.name]
    to = address("volunteer_applications", intake.pk, language="cs")
    assert "You are entering a case for a visitor" in client.get(to).content.decode()
    answer = client.post(
        to,
        dictated(
            email="person@example.org",
            is_adult="yes",
            region="liberec",
            spoken=["cs", "ar"],
            interests=["talk"],
            motivation="I came here once myself.",
            **{QUESTION_KEY: "Now"},
        ),
    )
    case = VolunteerApplication.objects.get()
    slip = f"/admin/volunteer_applications/case/{case.pk}/slip/"
    assert (answer.status_code, answer["Location"]) == (SEE_OTHER, slip)
    assert (case.language, case.channel, case.state) == ("cs", "counter", "applied")
    assert case.reference in client.get(slip).content.decode()
