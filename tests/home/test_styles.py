"""One style sheet for all pages, under an address that changes with it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from home import styles
from tests.factories import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


def test_page_names_one_style_sheet_that_may_be_kept(client):
    make_small_site()
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    [link] = page.select("link[rel=stylesheet]")
    answer = client.get(link["href"])
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    for name in styles.COMMON:
        with open(finders.find(f"css/{name}.css"), encoding="utf-8") as file:
            assert file.read() in answer.content.decode()


def test_old_address_gives_todays_styles_but_not_for_long(client):
    answer = client.get("/styles/000000000000.css")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
    assert answer.content.decode() == styles.styles()


def test_address_changes_with_the_contents(monkeypatch, settings):
    settings.DEBUG = True
    before = styles.styles_url()
    monkeypatch.setattr(styles, "read_styles", lambda: "body { color: red }")
    assert styles.styles_url() != before
