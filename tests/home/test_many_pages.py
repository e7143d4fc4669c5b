"""A tree of a thousand pages costs a reader no query more than one of ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from treebeard.numconv import NumConv
from wagtail.models import Page

from home.models import HomePage
from home.search.indexing import rebuild
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

ADDRESSES = (
    *("/en/", "/en/places/", "/en/places/branch/", "/en/courses/"),
    *("/en/courses/czech/", "/en/courses/czech/{run.code}/", "/en/nothing/here/"),
    *("/en/search/?q=czech", "/en/search/?q=page"),
)
AT_MOST = 12


def add_pages(home, number):
    """Rows as Wagtail would write them one after the other, in seconds."""
    first = home.numchild + 1
    pages = [
        Page(
            title=f"Page {each}",
            draft_title=f"Page {each}",
            slug=f"page-{each}",
            path=home.path + NumConv().int2str(each).rjust(Page.steplen, "0"),
            depth=home.depth + 1,
            url_path=f"{home.url_path}page-{each}/",
            locale=home.locale,
            content_type=home.content_type,
        )
        for each in range(first, first + number)
    ]
    Page.objects.bulk_create(pages)
    Page.objects.filter(pk=home.pk).update(numchild=home.numchild + number)


def test_reader_of_a_large_site_waits_for_no_more_queries(client):
    website = make_small_site()
    run = CourseRunFactory(course=website.course, place=website.place)
    rebuild()

    def queries(address):
        url = address.format(run=run)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    small = {address: queries(address) for address in ADDRESSES}
    add_pages(HomePage.objects.get(locale__language_code="en"), 1_000)
    large = {address: queries(address) for address in ADDRESSES}
    assert Page.objects.count() > 1_000
    assert large == small
    assert max(small.values()) <= AT_MOST
