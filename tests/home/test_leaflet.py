"""A page on paper, in the reader's language and in Czech."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from home.qr_code import qr_code
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def website():
    return make_small_site()


def columns(response) -> list[tuple[str, str, str]]:
    """Language, direction and title of each column."""
    soup = BeautifulSoup(response.content, "html.parser")
    sections = soup.select(".leaflet section")
    return [(each["lang"], each["dir"], each.h2.get_text()) for each in sections]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/ar/leaflet/places/branch/",
            [("ar", "rtl", "Branch ar"), ("cs", "ltr", "Branch cs")],
        ),
        (
            "/en/leaflet/courses/czech/",
            [("en", "ltr", "Czech en"), ("cs", "ltr", "Czech cs")],
        ),
        ("/cs/leaflet/places/branch/", [("cs", "ltr", "Branch cs")]),
    ],
)
def test_leaflet_has_the_readers_language_and_czech(client, website, address, expected):
    assert columns(client.get(address)) == expected


def test_leaflet_says_the_facts_in_both_languages(client, website):
    CourseRunFactory(course=website.course, place=website.place)
    text = client.get("/ar/leaflet/courses/czech/").content.decode()
    assert text.count(website.place.street) == 2


def test_square_leads_to_the_page_in_the_readers_language(client, website, settings):
    settings.SITE_URL = "https://www.example.org"
    page = client.get("/ar/leaflet/places/branch/").content.decode()
    assert str(qr_code("https://www.example.org/ar/places/branch/")) in page
    assert str(qr_code("https://www.example.org/en/places/branch/")) not in page


def test_switcher_leads_to_the_leaflet_in_other_languages(client, website):
    page = client.get("/ar/leaflet/places/branch/").content.decode()
    soup = BeautifulSoup(page, "html.parser")
    assert soup.select_one(".languages a[lang=en]")["href"] == (
        "/en/leaflet/places/branch/"
    )


def test_page_offers_its_leaflet(client, website):
    soup = BeautifulSoup(client.get("/en/places/branch/").content, "html.parser")
    assert soup.select_one("a[href='/en/leaflet/places/branch/']") is not None


@pytest.mark.parametrize(
    "address",
    [
        "/en/leaflet/places/",  # a list of places is nothing to hand out
        "/en/leaflet/registration/",
        "/en/leaflet/nowhere/",
        "/en/leaflet/%00/",
    ],
)
def test_page_without_facts_has_no_leaflet(client, website, address):
    assert client.get(address).status_code == 404


def test_leaflet_keeps_what_only_some_may_read(client, website):
    page = website.courses["en"]
    assert client.get("/en/leaflet/courses/czech/").status_code == 200
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get("/en/leaflet/courses/czech/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_leaflet_asks_few_queries(
    client, website, count, django_assert_max_num_queries
):
    for _each in range(count):
        CourseRunFactory(course=website.course, place=website.place)
    client.get("/ar/leaflet/courses/czech/")
    with django_assert_max_num_queries(16):
        client.get("/ar/leaflet/courses/czech/")
