"""What search engines find: sitemap, robots, redirects of pages that moved."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Page, PageViewRestriction

from forms_app.models import RegistrationFormPage
from home.models import HomePage, StandardPage
from tests.events.event_pages import add_date, make_event
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
HOST = "http://testserver"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


def sitemap(client):
    """For each address, those in other languages by code."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return {
        url.find("s:loc", NAMES).text: {
            link.get("hreflang"): link.get("href")
            for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }


def test_sitemap_has_every_page_with_its_languages(client, website):
    found = sitemap(client)
    for code in ("cs", "en", "ar"):
        assert found[f"{HOST}/{code}/courses/czech/"] == {
            "cs": f"{HOST}/cs/courses/czech/",
            "en": f"{HOST}/en/courses/czech/",
            "ar": f"{HOST}/ar/courses/czech/",
            "x-default": f"{HOST}/en/courses/czech/",
        }
    assert found[f"{HOST}/en/"]["x-default"] == f"{HOST}/"
    pages = Page.objects.filter(depth__gt=1).not_type(RegistrationFormPage)
    archives = [url for url in found if url.endswith("/courses/archive/")]
    assert (len(archives), len(found)) == (3, pages.count() + 3)


def test_sitemap_has_the_runs_of_courses(client, website, run):
    found = sitemap(client)
    assert found[f"{HOST}/ar/courses/czech/{run.code}/"]["cs"] == (
        f"{HOST}/cs/courses/czech/{run.code}/"
    )


def test_sitemap_has_the_years_of_the_archive(client, website):
    walk = make_event("Walk", languages=("cs", "en", "ar"))
    add_date(walk, starts_at=datetime(2024, 5, 6, 18, tzinfo=UTC))
    url = f"{HOST}/ar/courses/archive/2024/"
    assert sitemap(client)[url]["cs"] == f"{HOST}/cs/courses/archive/2024/"


def test_every_address_of_the_sitemap_answers_and_may_be_listed(client, website, run):
    for url in sitemap(client):
        answer = client.get(url.removeprefix(HOST))
        assert answer.status_code == 200, url
        assert "noindex" not in answer.text + answer.get("X-Robots-Tag", ""), url


def test_empty_form_may_be_listed_and_what_somebody_sent_may_not(client, website, run):
    address = website.form_address(run)
    assert address not in sitemap(client)
    answers = client.get(address), client.post(address, {"full_name": "Example"})
    assert [each.get("X-Robots-Tag") for each in answers] == [None, "noindex"]
    assert not any('name="robots"' in each.text for each in answers)


def test_sitemap_and_pages_name_the_same_languages(client, website, run):
    for url, alternates in sitemap(client).items():
        page = client.get(url.removeprefix(HOST)).content.decode()
        missing = [
            code
            for code, each in alternates.items()
            if f'hreflang="{code}" href="{each}"' not in page
        ]
        assert (url, missing) == (url, [])


def test_sitemap_hides_what_readers_cannot_see(client, website):
    url = f"{HOST}/en/courses/czech/"
    assert url in sitemap(client)
    page = website.courses["en"]
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="login"
    )
    assert url not in sitemap(client)
    restriction.delete()
    page.unpublish()
    assert url not in sitemap(client)


def test_sitemap_makes_as_many_queries_for_more_pages(
    client, website, django_assert_num_queries
):
    client.get("/sitemap.xml")
    home = HomePage.objects.get(locale__language_code="en")

    def add(number):
        for each in range(number):
            page = StandardPage(title=f"Page {number} {each}", locale=home.locale)
            home.add_child(instance=page)

    add(1)
    with django_assert_num_queries(7):
        client.get("/sitemap.xml")
    add(20)
    with django_assert_num_queries(7):
        client.get("/sitemap.xml")


def test_robots_keep_out_of_the_admin_and_of_cases(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    rules = [line for line in lines if line.startswith("Disallow: ")]
    assert "Disallow: /admin/" in rules
    assert {"Disallow: /cs/case/", "Disallow: /zh-hans/case/"} <= set(rules)
    assert lines[-1] == f"Sitemap: {HOST}/sitemap.xml"
    assert "Disallow: /" not in rules


# Pages that move


@pytest.mark.parametrize("code", ["cs", "en", "ar"])
def test_renamed_page_is_found_at_its_old_address(client, website, code):
    page = website.courses[code]
    page.slug = "czech-for-adults"
    page.save_revision().publish()
    new = f"/{code}/courses/czech-for-adults/"
    assert client.get(new).status_code == 200
    assert_leads_on(client, f"/{code}/courses/czech/", new)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_moved_page_is_found_at_its_old_address(client, website, code):
    website.courses[code].move(
        HomePage.objects.get(locale__language_code=code), pos="last-child"
    )
    assert_leads_on(client, f"/{code}/courses/czech/", f"/{code}/czech/")


def test_page_below_a_renamed_one_is_found_at_its_old_address(client, website):
    section = website.courses["ar"].get_parent().specific
    section.slug = "dawrat"
    section.save_revision().publish()
    assert_leads_on(client, "/ar/courses/czech/", "/ar/dawrat/czech/")


def test_address_of_the_moved_page_in_other_languages_still_leads_there(
    client, website, run
):
    for code in ("cs", "en"):
        page = website.courses[code]
        page.slug = f"new-{code}"
        page.save_revision().publish()
    assert client.get("/vi/courses/new-en/").status_code == 200
    assert_leads_on(client, "/vi/courses/new-cs/", "/vi/courses/new-en/")


def assert_leads_on(client, old, new):
    response = client.get(old)
    assert response.status_code in (301, 302)
    assert response["Location"].removeprefix("http://localhost") == new
