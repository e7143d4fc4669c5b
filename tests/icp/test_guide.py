"""The guide in the admin: who reads what, and that its two languages say the same."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from icp.guide.chapters import CHAPTERS
from icp.guide.words import GUIDE_LANGUAGES, language_of_guide, words_in
from tests.factories import make_staff
from tests.forms_app.engine.inbox.pages import parsed, words

# What the guide says is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.grid]

SITE = Path(__file__).parents[2] / "site" / "icp"
PICTURES = SITE / "static" / "guide"
HEAVIEST, HEAVIEST_OF_ALL = 60_000, 1_500_000
SLUGS = [chapter.slug for chapter in CHAPTERS]

CASES = ["inbox", "case", "replies", "several-cases"]
LATER = ["quarantine", "terms"]
WRITING = ["pages", "blocks", "pictures", "publishing"]
AGREED = {
    "Editors": [
        "first-steps",
        *WRITING,
        "translating",
        "forms",
        "alerts",
        "menu-and-footer",
        "reports",
        "places",
        "events",
    ],
    "Authors": ["first-steps", *WRITING],
    "Course coordinators": ["first-steps", "courses", *CASES, "at-the-counter", *LATER],
    "Place coordinators": ["first-steps", *CASES, "at-the-counter", *LATER, "rooms"],
    "Room coordinators": ["first-steps", *CASES, "at-the-counter", *LATER, "rooms"],
    "Request coordinators": ["first-steps", *CASES, *LATER],
    "Topic coordinators": ["first-steps", *CASES, *LATER],
    "Volunteer coordinators": ["first-steps", *CASES, *LATER, "volunteers"],
    "superuser": SLUGS,
}


@pytest.fixture
def log_in(client):
    def log_in(role, language="en"):
        if role == "superuser":
            client.force_login(get_user_model().objects.create_superuser("root"))
        else:
            client.force_login(make_staff("reader", role, language=language))
        return client

    return log_in


def chapter(slug):
    return reverse("guide_chapter", args=[slug])


def opens(client, link):
    """Whoever may not see a page is sent to the first one."""
    response = client.get(link, follow=True)
    end = response.request["PATH_INFO"]
    return response.status_code == 200 and end != reverse("wagtailadmin_home")


# Who reads what


@pytest.mark.parametrize("role", AGREED)
def test_guide_lists_the_chapters_of_a_role(log_in, role):
    links = parsed(log_in(role).get(reverse("guide"))).select(".guide__chapters a")
    assert [link["href"] for link in links] == [chapter(s) for s in AGREED[role]]


@pytest.mark.parametrize("role", AGREED)
def test_chapter_opens_for_the_roles_that_need_it_and_its_links_work(log_in, role):
    client = log_in(role)
    answers, links = {}, set()
    for slug in SLUGS:
        response = client.get(chapter(slug))
        answers[slug] = response.status_code
        if response.status_code == 200:
            links |= {each["href"] for each in parsed(response).select(".guide a")}
        else:
            assert response["Location"] == reverse("wagtailadmin_home")
    assert answers == {slug: 200 if slug in AGREED[role] else 302 for slug in SLUGS}
    assert {link for link in links if not opens(client, link)} == set()


@pytest.mark.parametrize("address", [reverse("guide"), chapter("first-steps")])
@pytest.mark.parametrize("role", [None, "nobody"])
def test_guide_is_closed_to_others(client, log_in, address, role):
    if role is None:
        log_in(role)
    response = client.get(address)
    login = reverse("wagtailadmin_login")
    assert response.status_code == 302
    assert response["Location"] == f"{login}?next={address}"


def test_chapter_that_does_not_exist_is_not_found(log_in):
    assert log_in("superuser").get(chapter("no-such-chapter")).status_code == 404


def test_welcome_page_and_menu_lead_to_the_guide(log_in):
    page = parsed(log_in("Authors").get(reverse("wagtailadmin_home")))
    guide = page.select_one("section[aria-labelledby=guide-heading]")
    assert {words(link): link["href"] for link in guide.select("a")} == {
        "Getting started": "/admin/guide/#start",
        "Pages of the website": "/admin/guide/#pages",
    }
    assert '"/admin/guide/"' in page.find(id="wagtail-sidebar-props").string


def test_last_chapter_leads_on_to_none(log_in):
    client = log_in("Authors")
    ways = [
        words(parsed(client.get(chapter(slug))).select_one(".guide__ways"))
        for slug in ("pictures", "publishing")
    ]
    assert ways == [
        "Next chapter: Submit, check and publish All chapters",
        "All chapters",
    ]


# Search


def found(client, query):
    page = parsed(client.get(reverse("guide"), {"q": query}))
    return [words(link) for link in page.select(".guide__chapters a")]


def test_search_finds_chapters_by_their_text_without_accents(log_in):
    client = log_in("Editors", language="cs")
    assert found(client, "RODILY mluvci") == ["Přeložit stránku"]
    assert found(client, "karantena") == []  # a chapter for others
    assert len(found(client, "  ")) == len(AGREED["Editors"])


@pytest.mark.parametrize("query", ["xyzzy", "\0", "%", "x" * 5000, "<b>"])
def test_search_without_a_result_says_so(log_in, query):
    response = log_in("Authors").get(reverse("guide"), {"q": query})
    assert response.status_code == 200


def test_search_for_nothing_known_says_so(log_in):
    response = log_in("Authors").get(reverse("guide"), {"q": "xyzzy"})
    said = words(parsed(response).select_one(".guide [role=status]"))
    assert said == "No chapter has all of these words. All chapters"


def test_guide_asks_as_little_of_the_database_as_an_empty_page(
    log_in, django_assert_max_num_queries
):
    client = log_in("Editors")
    client.get(reverse("guide"))
    with django_assert_max_num_queries(12):
        client.get(reverse("guide"), {"q": "draft"})


# Two languages


@pytest.mark.parametrize(
    ("code", "expected"), [("cs", "cs"), ("en", "en"), ("ar", "en"), ("zh-hans", "en")]
)
def test_other_languages_read_english(code, expected):
    with translation.override(code):
        assert language_of_guide() == expected


@pytest.mark.parametrize("code", GUIDE_LANGUAGES)
def test_words_of_the_guide_are_complete(code):
    given = words_in(code)
    assert list(given["chapters"]) == SLUGS
    assert set(given["parts"]) == {each.part for each in CHAPTERS}
    assert set(given) == set(words_in("en"))
    assert all(given["chapters"].values())


def read(code, slug):
    with translation.override(code):
        html = render_to_string(f"guide/{code}/{slug}.html")
    return BeautifulSoup(html, "html.parser")


def shape(soup):
    """What stands where, whatever the language: headings, lists, pictures, links."""
    return [
        (each.name, len(each.find_all("li", recursive=False)), each.get("href"))
        for each in soup.find_all(["h2", "ol", "ul", "p", "figure", "a", "code"])
    ]


def pictures(soup):
    return [Path(each["src"]).stem for each in soup.select("img")]


@pytest.mark.parametrize("slug", SLUGS)
def test_chapter_has_the_same_shape_in_both_languages(slug):
    czech, english = read("cs", slug), read("en", slug)
    assert sorted(map(str, shape(czech))) == sorted(map(str, shape(english)))
    assert pictures(czech) == pictures(english) != []
    assert all(each["alt"] for each in (*czech.select("img"), *english.select("img")))


def labels(code, slug):
    """The message ids of the labels that a chapter quotes, with their contexts."""
    with translation.override(None):
        soup = BeautifulSoup(
            render_to_string(f"guide/{code}/{slug}.html"), "html.parser"
        )
    return {each.get_text() for each in soup.select(".guide__label")}


@pytest.mark.parametrize("slug", SLUGS)
def test_chapter_quotes_the_same_labels_in_both_languages(slug):
    assert labels("cs", slug) == labels("en", slug)


def test_quoted_label_is_a_message_that_somebody_translated(monkeypatch):
    """Otherwise the Czech guide would quote an English button that is not there."""
    quoted = []
    monkeypatch.setattr(
        "icp.templatetags.guide.gettext", lambda each: quoted.append(each) or each
    )
    for slug in SLUGS:
        render_to_string(f"guide/cs/{slug}.html")
    catalogue = trans_real.translation("cs")._catalog
    assert [each for each in quoted if each not in catalogue] == []
    assert len(quoted) > 100


# Pictures


@pytest.mark.parametrize("code", GUIDE_LANGUAGES)
def test_every_picture_of_the_guide_is_there_and_no_other(code):
    named = {f"{each}.webp" for slug in SLUGS for each in pictures(read(code, slug))}
    files = {path.name: path.stat().st_size for path in (PICTURES / code).iterdir()}
    assert set(files) == named
    assert {name: size for name, size in files.items() if size > HEAVIEST} == {}


def test_pictures_of_the_guide_weigh_little():
    sizes = [path.stat().st_size for path in PICTURES.glob("*/*")]
    assert sum(sizes) < HEAVIEST_OF_ALL
