"""“Was this page useful?” counts answers, and knows nobody."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home import usefulness
from home.models import StandardPage, UsefulnessCount
from tests.factories import make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

URL = "/en/useful/"
HERE = {"origin": "http://testserver"}


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def page(website):
    return website.courses["en"]


@pytest.fixture
def say():
    """Answer as a browser does that keeps no cookie and has no token."""
    browser = Client(enforce_csrf_checks=True)

    def post(page, answer="yes", headers=HERE):
        fields = {"page": getattr(page, "pk", page), "answer": answer}
        return browser.post(URL, fields, headers=headers)

    return post


def counts():
    return list(UsefulnessCount.objects.values_list("page", "yes", "no"))


def test_answers_are_counted_by_page_and_day(say, page):
    for answer in ("yes", "no", "yes"):
        say(page, answer)
    assert counts() == [(page.pk, 2, 1)]


def test_answer_leads_back_to_the_thanks_on_the_page(say, client, page):
    response = say(page)
    address, _, anchor = response["Location"].partition("#")
    assert (response.status_code, address) == (303, "/en/courses/czech/")
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    assert "Thank you" in shown.find(id=anchor).text


def test_question_and_answer_set_no_cookie(say, client, page):
    asked = client.get("/en/courses/czech/")
    assert b"Was this page useful?" in asked.content
    assert (asked.cookies, say(page).cookies) == ({}, {})


@pytest.mark.parametrize("address", ["/en/places/branch/", "/ar/courses/czech/"])
def test_pages_ask_whether_they_are_useful(client, website, address):
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one(
        ".useful form"
    )
    assert form["action"] == f"{address[:3]}/useful/"
    assert [each["value"] for each in form.find_all("button")] == ["yes", "no"]


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"referer": "https://evil.example/"}, {}],
)
def test_answer_from_elsewhere_does_not_count(say, page, headers):
    assert say(page, headers=headers).status_code == 303
    assert counts() == []
    say(page, headers={"referer": "http://testserver/en/courses/czech/"})
    assert counts() == [(page.pk, 1, 0)]


@pytest.mark.parametrize(
    ("page", "answer"),
    [("", "yes"), ("x", "yes"), ("0", "no"), ("9" * 400, "yes"), ("\0", "\0")],
)
def test_nonsense_leads_to_the_home_page(say, website, page, answer):
    response = say(page, answer)
    assert (response.status_code, response["Location"]) == (303, "/en/")
    assert counts() == []


def test_unpublished_page_is_not_asked_about(say, website):
    home = website.forms["en"].get_parent()
    draft = StandardPage(title="Draft", locale=home.locale, live=False)
    home.add_child(instance=draft)
    assert say(draft)["Location"] == "/en/"
    assert counts() == []


def test_flood_of_answers_ends_somewhere(say, page, monkeypatch):
    monkeypatch.setattr(usefulness, "MOST_A_DAY", 3)
    for answer in ("yes", "no", "yes", "yes", "no"):
        say(page, answer)
    assert counts() == [(page.pk, 2, 1)]


@pytest.mark.parametrize(("role", "status"), [("Editors", 200), (None, 302)])
def test_report_shows_editors_what_did_not_help(client, say, page, role, status):
    say(page, "no")
    client.force_login(make_staff("somebody", role))
    response = client.get(reverse("usefulness"))
    assert response.status_code == status
    assert (b"Czech en" in response.content) == (status == 200)
    export = client.get(reverse("usefulness"), {"export": "csv"})
    assert export.status_code == status
