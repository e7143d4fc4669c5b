"""How long the pages of an inbox take with 1,000 cases and with 100,000."""

import gc
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.tables import Figure

INBOX = "/admin/registrations/"
REPEATS = 7
LAST = 10**6

PAGES = {
    "first page": {},
    "last page": {"p": LAST},
    "middle page": {"p": "half"},
    "mine": {"tab": "mine"},
    "unassigned": {"tab": "unassigned"},
    "overdue": {"tab": "overdue"},
    "overdue, last page": {"tab": "overdue", "p": LAST},
    "state": {"state": "declined"},
    "state, last page": {"state": "declined", "p": LAST},
    "two states": {"state": ["declined", "lapsed"]},
    "language": {"language": "ar"},
    "course run": {"run": "1"},
    "place": {"place": "1"},
    "oldest first": {"ordering": "submitted_at"},
    "search: common": {"q": "zofie"},
    "search: one person": {"q": "person77@example.org"},
    "search: nobody": {"q": "nobody at all"},
}


def measure_pages(user, count: int) -> dict[str, tuple[float, int]]:
    """Milliseconds (the best: what else the machine does only adds) and queries.

    The pages take turns, so that no page meets all of a bad moment.
    """
    client = Client()
    client.force_login(user)
    client.get(INBOX)
    pages = {name: _filled(query, count) for name, query in PAGES.items()}
    queries = {name: _count_queries(client, query) for name, query in pages.items()}
    rounds = [
        {name: _milliseconds(client, query) for name, query in pages.items()}
        for _ in range(REPEATS)
    ]
    return {name: (min(each[name] for each in rounds), queries[name]) for name in pages}


def _filled(query: dict, count: int) -> dict:
    half = str(max(count // 100, 1))
    return {name: half if value == "half" else value for name, value in query.items()}


def _count_queries(client: Client, query: dict) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(INBOX, query).status_code == 200
    return len(queries)


def _milliseconds(client: Client, query: dict) -> float:
    """SQLite works in this process, so its time is ours, however busy the machine."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    start = clock()
    client.get(INBOX, query)
    return 1000 * (clock() - start)


def measure_export(user, form: str) -> list[Figure]:
    """Seconds to the first byte and to the last; by how many MB the process grew."""
    client = Client()
    client.force_login(user)
    client.get(INBOX)
    gc.collect()
    before, start = _resident(), time.perf_counter()
    response = client.post(f"{INBOX}export/", {"reason": "Bench", "format": form})
    stream = iter(response.streaming_content)
    next(stream)
    first = time.perf_counter() - start
    most, size = _resident(), 0
    for number, chunk in enumerate(stream):
        size += len(chunk)
        if number % 50 == 0:
            most = max(most, _resident())
    return [
        Figure("first byte, seconds", first, at_most=0.3),
        Figure("worker grew, MB", max(most, _resident()) - before, at_most=30),
        Figure("all, seconds", time.perf_counter() - start),
        Figure("size, MB", size / 1e6),
    ]


def _resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"{settings.BASE_DIR}: no /proc, no figures of memory.")
