"""How many readings a kept page was enough for: counted by each process, for all."""

from collections import defaultdict
from unittest import mock

import pytest
import time_machine
from django.conf import settings as current_settings
from django.test import Client
from django.utils import timezone

from home import hit_ratio, page_cache, shared_cache
from home.hit_ratio import Readings, readings_lately
from icp.settings.caches import cache_from_url
from tests.factories import CourseRunFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

HOME = "/en/"


@pytest.fixture(autouse=True)
def _kept(settings, monkeypatch, tmp_path):
    pages = cache_from_url(f"file://{tmp_path}/pages")
    settings.CACHES = {**current_settings.CACHES, "pages": pages}
    monkeypatch.setattr(shared_cache, "_rests_until", 0.0)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    """Each process counts for itself; the test begins in a new one."""
    counted = defaultdict(hit_ratio.Waiting)
    memories = defaultdict(dict)

    def enter(name):
        counted[here[0]] = hit_ratio._waiting
        here[0] = name
        monkeypatch.setattr(hit_ratio, "_waiting", counted[name])
        monkeypatch.setattr(page_cache, "_read_already", memories[name])

    here = ["the one of the other tests"]
    enter("one")
    return enter


@pytest.fixture
def run():
    website = make_small_site()
    return CourseRunFactory(course=website.course, place=website.place)


def read(client, address=HOME, times=1):
    for _ in range(times):
        assert client.get(address).status_code == 200


def test_nobody_has_read():
    assert (readings_lately(), readings_lately().ratio) == (Readings(), None)


def test_first_reading_is_made_and_the_others_are_kept(client, run):
    read(client, times=4)
    assert readings_lately() == Readings(kept=3, made=1)
    assert readings_lately().ratio == 0.75


def test_each_minute_one_page_is_made(client, run, clock):
    for _ in range(10):
        read(client, times=5)
        clock.shift(page_cache.SECONDS + 1)
    assert readings_lately() == Readings(kept=40, made=10)


@pytest.mark.parametrize(
    "address", ["/en/?anything=1", "/en/registration/{run.code}/", "/healthz"]
)
def test_what_is_never_kept_does_not_count(client, run, address):
    read(client, address.format(run=run), times=2)
    assert readings_lately() == Readings()
    read(client)
    assert readings_lately() == Readings(made=1)


def test_other_process_knows_what_was_counted_ten_seconds_ago(client, run, in_process):
    read(client, times=4)
    in_process("two")
    # Of the one, the first reading only: the others still wait in its memory.
    assert readings_lately() == Readings(made=1)
    in_process("one")
    soon = hit_ratio.time.monotonic() + hit_ratio.SECONDS_BETWEEN + 1
    with mock.patch.object(hit_ratio.time, "monotonic", return_value=soon):
        read(client)
    in_process("two")
    read(client, times=2)
    assert readings_lately() == Readings(kept=6, made=1)


def test_who_reads_does_not_wait_for_the_count(run):
    """Within ten seconds, a hundred readings write their figures once."""
    with mock.patch.object(shared_cache, "put", wraps=shared_cache.put) as written:
        read(Client(), times=100)
    keys = [each.args[0] for each in written.call_args_list]
    assert len([each for each in keys if each.startswith("readings")]) == 1


def test_readings_of_yesterday_are_forgotten(client, run, clock):
    read(client, times=2)
    clock.shift(23 * hit_ratio.HOUR)
    assert readings_lately().count == 2
    hit_ratio._waiting.kept = 0
    clock.shift(2 * hit_ratio.HOUR)
    assert readings_lately() == Readings()


def test_without_its_cache_nothing_is_counted(client, run, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.CACHES = {
        **settings.CACHES,
        "pages": cache_from_url(f"file://{tmp_path}/file"),
    }
    read(client, times=2)
    assert readings_lately() == Readings()
