"""Who sees which requests: by topic, by place, or all of them."""

import pytest

from tests.factories import (
    IntakeFactory,
    PlaceFactory,
    PlainRequestFactory,
    make_staff,
)
from tests.staff_forms import version_of

pytestmark = pytest.mark.django_db

INBOX = "/admin/requests/"


@pytest.fixture
def cases():
    """One request of each kind, by what tells them apart."""
    place = PlaceFactory()
    return {
        "topic": PlainRequestFactory(intake=IntakeFactory(name="Interpreting")),
        "place": PlainRequestFactory(place=place),
        "neither": PlainRequestFactory(),
    }


def person(who: str, cases):
    if who == "of the topic":
        user = make_staff("t", "Topic coordinators")
        cases["topic"].intake.handlers.add(user)
        return user
    if who == "of the place":
        return make_staff("p", "Place coordinators", [cases["place"].place])
    if who == "named but without a role":
        user = make_staff("n", "Editors")
        cases["topic"].intake.handlers.add(user)
        return user
    return make_staff("x", who)


WHO_SEES = [
    ("Request coordinators", {"topic", "place", "neither"}),
    ("of the topic", {"topic"}),
    ("of the place", {"place"}),
    ("named but without a role", set()),
    ("Course coordinators", set()),
    ("Editors", set()),
]


@pytest.mark.parametrize(("who", "seen"), WHO_SEES)
def test_each_sees_the_requests_of_their_topics_and_places(client, cases, who, seen):
    client.force_login(person(who, cases))

    listed = client.get(INBOX)
    for name, case in cases.items():
        found = client.get(f"{INBOX}case/{case.pk}/").status_code == 200
        assert found == (name in seen)
        in_list = listed.status_code == 200 and case.reference in text(listed)
        assert in_list == (name in seen)


def text(response) -> str:
    return response.content.decode()


def test_the_filter_offers_only_topics_that_the_person_handles(client, cases):
    client.force_login(person("of the topic", cases))

    page = text(client.get(INBOX))

    assert "Interpreting" in page
    assert cases["place"].intake.name + "</label>" not in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_as_many_queries_for_thirty_cases_as_for_one(
    client, django_assert_max_num_queries, number
):
    PlainRequestFactory.create_batch(number, place=PlaceFactory())
    client.force_login(make_staff("x", "Request coordinators"))

    with django_assert_max_num_queries(16):
        assert client.get(INBOX).status_code == 200


def test_editors_switch_an_intake_and_do_not_choose_who_reads_it(client, cases):
    intake = cases["topic"].intake
    client.force_login(make_staff("e", "Editors"))
    address = f"/admin/intakes/edit/{intake.pk}/"

    assert 'name="handlers"' not in text(client.get(address))
    typed = {"name": intake.name, "handlers": ["1"]} | version_of(client, address)
    client.post(address, typed)

    intake.refresh_from_db()
    assert not intake.is_open
    assert not intake.handlers.exists()


def test_an_intake_that_closes_before_it_opens_is_refused(client, cases):
    intake = cases["topic"].intake
    client.force_login(make_staff("r", "Request coordinators"))

    address = f"/admin/intakes/edit/{intake.pk}/"
    typed = {
        "name": intake.name,
        "opens_at": "2027-03-02 08:00",
        "closes_at": "2027-03-01 08:00",
    }

    response = client.post(address, typed | version_of(client, address))

    assert "It has to open before it closes." in text(response)
