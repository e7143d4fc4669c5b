"""What holds for every page of the demonstration, in every language."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import transaction
from django.test import Client
from wagtail.models import Page, get_page_models

from forms_app.engine.pages import FormPage
from home.languages import LANGUAGES
from tests.icp.demo.crawl import SENT_EMPTY, SITEMAP, Answer, crawl
from tests.icp.demo.foreign_words import (
    OTHER_SCRIPTS,
    latin_words,
    words_of_translators,
)
from tests.icp.demo.validity import faults_in

# What a crawl judges is the same on every database.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.grid,
    pytest.mark.demo,
]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> dict[str, Answer]:
    """Read once for all tests; what it sends leaves no trace."""
    with django_db_blocker.unblock(), transaction.atomic():
        answers = crawl(Client(SERVER_NAME="localhost"))
        transaction.set_rollback(True)
    return answers


@pytest.fixture(scope="module")
def pages(site) -> dict[str, BeautifulSoup]:
    return {address: each.soup for address, each in site.items() if each.soup}


def language_in(address: str) -> str:
    return address.split("/")[1]


def test_no_link_is_broken(site):
    assert len(site) > 20 * len(LANGUAGES)
    broken = {
        address: (answer.status, answer.found_on)
        for address, answer in site.items()
        if answer.status != 200
    }
    assert broken == {}


def test_every_page_is_valid(site):
    found = {
        address: faults
        for address, answer in site.items()
        if answer.soup and (faults := faults_in(answer.text, answer.soup))
    }
    assert found == {}


def test_every_kind_of_form_says_what_is_wrong(pages):
    sent = [address for address in pages if address.endswith(SENT_EMPTY)]
    assert Counter(map(language_in, sent)) == dict.fromkeys(LANGUAGES, 5)
    assert [each for each in sent if not pages[each].select("[aria-invalid]")] == []


def test_every_page_says_its_language_and_direction(pages):
    said = {
        address: (soup.html["lang"], soup.html["dir"])
        for address, soup in pages.items()
    }
    assert said == {
        address: (language.code, language.direction)
        for address in pages
        for language in [LANGUAGES[language_in(address)]]
    }


def test_every_page_has_one_first_heading_and_one_title(pages):
    headings = {
        address: (len(soup.select("h1")), len(soup.select("head > title")))
        for address, soup in pages.items()
    }
    assert headings == dict.fromkeys(headings, (1, 1))


@pytest.mark.parametrize("code", OTHER_SCRIPTS)
def test_latin_letters_stand_only_where_a_translator_wrote_them(pages, code):
    """In Arabic or Chinese, words that nobody translated catch the eye."""
    known = words_of_translators(code)
    untranslated = {
        address: words
        for address, soup in pages.items()
        if language_in(address) == code and (words := latin_words(soup, code) - known)
    }
    assert untranslated == {}


@pytest.fixture(scope="module")
def to_find(pages) -> dict[str, BeautifulSoup]:
    """Without the results of a search, which search engines shall not list."""
    return {
        address: soup
        for address, soup in pages.items()
        if urlsplit(address).path.split("/")[2:] != ["search", ""]
    }


def canonical_of(soup: BeautifulSoup) -> list[str]:
    return [urlsplit(each["href"]).path for each in soup.select("link[rel=canonical]")]


def test_every_page_is_canonical_under_its_address_without_a_query(to_find):
    assert {address: canonical_of(soup) for address, soup in to_find.items()} == {
        address: [urlsplit(address).path] for address in to_find
    }


def alternates_on(soup: BeautifulSoup) -> dict[str, str]:
    """Paths by language; `x-default` is what everybody else gets."""
    links = soup.select("link[rel=alternate][hreflang]")
    return {each["hreflang"]: urlsplit(each["href"]).path for each in links}


def test_alternates_of_all_languages_are_the_same(to_find):
    alternates = {address: alternates_on(soup) for address, soup in to_find.items()}
    assert set(alternates["/ar/"]) == {*LANGUAGES, "x-default"}
    one_sided = {
        (address, there)
        for address, named in alternates.items()
        for code, there in named.items()
        if code != "x-default"
        if alternates.get(there) != named
    }
    assert one_sided == set()


def test_every_page_is_an_alternate_of_its_own(to_find):
    named = {
        address: alternates_on(soup).get(language_in(address))
        for address, soup in to_find.items()
    }
    assert named == {address: urlsplit(address).path for address in to_find}


def test_sitemap_lists_what_search_engines_may_show_except_forms(site, pages):
    listed = re.findall(r"<loc>http://localhost(.+?)</loc>", site[SITEMAP].text)
    kinds = [each for each in get_page_models() if issubclass(each, FormPage)]
    forms = Page.objects.type(*kinds)
    addresses_of_forms = tuple(page.url for page in forms)
    may_be = {
        address
        for address, soup in pages.items()
        if "?" not in address and not address.startswith(addresses_of_forms)
        if not (site[address].robots or soup.select("meta[name=robots]"))
    }
    assert set(listed) == may_be


def test_every_language_has_pages_of_its_own(pages):
    own = Counter(map(language_in, pages))
    assert {code for code, _name in settings.LANGUAGES if own[code] < 20} == set()
