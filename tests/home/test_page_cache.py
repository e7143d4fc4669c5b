"""Anonymous readers get kept pages, and never one that is no longer true."""

import gzip
from collections import defaultdict
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.conf import settings as current_settings
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from events.models import Lesson
from forms_app.engine.actors import SYSTEM
from forms_app.engine.transitions import perform
from home import page_cache, shared_cache
from home.models import ContactSettings, StandardPage
from icp.settings.caches import cache_from_url
from services.models import Closure
from tests.factories import (
    CourseRunFactory,
    EventFactory,
    RegistrationFactory,
    make_small_site,
    make_staff,
)
from tests.factories.frames import publish_frame

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

HOME, PLACE, COURSE = "/en/", "/en/places/branch/", "/en/courses/czech/"


def keep_pages(settings, monkeypatch, url):
    settings.CACHES = {**current_settings.CACHES, "pages": cache_from_url(url)}
    monkeypatch.setattr(shared_cache, "_rests_until", 0.0)


@pytest.fixture
def _kept(settings, monkeypatch, tmp_path):
    keep_pages(settings, monkeypatch, f"file://{tmp_path}/pages")


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def run(website):
    return CourseRunFactory(course=website.course, place=website.place)


@pytest.fixture
def is_kept(client, django_assert_max_num_queries):
    """Whether the next reader of this address costs no query."""

    def ask(address, reader=client, **headers):
        with django_assert_max_num_queries(1000) as queries:
            assert reader.get(address, **headers).status_code == 200
        return len(queries) == 0

    return ask


# What is kept

KEPT = (
    *(HOME, PLACE, COURSE, "/ar/places/", "/en/search/"),
    *("/ar/courses/czech/{run.code}/", "/en/courses/czech/{run.code}/calendar/"),
)


@pytest.mark.usefixtures("_kept")
def test_second_reader_costs_no_query(is_kept, run):
    for address in KEPT:
        url = address.format(run=run)
        answers = [is_kept(url), is_kept(url), is_kept(url, Client())]
        assert answers == [False, True, True], url


@pytest.mark.usefixtures("_kept")
def test_kept_page_is_the_page_with_all_its_headers(client, run):
    made, kept = client.get(COURSE), client.get(COURSE)
    assert kept.content == made.content
    assert dict(kept.items()) == dict(made.items())
    assert "default-src 'none'" in kept["Content-Security-Policy"]
    assert kept["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.usefixtures("_kept")
def test_each_host_and_scheme_has_pages_of_its_own(is_kept, run):
    answers = [
        is_kept(HOME),
        is_kept(HOME, headers={"host": "localhost"}),
        is_kept(HOME, secure=True),
        is_kept(HOME),
    ]
    assert answers == [False, False, False, True]


@pytest.mark.usefixtures("_kept")
def test_forged_host_gets_no_kept_page(client, run):
    client.raise_request_exception = False
    answers = [
        client.get(HOME, headers={"host": host}).status_code == 200
        for host in ("testserver", "evil.example", "testserver")
    ]
    assert answers == [True, False, True]


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    "address",
    [
        "/en/?anything=1",  # as many addresses as anybody cares to make up
        "/en/search/?q=czech",
        "/en/registration/{run.code}/",  # a form: it carries a token
        "/healthz",
    ],
)
def test_not_every_page_is_kept(client, run, address):
    address = address.format(run=run)
    with mock.patch.object(shared_cache, "put", wraps=shared_cache.put) as written:
        assert client.get(address).status_code == 200
        assert client.get(HOME).status_code == 200
    written = [each.args[1] for each in written.call_args_list]
    pages = [each for each in written if isinstance(each, page_cache.Kept)]
    assert [page.headers["Content-Language"] for page in pages] == ["en"]


@pytest.mark.usefixtures("_kept")
def test_page_that_is_not_there_is_not_kept(client, website):
    assert client.get("/en/soon/").status_code == 404
    home = website.forms["en"].get_parent()
    home.add_child(instance=StandardPage(title="Soon", locale=home.locale))
    assert client.get("/en/soon/").status_code == 200


@pytest.mark.usefixtures("_kept")
def test_staff_never_get_a_kept_page(is_kept, run):
    staff = Client()
    staff.force_login(make_staff("editor", "Editors"))
    assert [is_kept(HOME), is_kept(HOME)] == [False, True]
    assert not is_kept(HOME, staff)


@pytest.mark.usefixtures("_kept")
def test_page_behind_a_login_is_never_kept(client, website, commit):
    assert client.get(PLACE).status_code == 200
    with commit():
        PageViewRestriction.objects.create(
            page=website.forms["en"].get_parent(),
            restriction_type=PageViewRestriction.LOGIN,
        )
    assert [client.get(PLACE).status_code for _ in range(2)] == [302, 302]


@pytest.mark.usefixtures("_kept")
def test_preview_is_no_kept_page(client, website):
    page = website.courses["en"]
    assert b"Czech en" in client.get(COURSE).content
    page.title = "A draft"
    assert b"A draft" in page.make_preview_request().content
    assert b"A draft" not in client.get(COURSE).content


# A minute later


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def in_process(monkeypatch):
    """Each process has a memory of its own, and the cache is what they share."""
    memories = defaultdict(dict)

    def enter(name):
        monkeypatch.setattr(page_cache, "_read_already", memories[name])
        return memories[name]

    return enter


@pytest.mark.usefixtures("_kept")
def test_each_minute_costs_one_reader_and_no_other_one(is_kept, run, clock):
    for minute in range(10):
        answers = [is_kept(COURSE) for _ in range(4)]
        assert answers == [False, True, True, True], minute
        clock.shift(page_cache.SECONDS + 1)


@pytest.mark.usefixtures("_kept")
def test_within_the_minute_everybody_gets_the_kept_page(is_kept, run, clock):
    """The control: it is the minute that makes the page anew."""
    is_kept(COURSE)
    clock.shift(page_cache.SECONDS - 1)
    assert is_kept(COURSE)


@pytest.mark.usefixtures("_kept")
def test_page_that_one_process_made_anew_serves_the_others(
    is_kept, run, clock, in_process
):
    for name in ("one", "two", "one"):
        in_process(name)
        is_kept(COURSE)
    clock.shift(page_cache.SECONDS + 1)
    answers = []
    for name in ("one", "two", "one", "two"):
        in_process(name)
        answers.append(is_kept(COURSE))
    assert answers == [False, True, True, True]


@pytest.mark.usefixtures("_kept")
def test_process_without_the_shared_page_makes_its_own(is_kept, run, in_process):
    """The control: what one process remembers, the other one does not know."""
    in_process("one")
    assert [is_kept(COURSE), is_kept(COURSE)] == [False, True]
    shared = shared_cache.caches["pages"]
    version = shared.get(page_cache.VERSION)
    with mock.patch.object(shared, "get", {page_cache.VERSION: version}.get):
        assert is_kept(COURSE)
        in_process("two")
        assert not is_kept(COURSE)


@pytest.mark.usefixtures("_kept")
def test_page_that_is_over_leaves_the_memory(is_kept, run, clock, in_process):
    memory = in_process("one")
    for _ in range(2):
        is_kept(COURSE)
    assert len(memory) == 1
    clock.shift(page_cache.SECONDS + 1)
    is_kept(COURSE)
    assert memory == {}


# How it is sent


@pytest.mark.usefixtures("_kept")
def test_page_is_packed_for_those_who_take_it_packed(client, run):
    plain = client.get(HOME)
    for _ in range(2):
        packed = client.get(HOME, headers={"accept-encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert int(packed["Content-Length"]) == len(packed.content)
        assert gzip.decompress(packed.content) == plain.content
        assert packed["Vary"] == "Accept-Encoding"


@pytest.mark.usefixtures("_kept")
def test_form_with_a_token_is_never_packed(client, run):
    address = f"/en/registration/{run.code}/"
    form = client.get(address, headers={"accept-encoding": "gzip"})
    assert b"csrfmiddlewaretoken" in form.content
    assert "Content-Encoding" not in form


@pytest.mark.usefixtures("_kept")
def test_browser_that_knows_the_page_is_told_so(client, run):
    first = client.get(HOME)
    known = {"if-none-match": first["ETag"]}
    again = client.get(HOME, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    other = client.get(HOME, headers={"if-none-match": 'W/"other"'})
    assert other.status_code == 200


@pytest.mark.usefixtures("_kept")
def test_head_is_answered_from_what_is_kept(client, run, django_assert_num_queries):
    length = client.get(HOME)["Content-Length"]
    with django_assert_num_queries(0):
        response = client.head(HOME)
    assert (response.status_code, response["Content-Length"]) == (200, length)


# What renews it


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def publish(website):
    page = website.courses["en"]
    page.title = "New title"
    page.save_revision().publish()


def close_place(website):
    today = timezone.localdate()
    Closure.objects.create(place=website.place, first_day=today, last_day=today)


def save(record, **facts):
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()


def add_lesson(website):
    begin = timezone.now() + timedelta(days=40)
    run = website.course.runs.get()
    Lesson.objects.create(run=run, starts_at=begin, ends_at=begin + timedelta(hours=1))


def take_a_seat(website):
    perform(website.course.runs.get().registrations.get(), "offer", by=SYSTEM)


def contacts():
    return ContactSettings.for_site(Site.objects.get())


CHANGES = {
    "publishing": publish,
    "unpublishing": lambda site: site.courses["en"].unpublish(),
    "moving": lambda site: site.courses["en"].move(site.forms["en"].get_parent()),
    "deleting": lambda site: site.courses["ar"].delete(),
    "a place": lambda site: save(site.place, street="New street 2"),
    "a closure": close_place,
    "a course": lambda site: save(site.course, hours=1),
    "a run": lambda site: save(site.course.runs.get(), capacity=5),
    "a lesson": add_lesson,
    "an event": lambda site: EventFactory(),
    "a redirect": lambda site: Redirect.objects.create(old_path="/x"),
    "menu and footer": lambda site: publish_frame(),
    "contacts": lambda site: save(contacts(), phone="777 123 456"),
    "a seat": take_a_seat,
}


@pytest.mark.usefixtures("_kept")
def test_change_renews_the_pages_of_every_language(is_kept, website, run, commit):
    RegistrationFactory(run=run)
    addresses = [f"/{code}/places/branch/" for code in ("cs", "en", "ar")]
    for name, change in CHANGES.items():
        for address in addresses:
            is_kept(address)
        assert all(map(is_kept, addresses)), name
        with commit():
            change(website)
            assert all(map(is_kept, addresses)), f"{name}: before the commit"
        assert not any(map(is_kept, addresses)), name


@pytest.mark.usefixtures("_kept")
def test_draft_renews_nothing(is_kept, website, run, commit):
    is_kept(COURSE)
    with commit():
        website.courses["en"].title = "A draft"
        website.courses["en"].save_revision()
    assert is_kept(COURSE)


@pytest.mark.usefixtures("_kept")
def test_draft_of_the_footer_renews_nothing(is_kept, website, run, commit):
    frame = publish_frame()
    is_kept(COURSE)
    with commit():
        frame.save_revision()
    assert is_kept(COURSE)


@pytest.mark.usefixtures("_kept")
def test_page_made_while_facts_change_is_not_kept_for_later(is_kept, website, commit):
    """The version is read before the page is made, so the old words stay unread."""
    original = page_cache._pack

    def facts_change_meanwhile(response):
        page_cache.renew()
        return original(response)

    with mock.patch.object(page_cache, "_pack", facts_change_meanwhile):
        is_kept(HOME)
    assert [is_kept(HOME), is_kept(HOME)] == [False, True]


@pytest.mark.usefixtures("_kept")
def test_lost_version_forgets_every_page(is_kept, run):
    is_kept(HOME)
    assert is_kept(HOME)
    shared_cache.caches["pages"].delete(page_cache.VERSION)
    assert not is_kept(HOME)


# The cache may be away


@pytest.fixture(params=["a folder that is a file", "a Redis that is down"])
def _away(request, settings, monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    urls = {
        "a folder that is a file": f"file://{file}",
        "a Redis that is down": "redis://127.0.0.1:1/0",
    }
    keep_pages(settings, monkeypatch, urls[request.param])


@pytest.mark.usefixtures("_away")
def test_without_its_cache_the_site_answers(client, website, run, caplog, commit):
    addresses = [HOME, PLACE, COURSE, f"/en/registration/{run.code}/"]
    answers = [client.get(each).status_code for each in addresses * 2]
    with commit():
        publish(website)
    assert answers == [200] * 8
    assert "The page cache does not answer" in caplog.text
    assert b"New title" in client.get(COURSE).content
