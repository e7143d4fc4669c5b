"""The style guide shows every component, to staff, in every language."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from tests.factories import make_small_site, make_staff

pytestmark = pytest.mark.django_db

ADDRESS = "/en/style-guide/"
FOLDER = settings.BASE_DIR / "site" / "icp" / "templates" / "components"
# What stands in the head of a page: nobody can look at it.
INVISIBLE = {"addresses"}


def all_components() -> set[str]:
    """The names of all templates, such as `card` and `blocks/steps`."""
    paths = FOLDER.rglob("*.html")
    return {path.relative_to(FOLDER).with_suffix("").as_posix() for path in paths}


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def editor(website) -> Client:
    client = Client()
    client.force_login(make_staff("editor", "Editors"))
    return client


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_every_component_is_shown(editor):
    prefix = "components/"
    names = {each.name or "" for each in editor.get(ADDRESS).templates}
    shown = {
        name.removeprefix(prefix).removesuffix(".html")
        for name in names
        if name.startswith(prefix)
    }
    assert "blocks/steps" in all_components()
    assert all_components() - shown == INVISIBLE


def test_every_component_is_named_where_it_is_shown(editor):
    headings = soup_of(editor.get(ADDRESS)).select(".specimen__name")
    named = [name for each in headings for name in each.get_text().split(", ")]
    assert Counter(named) == Counter(all_components() - INVISIBLE)


def test_every_specimen_has_something_to_see(editor):
    html = soup_of(editor.get(ADDRESS))
    specimens = html.select('.specimen:not([data-looks="0"])')
    for each in specimens:
        each.h3.decompose()
    assert len(specimens) > 50
    assert [
        each["data-component"]
        for each in specimens
        if not each.get_text().strip() and not each.select_one("svg, img")
    ] == []


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_answers_in(editor, code):
    response = editor.get(f"/{code}/style-guide/")
    html = soup_of(response)
    assert response.status_code == 200
    assert html.html["lang"] == code
    assert len(html.select("h1")) == 1
    identifiers = Counter(each["id"] for each in html.select("[id]"))
    assert [each for each, count in identifiers.items() if count > 1] == []


def test_search_engines_do_not_keep_it(editor, client):
    html = soup_of(editor.get(ADDRESS))
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    assert html.select("link[rel=canonical], link[rel=alternate]") == []
    assert "style-guide" not in client.get("/sitemap.xml").content.decode()


def test_readers_do_not_see_it(website, client):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_people_without_the_admin_do_not_see_it(website, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.get(ADDRESS).status_code == 302


def test_takes_few_queries(editor, django_assert_max_num_queries):
    editor.get(ADDRESS)
    with django_assert_max_num_queries(12):
        editor.get(ADDRESS)


@pytest.mark.parametrize("code", ["cs", "en"])
def test_menu_of_help_leads_there_in_the_language_of_the_staff(website, client, code):
    client.force_login(make_staff("editor", "Editors", language=code))
    assert f'"/{code}/style-guide/"' in client.get("/admin/").content.decode()
