"""A small website on a live server, and browsers as people have them."""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.browser.looks import DESK, OLD_PHONE, screen
from tests.factories import CourseRunFactory, make_small_site

A_REQUEST = "process_request_thread"


def _requests() -> list[threading.Thread]:
    """The server answers each connection in a thread of its own."""
    return [each for each in threading.enumerate() if A_REQUEST in each.name]


@pytest.fixture(autouse=True)
def _no_request_outlives_its_test() -> Iterator[None]:
    """A browser that is closed does not stop the server: what it still writes would
    stand in the database of the next test.
    """
    yield
    patience = time.monotonic() + 10
    while _requests() and time.monotonic() < patience:
        time.sleep(0.01)
    assert not _requests(), "The server is still at work."


@pytest.fixture
def website(live_server, settings):
    settings.SITE_URL = live_server.url
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


@pytest.fixture
def phone_without_scripts(browser, live_server):
    """An old phone: a narrow screen, and JavaScript switched off."""
    context = browser.new_context(
        base_url=live_server.url, viewport=screen(OLD_PHONE), java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport=screen(DESK))
    yield context.new_page()
    context.close()


@pytest.fixture
def old_phone(browser, live_server):
    """A page that axe may examine; see `faults` for the other looks."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport=screen(OLD_PHONE),
        bypass_csp=True,  # axe is injected as a script
    )
    yield context.new_page()
    context.close()
