"""Public holidays close a place only when somebody says so."""

from datetime import date, time

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from services.models import Closure, OpeningHours
from services.public_holidays import public_holidays
from tests.factories import PlaceFactory, make_staff

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = 0, 4
# In 2027: Good Friday and Easter Monday, as the calendar of the state has them.
GOOD_FRIDAY, EASTER_MONDAY = date(2027, 3, 26), date(2027, 3, 29)
URL = "/admin/places/holidays/"


@pytest.fixture
def in_january():
    with time_machine.travel("2027-01-04T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def place():
    """Open on Mondays."""
    place = PlaceFactory(name="Branch")
    OpeningHours.objects.create(
        place=place, weekday=MONDAY, opens=time(9), closes=time(12)
    )
    return place


@pytest.fixture
def admin(client, in_january):
    client.force_login(get_user_model().objects.create_superuser("root"))
    return client


def proposed(client, url=URL):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return {
        box["value"]: box.has_attr("checked")
        for box in page.find_all("input", {"name": "days"})
    }


def closed_days(place):
    return list(place.closures.values_list("first_day", "last_day", "reason"))


@pytest.mark.parametrize("year", [2024, 2027, 2028])
def test_holidays_of_a_year_are_thirteen_and_two_of_them_move(year):
    easter = {2024: (3, 31), 2027: (3, 28), 2028: (4, 16)}[year]
    days = [each.day for each in public_holidays(year)]
    sunday = date(year, *easter)
    assert len(days) == 13
    assert [(each - sunday).days for each in days if abs((each - sunday).days) < 4] == [
        -2,
        1,
    ]


def test_names_are_in_a_language_that_the_reader_knows():
    with translation.override("cs"):
        czech = public_holidays(2027)[1].name
    with translation.override("en"):
        english = public_holidays(2027)[1].name
    assert (czech, english) == ("Velký pátek", "Good Friday")


def test_days_on_which_nobody_would_be_open_are_not_proposed(admin, place):
    assert proposed(admin, f"{URL}?year=2027") == {
        "2027-03-29": True,
        "2027-07-05": True,
    }


def test_looking_closes_nothing_and_one_click_closes_all(admin, place):
    days = proposed(admin)
    assert closed_days(place) == []

    response = admin.post(URL, {"places": [place.pk], "days": list(days)})

    assert response.status_code == 302
    assert closed_days(place) == [
        (EASTER_MONDAY, EASTER_MONDAY, "public_holiday"),
        (date(2027, 7, 5), date(2027, 7, 5), "public_holiday"),
    ]
    assert place.hours_on(EASTER_MONDAY) == []


def test_day_that_was_left_out_stays_open(admin, place):
    admin.post(URL, {"places": [place.pk], "days": ["2027-07-05"]})
    assert len(place.hours_on(EASTER_MONDAY)) == 1
    assert len(closed_days(place)) == 1


def test_confirming_twice_closes_once(admin, place):
    other = PlaceFactory()
    Closure.objects.create(
        place=place, first_day=date(2027, 3, 27), last_day=date(2027, 4, 2)
    )
    OpeningHours.objects.create(
        place=other, weekday=MONDAY, opens=time(9), closes=time(12)
    )
    for _ in range(2):
        typed = {"places": [place.pk, other.pk], "days": ["2027-03-29"]}
        admin.post(URL, typed)
    assert (place.closures.count(), other.closures.count()) == (1, 1)


def test_what_was_confirmed_is_known_with_its_person(admin, place):
    admin.post(URL, {"places": [place.pk], "days": ["2027-03-29"]})
    entry = ModelLogEntry.objects.get()
    assert (entry.user.username, entry.label) == ("root", "Branch")
    assert entry.data == {"closed_on": ["2027-03-29"]}
    change = place.history.latest()
    assert (change.history_user.username, change.history_change_reason) == (
        "root",
        "Public holidays confirmed",
    )


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"places": ["x"], "days": ["2027-03-29"]},
        {"days": ["2027-03-29"]},
        {"places": ["here"]},
        {"places": ["here"], "days": ["2027-03-30"]},
        {"places": ["here"], "days": ["\0", "99999-99-99"]},
    ],
)
def test_what_makes_no_sense_is_refused_with_words(admin, place, typed):
    if typed.get("places") == ["here"]:
        typed = typed | {"places": [place.pk]}
    response = admin.post(URL, typed)
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert page.find_all(class_="error-message")
    assert closed_days(place) == []


@pytest.mark.parametrize(
    "query", ["?year=1", "?year=x", "?year=99999999999999999999", "?place=%00&year=\0"]
)
def test_address_that_makes_no_sense_shows_this_year(admin, place, query):
    assert set(proposed(admin, URL + query)) == {"2027-03-29", "2027-07-05"}


def test_editor_of_a_place_leads_to_its_holidays(admin, place):
    other = PlaceFactory()
    page = admin.get(reverse("places:edit", args=[place.pk])).content.decode()
    assert f"{URL}?place={place.pk}" in page
    found = BeautifulSoup(admin.get(f"{URL}?place={place.pk}").content, "html.parser")
    boxes = found.find_all("input", {"name": "places"})
    assert {int(box["value"]): box.has_attr("checked") for box in boxes} == {
        place.pk: True,
        other.pk: False,
    }


@pytest.mark.parametrize(
    ("role", "may"),
    [("Editors", True), ("Place coordinators", False), ("Room coordinators", False)],
)
def test_only_who_may_change_places_confirms(client, in_january, place, role, may):
    client.force_login(make_staff("somebody", role))
    client.post(URL, {"places": [place.pk], "days": ["2027-03-29"]})
    assert place.closures.count() == may
