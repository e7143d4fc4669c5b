"""What superusers read of how the website is doing, and nobody else."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as current_settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from home import hit_ratio, page_cache, shared_cache
from home.hit_ratio import Waiting
from icp.operations.health import admin
from icp.operations.health.check import Check, Finding, State
from icp.settings.caches import cache_from_url
from tests.factories import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

REPORT = "/admin/reports/health/"


@pytest.fixture
def keep_pages(settings, monkeypatch, tmp_path):
    def keep_at(url):
        settings.CACHES = {**current_settings.CACHES, "pages": cache_from_url(url)}
        monkeypatch.setattr(shared_cache, "_rests_until", 0.0)
        monkeypatch.setattr(hit_ratio, "_waiting", Waiting())
        monkeypatch.setattr(page_cache, "_read_already", {})

    keep_at(f"file://{tmp_path}/pages")
    return keep_at


@pytest.fixture
def log_in(client):
    def as_superuser(language):
        user = get_user_model().objects.create_superuser("root")
        UserProfile.objects.create(user=user, preferred_language=language)
        client.force_login(user)
        return client

    return as_superuser


@pytest.fixture
def superuser(log_in):
    return log_in("en")


def rows(client) -> dict[str, list[str]]:
    """State, figure and words of each part, as they stand in the table."""
    response = client.get(REPORT)
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "html.parser")
    return {
        row.th.text.strip(): [each.text.strip() for each in row.select("td")]
        for row in page.select("main tbody tr")
    }


@pytest.fixture
def readings(monkeypatch):
    def count(kept, made):
        monkeypatch.setattr(hit_ratio, "_waiting", Waiting(kept=kept, made=made))

    return count


@pytest.mark.usefixtures("keep_pages")
def test_what_readers_got_stands_in_the_report(superuser):
    reader = Client()
    for _ in range(4):
        assert reader.get("/en/").status_code == 200
    [state, value, words] = rows(superuser)["Page cache"]
    assert (state, value) == ("works", "75%")
    assert words == ("Readings in the last 24 hours: 4. Answered with a kept page: 3.")


@pytest.mark.usefixtures("keep_pages")
def test_without_readings_there_is_no_ratio(superuser):
    [state, value, words] = rows(superuser)["Page cache"]
    assert (state, value) == ("works", "–")
    assert words == "Nobody has read a page in the last 24 hours."


@pytest.mark.usefixtures("keep_pages")
@pytest.mark.parametrize(
    ("kept", "made", "state", "value"),
    [
        (400, 599, "works", "40%"),  # few: the night
        (490, 510, "look into it", "49%"),
        (500, 500, "works", "50%"),
        (12_000, 340, "works", "97%"),
    ],
)
def test_a_low_ratio_of_many_readings_is_odd(
    superuser, readings, kept, made, state, value
):
    readings(kept, made)
    found = rows(superuser)["Page cache"]
    assert found[:2] == [state, value]
    assert ("less than usual" in found[2]) == (state == "look into it")


def test_cache_that_does_not_answer_is_bad(superuser, keep_pages, tmp_path):
    (tmp_path / "file").write_text("")
    for url in (f"file://{tmp_path}/file", "redis://127.0.0.1:1/0"):
        keep_pages(url)
        [state, value, words] = rows(superuser)["Page cache"]
        assert (state, value) == ("does not work", "–"), url
        assert "does not answer" in words, url


def test_cache_that_is_switched_off_is_not_in_use(superuser, keep_pages):
    keep_pages("dummy://")
    assert rows(superuser)["Page cache"][:2] == ["not in use", "–"]


def test_check_that_fails_is_told_and_hides_no_other_one(
    superuser, monkeypatch, caplog
):
    def look_at_trouble():
        raise RuntimeError("Nobody shall read this on a page")

    checks = (
        Check("Trouble", look_at_trouble),
        Check("Luck", lambda: Finding(State.GOOD, "1", "It is well.")),
    )
    monkeypatch.setattr(admin, "CHECKS", checks)
    with caplog.at_level(logging.ERROR):
        found = rows(superuser)
    failed = "This could not be looked at. The log of the server says why."
    assert found == {
        "Trouble": ["does not work", "–", failed],
        "Luck": ["works", "1", "It is well."],
    }
    [record] = [each for each in caplog.records if "look_at_trouble" in each.message]
    assert record.exc_info[0] is RuntimeError


def test_report_is_in_the_menu_of_superusers_only(client, superuser):
    assert f'"{REPORT}"' in superuser.get("/admin/").text
    assert reverse("health") == REPORT
    for role in ("Editors", "Course coordinators"):
        other = Client()
        other.force_login(make_staff(role, role))
        assert other.get("/admin/").status_code == 200
        assert REPORT not in other.get("/admin/").text
        assert other.get(REPORT).status_code == 302
    assert Client().get(REPORT).status_code == 302


@pytest.mark.usefixtures("keep_pages")
def test_report_is_in_the_language_of_its_reader(log_in, readings):
    readings(12_000, 340)
    [state, value, words] = rows(log_in("cs"))["Mezipaměť stránek"]
    assert (state, value) == ("funguje", "97\N{NO-BREAK SPACE}%")
    assert "12\N{NO-BREAK SPACE}340" in words
