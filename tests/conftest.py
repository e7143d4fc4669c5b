import os
import shutil

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from tests.scheduling import ByFolder
from tests.worlds import KINDS, Worlds

# Playwright keeps an event loop in the main thread from its first test on, and
# Django takes that for asynchronous code. Ours has none.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WORLDS = pytest.StashKey[Worlds]()
WORLD = pytest.StashKey[str]()
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",  # there is none for root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def world_of(item: pytest.Item) -> str:
    return next(filter(item.get_closest_marker, KINDS), "empty")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFolder(config, log)


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, tmp_path_factory
):
    """Databases of its own for this process; see `tests/worlds.py`."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Written anew for each test; this puts them back at the end.
        patch.setitem(
            connection.settings_dict, "NAME", connection.settings_dict["NAME"]
        )
        patch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", ""))
        # A thread of the live server keeps no connection from one test to the next.
        patch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
        worlds = Worlds(tmp_path_factory.mktemp("database"), django_db_blocker)
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _case: worlds.renew()
        )
        request.config.stash[WORLDS] = worlds
        worlds.enter(request.config.stash[WORLD])
        # Django asks SQLite once in a process; no test shall count that among its own.
        assert connection.features.supports_json_field
        yield
        worlds.drop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """In random order, but those of one database together.

    A new connection to PostgreSQL knows no table yet: each test would pay for that.
    """
    items.sort(key=world_of)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    stash = item.config.stash
    stash[WORLD] = world_of(item)
    if WORLDS in stash:
        stash[WORLDS].enter(stash[WORLD])


@pytest.fixture(autouse=True)
def _nothing_outlives_a_test():
    """Roll-back knows neither caches (of site roots, for one) nor the language."""
    # The language of the message ids: tests compare words with the source.
    translation.activate("en")
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own Chromium."""
    chromium = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    if chromium is None:
        pytest.fail("Browser tests need Chromium: set CHROMIUM to its path.")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": list(CHROMIUM_ARGUMENTS),
    }
