"""Pages that are not translated: readable, marked, and never a dead end."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from home.fallback import children_in_any_language
from home.languages import NEIGHBOURS, nearest_languages
from home.models import HomePage, StandardPage
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

LANGUAGES = [code for code, _endonym in settings.LANGUAGES]
NOTICE = "This page is not in your language yet."


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


def home(code):
    return HomePage.objects.get(locale__language_code=code)


def add(parent, slug, **more):
    page = StandardPage(title=f"{slug} title", slug=slug, locale=parent.locale, **more)
    parent.add_child(instance=page)
    return page


@pytest.fixture
def pair(website):
    """A page in Czech and English, whose addresses differ; no other has it."""
    czech = add(home("cs"), "o-nas", introduction="Česky", show_in_menus=True)
    english = add(
        home("en"),
        "about-us",
        introduction="In English",
        show_in_menus=True,
        body=[("text", "<p>Body in English</p>")],
        translation_key=czech.translation_key,
    )
    return czech, english


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def marked(element):
    return element.get("lang"), element.get("dir")


# Which language comes next


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_ends_in_every_other(code):
    assert code in NEIGHBOURS
    nearest = nearest_languages(code)
    assert nearest[0] == code
    assert sorted(nearest) == sorted(LANGUAGES)


def test_ukrainian_readers_get_no_russian_before_czech():
    nearest = nearest_languages("uk")
    assert nearest.index("cs") < nearest.index("ru")


# The page itself


@pytest.mark.parametrize("code", ["ar", "uk", "zh-hans"])
def test_untranslated_page_answers_in_the_next_best_language(client, pair, code):
    response = client.get(f"/{code}/about-us/")
    page = parsed(response)
    assert (response.status_code, page.html["lang"]) == (200, code)
    with translation.override(code):
        notice = gettext(NOTICE)
    assert notice in page.select_one("main .about-translation").text
    told = page.select_one("main .about-translation span")
    assert (*marked(told), told.text) == ("en", "ltr", "English")
    assert marked(page.h1) == ("en", "ltr")
    assert marked(page.select_one("p.lead")) == ("en", "ltr")
    assert marked(page.select_one(".prose")) == ("en", "ltr")
    assert page.select_one(".prose").text.strip() == "Body in English"


def test_alias_of_a_page_in_another_language_marks_its_words(client, pair):
    czech, _english = pair
    arabic = add(
        home("ar"),
        "arabic",
        introduction="Česky",
        translation_key=czech.translation_key,
        alias_of=czech,
    )

    page = parsed(client.get(arabic.url))

    assert page.html["lang"] == "ar"
    assert marked(page.h1) == ("cs", "ltr")
    assert marked(page.select_one("p.lead")) == ("cs", "ltr")
    told = page.select_one("main .about-translation span")
    assert (*marked(told), told.text) == ("cs", "ltr", "Čeština")
    canonical = page.find("link", rel="canonical")["href"]
    assert canonical == "http://testserver/cs/o-nas/"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex, follow"


def test_translated_page_has_no_notice_and_no_marks(client, pair):
    page = parsed(client.get("/en/about-us/"))
    assert page.h1.text == "about-us title"
    assert page.select_one(".about-translation") is None
    assert marked(page.h1) == (None, None)


def test_route_of_an_untranslated_page_answers_too(client, website, run):
    response = client.get(f"/vi/courses/czech/{run.code}/")
    assert (response.status_code, response.context["run"]) == (200, run)
    assert parsed(response).html["lang"] == "vi"


def test_form_in_another_language_is_sent_in_the_reader_s(client, website, run):
    url = f"/vi/registration/{run.code}/"
    answers = {
        "step": "send",
        "full_name": "Example Person",
        "email": "person@example.org",
        "level": "none",
        "consent": "on",
    }
    assert client.get(url).status_code == 200
    response = client.post(url, answers)
    assert response["Location"].startswith("/vi/registration/")
    assert client.get(response["Location"]).status_code == 200
    assert run.registrations.get().language == "vi"


def test_language_without_any_page_has_a_home_page(client, website):
    response = client.get("/mn/")
    assert response.status_code == 200
    assert response.context["page"] == home("en")


# Its address


def test_untranslated_page_names_its_original_as_the_one_to_find(client, pair):
    page = parsed(client.get("/ar/about-us/?utm=1"))
    canonical = page.find("link", rel="canonical")["href"]
    assert canonical == "http://testserver/en/about-us/"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex, follow"
    assert page.find_all("link", hreflang=True) == []


def test_translated_page_is_found_without_its_query(client, pair):
    page = parsed(client.get("/en/about-us/?utm=1"))
    canonical = page.find("link", rel="canonical")["href"]
    assert canonical == "http://testserver/en/about-us/"
    assert page.find("meta", attrs={"name": "robots"}) is None


def test_path_of_a_farther_language_leads_to_the_nearer_one(client, pair):
    response = client.get("/ar/o-nas/?from=leaflet")
    assert (response.status_code, response["Location"]) == (
        302,
        "/ar/about-us/?from=leaflet",
    )


def test_path_of_another_language_leads_to_the_translation(client, pair):
    response = client.get("/cs/about-us/")
    assert (response.status_code, response["Location"]) == (302, "/cs/o-nas/")


def test_rest_of_the_path_comes_along_to_the_translation(client, website, run):
    arabic = website.courses["ar"]
    arabic.slug = "cestina"
    arabic.save()
    response = client.get(f"/ar/courses/czech/{run.code}/")
    assert response["Location"] == f"/ar/courses/cestina/{run.code}/"
    assert client.get(response["Location"]).status_code == 200


def test_form_that_was_translated_meanwhile_is_still_sent(client, website, run):
    arabic = website.forms["ar"]
    arabic.slug = "tasjil"
    arabic.save()
    response = client.post(f"/ar/registration/{run.code}/", {"step": "send"})
    assert (response.status_code, response["Location"]) == (
        307,
        f"/ar/tasjil/{run.code}/",
    )


def test_unpublished_page_of_every_language_is_not_found(client, pair):
    assert client.get("/ar/about-us/").status_code == 200
    for page in pair:
        page.unpublish()
    assert client.get("/ar/about-us/").status_code == 404


# What leads to it


def menu(page):
    return {
        link.text.strip(): (link["href"], *marked(link))
        for link in page.select(".menu a")
    }


def test_menu_leads_to_untranslated_pages_and_says_so(client, pair):
    entries = menu(parsed(client.get("/ar/")))
    assert entries == {
        "Places ar": ("/ar/places/", None, None),
        "Courses ar": ("/ar/courses/", None, None),
        "about-us title": ("/ar/about-us/", "en", "ltr"),
    }


def test_menu_hides_what_the_translation_hides(client, pair):
    add(home("ar"), "hidden", translation_key=pair[0].translation_key)
    assert "about-us title" in menu(parsed(client.get("/en/")))
    assert "about-us title" not in menu(parsed(client.get("/ar/")))


def test_sections_of_a_page_include_untranslated_ones(client, pair):
    cards = {
        card.a.text.strip(): (card.a["href"], *marked(card))
        for card in parsed(client.get("/ar/")).select(".cards .card")
    }
    assert cards["about-us title"] == ("/ar/about-us/", "en", "ltr")
    assert cards["Places ar"] == ("/ar/places/", None, None)


def test_links_on_an_untranslated_page_keep_the_reader_s_prefix(client, website):
    page = parsed(client.get("/vi/courses/"))
    [card] = page.select(".card__link")
    assert card["href"] == "/vi/courses/czech/"


def test_switcher_says_which_languages_have_the_page(client, pair):
    links = parsed(client.get("/en/about-us/")).select("nav.languages a")
    assert {link["hreflang"]: link["href"] for link in links} == {
        code: "/cs/o-nas/" if code == "cs" else f"/{code}/about-us/"
        for code in LANGUAGES
    }
    has_it = [each["hreflang"] for each in links if "not translated" not in each.text]
    assert has_it == ["cs", "en"]


def test_children_of_all_trees_are_listed_once_in_the_best_language(website, pair):
    czech = add(pair[0], "prvni")
    add(pair[1], "first", translation_key=czech.translation_key)
    add(pair[0], "druhy")
    listed = children_in_any_language(pair[1], StandardPage.objects.all(), "en")
    assert [page.slug for page in listed] == ["first", "druhy"]


# Few queries


def test_untranslated_page_makes_few_queries(
    client, website, run, django_assert_max_num_queries
):
    for url in ("/vi/", "/vi/courses/", f"/vi/courses/czech/{run.code}/"):
        client.get(url)
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
