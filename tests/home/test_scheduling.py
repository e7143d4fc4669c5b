"""Pages go live and away at the time that editors chose, by the worker."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from home import shared_cache
from home.models import HomePage, StandardPage
from home.scheduling import publish_what_is_due
from icp.settings.caches import cache_from_url
from tests.factories import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

ADDRESS = "/cs/novinka/"
AN_HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _keep_pages(settings, monkeypatch, tmp_path):
    pages = cache_from_url(f"file://{tmp_path}/pages")
    settings.CACHES = {**settings.CACHES, "pages": pages}
    monkeypatch.setattr(shared_cache, "_rests_until", 0.0)


@pytest.fixture
def page():
    """Never seen yet."""
    make_small_site()
    home = HomePage.objects.get(locale__language_code="cs")
    page = StandardPage(title="Novinka", slug="novinka", live=False)
    page.locale = home.locale
    return home.add_child(instance=page)


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    def work_at(moment):
        commit = django_capture_on_commit_callbacks(execute=True)
        with time_machine.travel(moment, tick=False), commit:
            call_command("worker", once=True)

    return work_at


def is_there(client):
    return client.get(ADDRESS).status_code == 200


def test_page_goes_live_at_its_time_and_not_before(client, page, work):
    now = timezone.now()
    page.go_live_at = now + AN_HOUR
    page.save_revision().publish()
    work(now + AN_HOUR / 2)
    assert not is_there(client)
    work(now + AN_HOUR + timedelta(minutes=1))
    assert is_there(client)


def test_page_goes_away_at_its_time_and_out_of_the_cache(
    client, page, work, django_assert_num_queries
):
    now = timezone.now()
    page.expire_at = now + AN_HOUR
    page.save_revision().publish()
    work(now + AN_HOUR / 2)
    assert is_there(client)
    with django_assert_num_queries(0):
        assert is_there(client), "kept"
    work(now + AN_HOUR + timedelta(minutes=1))
    assert not is_there(client)


def test_new_words_of_a_live_page_replace_the_kept_ones(client, page, work):
    page.save_revision().publish()
    now = timezone.now()
    page.title, page.go_live_at = "Od zítřka jinak", now + AN_HOUR
    page.save_revision().publish()
    work(now + AN_HOUR / 2)
    assert "Od zítřka jinak" not in client.get(ADDRESS).text
    work(now + AN_HOUR + timedelta(minutes=1))
    assert "Od zítřka jinak" in client.get(ADDRESS).text


def test_job_counts_what_it_did_and_does_it_once(page):
    now = timezone.now()
    page.go_live_at = now + AN_HOUR
    page.save_revision().publish()
    found = [publish_what_is_due()]
    with time_machine.travel(now + 2 * AN_HOUR, tick=False):
        found += [publish_what_is_due(), publish_what_is_due()]
    assert found == [0, 1, 0]
