"""The page of the search, whatever is typed into its box."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import FailedSearch, StandardPage
from home.search import failures
from home.search.indexing import rebuild
from tests.factories import make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

SEARCH = "/en/search/"


@pytest.fixture
def website():
    website = make_small_site()
    rebuild()
    return website


def search(client, typed, address=SEARCH):
    response = client.get(address, {"q": typed})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def links(page):
    return [(a.text, a["href"]) for a in page.select(".result a")]


def test_result_leads_to_its_page(client, website):
    assert links(search(client, "czech")) == [("Czech en", "/en/courses/czech/")]


def test_box_keeps_what_was_typed(client, website):
    typed = '"><b>Čeština'
    page = search(client, typed)
    assert page.main.find("input", type="search")["value"] == typed
    assert page.main.find("b") is None


@pytest.mark.parametrize("address", ["/en/", "/ar/places/", "/en/nothing/", SEARCH])
def test_box_is_on_every_page_and_works_without_scripts(client, website, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    box = page.header.find("form", role="search")
    field = box.find("input", type="search")
    assert (box["method"], box["action"]) == ("get", f"{address[:3]}/search/")
    assert box.find("label")["for"] == field["id"]
    assert field["name"] == "q"


@pytest.mark.parametrize("address", ["/en/nothing/", f"{SEARCH}?q=xylophone"])
def test_box_stands_where_nothing_was_found(client, website, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.main.find("form", role="search")
    ids = [each["id"] for each in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_empty_result_says_how_to_search_and_whom_to_ask(client, website):
    main = search(client, "xylophone").main
    headings = [heading.text for heading in main.find_all("h2")]
    assert headings == ["How to find more", "Or ask us"]
    assert "/en/places/" in [a["href"] for a in main.find_all("a")]


def test_page_in_another_language_says_which(client, website):
    czech = website.forms["cs"].get_parent()
    page = StandardPage(title="Knihovna", slug="knihovna", locale=czech.locale)
    czech.add_child(instance=page)
    rebuild()
    result = search(client, "knihovna", "/ar/search/").select_one(".result")
    assert (result["lang"], result["dir"]) == ("cs", "ltr")
    assert "Čeština" in result.text
    assert (
        search(client, "knihovna", "/cs/search/").select_one(".result").get("lang")
        is None
    )


def test_switcher_takes_the_query_along(client, website):
    page = search(client, "czech & dates")
    urls = [a["href"] for a in page.select(".languages a")]
    assert "/ar/search/?q=czech+%26+dates" in urls


def test_search_pages_are_for_people_only(client, website):
    assert (
        search(client, "czech").find("meta", attrs={"name": "robots"})["content"]
        == "noindex"
    )


BAD = [
    *('"', "'", "''; --", "\0", "a\0b", " ", "\t\n", "%", "_", "\\", "*", "(", ")"),
    *("\u202e\u2066abc\u2069", "\ufeff", "\ud83d", "😀", "🇨🇿" * 50, "a" * 10_000),
    *("ač " * 4_000, "<script>alert(1)</script>", "AND OR NOT", "ﷺ" * 200, "à" * 999),
]


def test_any_text_gives_a_page(client, website):
    for typed in BAD:
        query = typed.encode("utf-8", "surrogatepass")
        escaped = "".join(f"%{byte:02x}" for byte in query)
        response = client.get(f"{SEARCH}?q={escaped}")
        assert response.status_code == 200, typed
        assert "\u202e" not in response.content.decode()
        assert len(response.content) < 35_000


def test_any_query_string_gives_a_page(client, website):
    for query in ("q=%ff%fe", "q", "q=&q=czech", "q[]=1", "&&=", "Q=x"):
        assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_other_methods_are_refused(client, website):
    assert client.post(SEARCH, {"q": "czech"}).status_code == 405


@pytest.mark.parametrize("typed", ["en", "xylophone"])
def test_search_makes_few_queries(
    client, website, typed, django_assert_max_num_queries
):
    search(client, typed)
    with django_assert_max_num_queries(12):
        search(client, typed)


# What was not found


def kept():
    return list(FailedSearch.objects.readable().values_list("words", "count"))


def test_words_are_kept_when_they_failed_twice(client, website):
    search(client, "Xylofón  lessons")
    assert (kept(), FailedSearch.objects.count()) == ([], 1)
    search(Client(), "xylofon lessons")
    search(Client(), "xylofon lessons")
    assert kept() == [("xylofon lessons", 3)]


def test_found_words_are_not_kept(client, website):
    search(client, "czech")
    search(client, "czech")
    assert not FailedSearch.objects.exists()


PERSONAL = [
    *("me@example.org", "born 1 2. 3. 1984", "777123456", "٧٧٧١٢٣٤٥٦"),
    *("jana " * 7, "x" * 61),
]


def test_what_may_be_about_a_person_leaves_no_trace(client, website):
    for typed in PERSONAL * 2:
        search(client, typed)
    assert not FailedSearch.objects.exists()


def test_flood_is_kept_up_to_a_limit(client, website, monkeypatch):
    monkeypatch.setattr(failures, "MOST_NEW_A_DAY", 3)
    for each in "bcdfg":
        search(client, f"xx{each}")
    assert FailedSearch.objects.count() == 3


def test_old_failures_are_forgotten(client, website):
    search(client, "xylophone")
    FailedSearch.objects.update(last_day="2020-01-01", first_day="2020-01-01")
    search(client, "something else")
    assert FailedSearch.objects.count() == 1


@pytest.mark.parametrize(("role", "status"), [("Editors", 200), (None, 302)])
def test_report_is_for_editors(client, website, role, status):
    for _ in range(2):
        search(client, "xylophone")
    client.force_login(make_staff("somebody", role))
    response = client.get(reverse("failed_searches"))
    assert response.status_code == status
    assert (b"xylophone" in response.content) == (status == 200)
    export = client.get(reverse("failed_searches"), {"export": "csv"})
    assert export.status_code == status
