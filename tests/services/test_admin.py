"""Staff pages of places, counselling and rules × roles, as agreed and by hand."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse

from services.models import CounsellingSlot, EligibilityRules
from tests.factories import PlaceFactory, make_staff
from tests.staff_forms import version_of

pytestmark = pytest.mark.django_db

# Who may: write, or nothing at all (then Wagtail leads back to the start page).
AGREED = {
    #                          places  holidays  counselling  rules
    "superuser": (200, 200, 200, 200),
    "Editors": (200, 200, 200, 200),
    "Place coordinators": (302, 302, 200, 302),
    "Course coordinators": (302, 302, 302, 302),
    "Room coordinators": (302, 302, 302, 302),
    "Request coordinators": (302, 302, 302, 302),
    "Topic coordinators": (302, 302, 302, 302),
    "Volunteer coordinators": (302, 302, 302, 302),
}


@pytest.fixture
def slot():
    return CounsellingSlot.objects.create(
        place=PlaceFactory(),
        topic="social",
        weekday=2,
        begins=time(9),
        ends=time(12),
        languages=["cs", "vi"],
    )


@pytest.mark.parametrize("role", AGREED)
def test_staff_pages_answer_each_role_as_agreed(client, slot, role):
    rules = EligibilityRules.objects.create(valid_from=date(2012, 4, 1))
    if role == "superuser":
        client.force_login(get_user_model().objects.create_superuser("root"))
    else:
        client.force_login(make_staff("ada", role))
    columns = (
        ("places:index", "places:add", ("places:edit", slot.place_id)),
        ("places:holidays",),
        ("counselling:index", "counselling:add", ("counselling:edit", slot.pk)),
        (
            "eligibility-rules:index",
            "eligibility-rules:add",
            ("eligibility-rules:edit", rules.pk),
        ),
    )
    found = []
    for names in columns:
        urls = [
            reverse(each) if isinstance(each, str) else reverse(each[0], args=each[1:])
            for each in names
        ]
        [answer] = {client.get(url).status_code for url in urls}
        found.append(answer)
    assert tuple(found) == AGREED[role]


def test_list_of_counselling_names_its_columns(client, slot):
    client.force_login(make_staff("ada", "Editors"))
    page = BeautifulSoup(
        client.get(reverse("counselling:index")).content, "html.parser"
    )
    names = [each.get_text(strip=True) for each in page.select("thead th")]
    assert [each for each in names if each] == [
        "Topic",
        "Place",
        "Weekday",
        "From",
        "Until",
        "Valid from",
        "Valid until",
    ]


def test_languages_of_a_slot_are_chosen_by_name(client, slot):
    client.force_login(get_user_model().objects.create_superuser("root"))
    url = reverse("counselling:edit", args=[slot.pk])
    page = client.get(url).content.decode()
    assert "Tiếng Việt" in page
    typed = {
        "topic": "legal",
        "place": slot.place_id,
        "weekday": 4,
        "begins": "10:00",
        "ends": "12:30",
        "entry": "appointment",
        "languages": ["uk", "mn"],
        "valid_from": "",
        "valid_until": "",
    } | version_of(client, url)
    assert client.post(url, typed | {"languages": ["xx"]}).status_code == 200
    assert client.post(url, typed).status_code == 302
    slot.refresh_from_db()
    assert (slot.topic, slot.languages) == ("legal", ["uk", "mn"])
    assert slot.history.latest().history_user.username == "root"
