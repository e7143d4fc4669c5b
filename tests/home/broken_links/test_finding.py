"""Once a week the worker looks where the links between our pages lead."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from home.broken_links.finding import broken_links, check_links_once_a_week
from home.models import BrokenLink, HomePage, StandardPage
from tests.factories import make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

MONDAY = "2027-03-01T10:00:00+01:00"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def write(website):
    home = HomePage.objects.get(locale__language_code="cs")

    def write_page(*blocks):
        page = StandardPage(title="Odkazy", slug="odkazy", locale=home.locale)
        page.body = StandardPage.body.field.to_python(
            [{"type": kind, "value": value} for kind, value in blocks]
        )
        return home.add_child(instance=page)

    return write_page


def link(attributes):
    return ("text", f"<p><a {attributes}>Kurz</a></p>")


def found():
    return [each.words for each in broken_links()]


GOOD = [
    'href="/cs/courses/czech/"',
    'href="/ar/courses/czech/?a=1#part"',
    'href="/vi/courses/czech/"',  # not translated: the next best language
    'href="/cs/search/"',
    'href="/media/documents/a.pdf"',  # the web server's
    'href="https://example.org/nowhere"',
    'href="//example.org/nowhere"',
    'href="mailto:a@example.org"',
    'href="#part"',
]
BROKEN = [
    'href="/cs/nowhere/"',
    'href="/ar/courses/nowhere/"',
    'href="/nowhere.pdf"',
    'href="/cs/%00/"',
    'linktype="page" id="123456"',
    'linktype="document" id="123456"',
    'linktype="page" id="x"',
]


@pytest.mark.parametrize("attributes", GOOD)
def test_link_that_leads_on_is_good(write, attributes):
    write(link(attributes))
    assert found() == []


@pytest.mark.parametrize("attributes", BROKEN)
def test_link_that_leads_nowhere_is_found(write, attributes):
    write(link(attributes))
    assert found() == ["Kurz"]


def test_link_that_is_redirected_is_good(write, website):
    write(link('href="/cs/old/"'))
    assert found() == ["Kurz"]
    Redirect.objects.create(
        old_path="/cs/old", redirect_page=website.courses["cs"], site=None
    )
    assert found() == []


def test_page_that_was_taken_back_is_found_in_blocks_and_in_texts(write, website):
    course = website.courses["cs"]
    write(
        link(f'linktype="page" id="{course.pk}"'),
        ("links", [{"page": course.pk, "words": ""}]),
    )
    assert found() == []
    course.unpublish()
    assert found() == [course.title, "Kurz"]


def test_worker_looks_once_a_week(write):
    page = write(link('href="/cs/nowhere/"'))
    with time_machine.travel(MONDAY, tick=False) as clock:
        looked = [check_links_once_a_week(), check_links_once_a_week()]
        assert list(BrokenLink.objects.values_list("page", "words")) == [
            (page.pk, "Kurz")
        ]
        page.body = []
        page.save()
        clock.shift(timedelta(days=6))
        looked.append(check_links_once_a_week())
        assert BrokenLink.objects.count() == 1
        clock.shift(timedelta(days=1))
        looked.append(check_links_once_a_week())
    assert (looked, BrokenLink.objects.count()) == ([1, 0, 0, 0], 0)


def test_report_names_page_and_words_to_those_who_write(client, write):
    page = write(link('href="/cs/nowhere/"'))
    check_links_once_a_week()
    url = reverse("broken_links")
    client.force_login(make_staff("editor", "Editors"))
    shown = client.get(url).text
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (edit in shown, "Kurz" in shown) == (True, True)
    client.force_login(make_staff("courses", "Course coordinators"))
    assert client.get(url).status_code == 302
