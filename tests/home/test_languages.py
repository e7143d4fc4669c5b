from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from wagtail.models import Site
from wagtail.models.sites import (
    SITE_ROOT_PATHS_CACHE_KEY,
    SITE_ROOT_PATHS_CACHE_VERSION,
)

from home.models import HomePage
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

ENDONYMS = {
    "cs": "Čeština",
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "vi": "Tiếng Việt",
    "zh-hans": "简体中文",
    "ar": "العربية",
    "mn": "Монгол",
    "es": "Español",
    "fr": "Français",
}
DIRECTIONS = dict.fromkeys(ENDONYMS, "ltr") | {"ar": "rtl"}


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def language_of(response):
    html = parsed(response).html
    return html["lang"], html["dir"]


# The front door


@pytest.mark.parametrize(
    ("accepts", "code"),
    [
        ("", "cs"),
        ("en", "en"),
        ("uk-UA,uk;q=0.9,en;q=0.5", "uk"),
        ("ar-SY", "ar"),
        ("mn, vi;q=0.8", "mn"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("ru-UA", "ru"),
        ("pt-BR, es;q=0.5", "es"),
        ("ka, hy;q=0.8", "cs"),
        ("de;q=0.9, ar;q=0.3", "ar"),
        ("nonsense;;q=x", "cs"),
        ("x" * 5000, "cs"),
    ],
)
def test_front_door_leads_to_the_language_of_the_browser(client, accepts, code):
    response = client.get("/", headers={"accept-language": accepts})
    assert (response.status_code, response["Location"]) == (302, f"/{code}/")


@pytest.mark.parametrize(
    ("cookie", "code"), [("ar", "ar"), ("nonsense", "en"), ("../../", "en"), ("", "en")]
)
def test_front_door_prefers_the_language_that_was_chosen(client, cookie, code):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get("/", headers={"accept-language": "en"})
    assert response["Location"] == f"/{code}/"


def test_front_door_tells_caches_what_it_looked_at(client):
    varies = client.get("/")["Vary"]
    assert {each.strip() for each in varies.split(",")} >= {"Accept-Language", "Cookie"}


def test_front_door_takes_no_post(client):
    assert client.post("/").status_code == 405


# No other address guesses


@pytest.fixture
def arabic(client):
    """A reader whose browser and cookie ask for Arabic."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"
    assert client.get("/")["Location"] == "/ar/"
    return client


@pytest.mark.parametrize("path", ["", "courses/", "courses/czech/", "registration/"])
def test_deep_link_shows_everybody_the_same_language(arabic, website, path):
    response = arabic.get(f"/en/{path}")
    assert (response.status_code, language_of(response)) == (200, ("en", "ltr"))
    assert response["Content-Language"] == "en"


def test_run_and_form_show_everybody_the_same_language(arabic, website, run):
    for url in (f"/cs/courses/czech/{run.code}/", website.form_address(run, "cs")):
        assert language_of(arabic.get(url)) == ("cs", "ltr")


WITHOUT_OUR_LANGUAGE = [
    "/nonsense/",
    "/nonsense",
    "/courses/",
    "/registration/",
    "/de/",
    "/de/courses/",
    "/EN/",
    "/en-gb/courses/",
    "/case/",
    "/favicon.ico",
]


def test_path_without_our_language_is_not_found(client, website):
    answers = {url: client.get(url).status_code for url in WITHOUT_OUR_LANGUAGE}
    assert answers == dict.fromkeys(WITHOUT_OUR_LANGUAGE, 404)


def test_page_that_is_not_there_says_so_in_the_language_of_its_path(arabic, website):
    response = arabic.get("/en/nothing/")
    assert (response.status_code, language_of(response)) == (404, ("en", "ltr"))


def test_page_that_is_not_there_without_a_language_says_so_in_the_reader_s(
    arabic, website
):
    response = arabic.get("/nothing/")
    assert (response.status_code, language_of(response)) == (404, ("ar", "rtl"))


def test_page_says_its_language_and_direction(client, website):
    told = {
        f"/{code}/{path}": (code, DIRECTIONS[code])
        for code in ("cs", "en", "ar")
        for path in ("", "places/", "courses/czech/", "registration/")
    }
    assert {url: language_of(client.get(url)) for url in told} == told


# The switcher


def switcher(response):
    return parsed(response).select_one("header nav.languages").find_all("a")


def alternates(response):
    links = parsed(response).find_all("link", rel="alternate")
    return {link["hreflang"]: link["href"] for link in links}


def test_switcher_names_each_language_in_its_own_words_and_script(client, website):
    links = switcher(client.get("/en/"))
    told = {
        link["hreflang"]: (link["lang"], link["dir"], next(link.stripped_strings))
        for link in links
    }
    assert told == {code: (code, DIRECTIONS[code], ENDONYMS[code]) for code in ENDONYMS}


def settings_languages():
    return [code for code, _name in settings.LANGUAGES]


def test_switcher_marks_the_language_that_is_read(client, website):
    links = switcher(client.get("/ar/"))
    current = [link["hreflang"] for link in links if link.get("aria-current")]
    assert current == ["ar"]


def paths_of_a_run(website, run):
    return {
        "home": "",
        "place": "places/branch/",
        "course": "courses/czech/",
        "run": f"courses/czech/{run.code}/",
        "choice of a run": "registration/",
        "form of a run": f"registration/{run.code}/",
    }


PATHS = ("home", "place", "course", "run", "choice of a run", "form of a run")


@pytest.mark.parametrize("name", PATHS)
def test_switcher_leads_to_the_same_page_in_each_language(client, website, run, name):
    path = paths_of_a_run(website, run)[name]
    links = switcher(client.get(f"/ar/{path}"))
    leads_to = {link["hreflang"]: link["href"] for link in links}
    # Also where nobody translated anything yet: there it is in English.
    assert leads_to == {each: f"/{each}/{path}" for each in ENDONYMS}
    assert {client.get(url).status_code for url in leads_to.values()} == {200}


@pytest.mark.parametrize("name", PATHS)
def test_alternates_of_a_page_are_its_translations_and_the_front_door(
    client, website, run, name
):
    path = paths_of_a_run(website, run)[name]
    assert alternates(client.get(f"/en/{path}")) == {
        "cs": f"http://testserver/cs/{path}",
        "en": f"http://testserver/en/{path}",
        "ar": f"http://testserver/ar/{path}",
        # Strangers get the widely read language; at home they may choose.
        "x-default": f"http://testserver/{f'en/{path}' if path else ''}",
    }


LISTS = {
    "events": ("courses/", "kind=sport&language=uk&since=2027-03-01", "audience=x"),
    "month": ("courses/", "month=2027-03", "page=3"),
    "page of a list": ("courses/", "kind=sport", "page=2"),
    "search": ("search/", "q=Prior+%26+KaIC", "x=1"),
}


@pytest.mark.parametrize("name", LISTS)
def test_switcher_keeps_what_a_view_understands_and_nothing_else(client, website, name):
    path, kept, dropped = LISTS[name]
    evil = "next=//evil.example&next=%22%3E%3Cscript%3E&%00=%ff"
    page = client.get(f"/en/{path}?{kept}&{dropped}&{evil}")
    leads_to = {link["hreflang"]: link["href"] for link in switcher(page)}
    assert {
        code: set(parse_qsl(urlsplit(url).query)) for code, url in leads_to.items()
    } == {code: set(parse_qsl(kept)) for code in ENDONYMS}
    assert {code: urlsplit(url)[:3] for code, url in leads_to.items()} == {
        code: ("", "", f"/{code}/{path}") for code in ENDONYMS
    }


def test_switcher_keeps_the_place_of_a_list(client, website):
    page = client.get(f"/en/courses/?place={website.place.pk}")
    [arabic] = [link for link in switcher(page) if link["hreflang"] == "ar"]
    assert arabic["href"] == f"/ar/courses/?place={website.place.pk}"
    filtered = parsed(client.get(arabic["href"]))
    assert filtered.select_one("[name=place] [selected]")["value"] == str(
        website.place.pk
    )


def test_search_engines_get_addresses_without_filters(client, website):
    page = client.get("/en/courses/?kind=sport")
    canonical = parsed(page).find("link", rel="canonical")["href"]
    assert canonical == "http://testserver/en/courses/"
    assert alternates(page) == alternates(client.get("/en/courses/"))


def test_list_without_filters_leads_to_plain_addresses(client, website):
    links = switcher(client.get("/en/courses/?kind=nonsense"))
    assert {link["href"] for link in links} == {
        f"/{code}/courses/" for code in ENDONYMS
    }


def test_translation_that_is_not_published_is_no_alternate(client, website):
    website.courses["ar"].unpublish()
    response = client.get("/en/courses/czech/")
    leads_to = {link["hreflang"]: link["href"] for link in switcher(response)}
    assert set(alternates(response)) == {"cs", "en", "x-default"}
    assert leads_to["ar"] == "/ar/courses/czech/", "in the next best language"


def test_switcher_never_leads_to_a_dead_end(client, website):
    HomePage.objects.get(locale__language_code="ar").unpublish()
    links = switcher(client.get("/en/"))
    answers = {
        link["href"]: client.get(link["href"], follow=True).status_code
        for link in links
    }
    assert answers == {f"/{code}/": 200 for code in ENDONYMS}


def test_switcher_of_the_form_after_sending_leads_to_the_confirmation(
    client, website, run
):
    url = website.form_address(run)
    sent = client.post(
        url,
        {
            "step": "send",
            "full_name": "Example Person",
            "email": "person@example.org",
            "level": "none",
            "consent": "on",
        },
    )
    response = client.get(sent["Location"])
    assert response.status_code == 200
    leads_to = {link["hreflang"]: link["href"] for link in switcher(response)}
    handle = sent["Location"].removeprefix(f"{url}sent/")
    assert leads_to["ar"] == f"{website.form_address(run, 'ar')}sent/{handle}"
    assert client.get(leads_to["ar"]).status_code == 200


def test_switcher_of_a_confirmation_that_is_over_leads_to_the_same(
    client, website, run
):
    url = website.form_address(run)
    response = client.get(f"{url}sent/")
    assert response.status_code == 410
    leads_to = {link["hreflang"]: link["href"] for link in switcher(response)}
    assert leads_to["en"] == f"{url}sent/"


def test_switcher_of_a_page_that_is_not_there_leads_to_the_home_pages(client, website):
    response = client.get("/en/nothing/")
    leads_to = {link["hreflang"]: link["href"] for link in switcher(response)}
    assert leads_to == {code: f"/{code}/" for code in settings_languages()}
    assert set(alternates(response)) == {"x-default"}


def test_switcher_of_a_status_link_leads_to_the_same_link(client, website):
    token = "x" * 43
    response = client.get(f"/en/case/{token}/")
    leads_to = {link["hreflang"]: link["href"] for link in switcher(response)}
    assert leads_to == {code: f"/{code}/case/{token}/" for code in settings_languages()}


def test_a_language_added_by_another_process_is_not_missed(client, website):
    """A process remembers for an hour where the trees of languages begin."""
    known = Site.get_site_root_paths()
    without = [each for each in known if each.language_code != "ar"]
    assert len(without) < len(known)
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, without, version=SITE_ROOT_PATHS_CACHE_VERSION)
    page = parsed(client.get(website.courses["en"].url))
    assert page.find("link", hreflang="ar")["href"].endswith(website.courses["ar"].url)
