"""Several processes serve kept pages, and none of them serves an old one."""

from collections.abc import Callable

import pytest
from django.conf import settings as current_settings
from django.utils import timezone

from forms_app.engine.actors import SYSTEM
from forms_app.engine.transitions import perform
from home import page_cache, shared_cache
from icp.settings.caches import cache_from_url
from services.models import Closure
from tests.factories import CourseRunFactory, RegistrationFactory, make_small_site
from tests.load.clients import Browser
from tests.load.server import running_server

pytestmark = [
    pytest.mark.load,
    pytest.mark.django_db(transaction=True),
    pytest.mark.small_site,
]

LANGUAGES = ("cs", "en", "ar")
# More than the server has processes: each of them answers some.
READERS = 12


@pytest.fixture
def _shared_cache(settings, monkeypatch, tmp_path):
    """Of the processes of the server and of this one, which plays the worker."""
    url = f"file://{tmp_path}/pages"
    monkeypatch.setenv("CACHE_URL", url)
    settings.CACHES = {**current_settings.CACHES, "pages": cache_from_url(url)}
    monkeypatch.setattr(shared_cache, "_rests_until", 0.0)


def read_by_all(port: int, path: str) -> dict[str, set[str]]:
    """What readers in each language get, however many versions there are of it."""
    return {
        code: {Browser(port).get(f"/{code}{path}").text for _ in range(READERS)}
        for code in LANGUAGES
    }


def changes_everywhere(port: int, path: str, change: Callable[[], object]) -> bool:
    """Whether every reader sees the change, and all of them the same."""
    before = read_by_all(port, path)
    change()
    after = read_by_all(port, path)
    assert [len(each) for each in (*before.values(), *after.values())] == [1] * 6
    return all(before[code] != after[code] for code in LANGUAGES)


@pytest.mark.usefixtures("_shared_cache")
def test_every_change_shows_at_the_first_request_after(monkeypatch):
    site = make_small_site()
    # The list of runs says whether a seat is left.
    run = CourseRunFactory(course=site.course, place=site.place, capacity=1)
    case = RegistrationFactory(run=run, state="received")
    today = timezone.localdate()

    def publish():
        for code in LANGUAGES:
            page = site.courses[code]
            page.title = f"New {code}"
            page.save_revision().publish()

    def close():
        Closure.objects.create(place=site.place, first_day=today, last_day=today)

    def take_the_seat():
        perform(case, "offer", by=SYSTEM)

    def free_the_seat():
        perform(case, "lapse", by=SYSTEM)

    with running_server("icp.wsgi") as port:
        assert changes_everywhere(port, "/courses/czech/", publish)
        assert changes_everywhere(port, "/places/branch/", close)
        assert changes_everywhere(port, "/courses/czech/", take_the_seat)
        # The control: without the new version everybody goes on reading the old page.
        monkeypatch.setattr(page_cache, "renew", lambda: None)
        assert not changes_everywhere(port, "/courses/czech/", free_the_seat)
