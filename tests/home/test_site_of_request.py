"""The frame of a page costs one query for the site and what it says everywhere."""

import pytest
from wagtail.models import Page, Site

from home.models import ContactSettings
from home.site_of_request import find_site
from tests.factories import make_small_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    make_small_site()
    return Site.objects.get()


def test_site_comes_with_its_settings(site, rf, django_assert_num_queries):
    ContactSettings.objects.create(site=site, phone="777 123 456")
    request = rf.get("/en/")
    with django_assert_num_queries(1):
        find_site(request)
        assert Site.find_for_request(request) == site
        assert ContactSettings.for_request(request).phone == "777 123 456"


def test_settings_that_nobody_saved_are_made(site, rf):
    request = rf.get("/en/")
    find_site(request)
    assert ContactSettings.for_request(request).site == site


@pytest.mark.parametrize(
    ("host", "port"), [("b.example", 80), ("c.example", 8000), ("d.example", 80)]
)
def test_one_of_several_sites_is_the_one_that_wagtail_chooses(
    site, rf, settings, host, port
):
    settings.ALLOWED_HOSTS = ["*"]
    root = Page.objects.filter(depth=2).first()
    for hostname, number in (("b.example", 80), ("c.example", 80), ("c.example", 8000)):
        Site.objects.create(hostname=hostname, port=number, root_page=root)
    where = {"SERVER_NAME": host, "SERVER_PORT": str(port)}
    request, other = rf.get("/", **where), rf.get("/", **where)
    find_site(request)
    assert Site.find_for_request(request) == Site.find_for_request(other)
