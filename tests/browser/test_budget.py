"""A page is light enough for a cheap phone and asks nobody else for anything."""

import gzip
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KIB = 1024
MOST_BYTES, MOST_CSS, MOST_JS, MOST_REQUESTS = 35 * KIB, 10_000, 3_000, 6


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def weigh(page, address: str) -> list[tuple[str, str, int]]:
    """Host, kind and gzipped size of everything that a new visitor's page loads."""
    answers = []

    def note(answer):
        answers.append(answer)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    return [
        (
            urlsplit(each.url).netloc,
            each.request.resource_type,
            len(gzip.compress(each.body(), mtime=0)),
        )
        for each in answers
    ]


def addresses(website, run, language: str) -> list[str]:
    return [
        f"/{language}/",
        f"/{language}/places/",
        f"/{language}/places/branch/",
        website.courses[language].url,
        f"{website.courses[language].url}{run.code}/",
        website.form_address(run, language),
        f"/{language}/leaflet/places/branch/",
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_keeps_to_its_budget(page, website, run, live_server, language):
    own = urlsplit(live_server.url).netloc
    for address in addresses(website, run, language):
        loaded = weigh(page, address)
        sizes = {kind: 0 for kind in ("document", "stylesheet", "script")}
        for _host, kind, size in loaded:
            sizes[kind] = sizes.get(kind, 0) + size
        assert sizes["document"] > 0, address
        assert {host for host, _kind, _size in loaded} == {own}, address
        assert len(loaded) <= MOST_REQUESTS, (address, loaded)
        assert sum(sizes.values()) <= MOST_BYTES, (address, sizes)
        assert sizes["stylesheet"] <= MOST_CSS, (address, sizes)
        assert sizes["script"] <= MOST_JS, (address, sizes)
