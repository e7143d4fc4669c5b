"""How many pages a second an anonymous reader gets, beside the least that Django does.

The same server, the same client, the same headers, in turns: a view that says "Hello,
world!" without any middleware, and the page of a course that the page cache keeps, in
each language of the demonstration. Between two rounds the server's clock goes forward
by a minute, after which nothing is kept any more: ten minutes of a website that nobody
changes.
"""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import fmean

from django.conf import settings
from django.db import connection

from events.models import CoursePage
from home.hit_ratio import Readings
from icp.demo.loading import load
from tests.bench.page_cache import page_cache
from tests.bench.tables import Figure
from tests.load.clients import Browser
from tests.load.server import running_server

# The first round, and ten minutes after it.
SECONDS, ROUNDS, READERS = 0.4, 1 + 10, 4
HELLO, LATER, READINGS = "/hello/", "/later/", "/readings/"
REQUEST = (
    "GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    "Accept-Encoding: gzip, deflate, br\r\nConnection: close\r\n\r\n"
)


def measure_reading() -> list[Figure]:
    load(lambda line: None)
    addresses = _course_in_each_language()
    connection.close()
    with page_cache(), running_server("tests.bench.hello") as port:
        rates = _rates_in_turns(port, [HELLO, *addresses.values()])
        readings = Readings(**json.loads(Browser(port).get(READINGS).text))
    hello = rates.pop(HELLO)
    pages = {code: rates[address] for code, address in addresses.items()}
    slowest = min(fmean(each) for each in pages.values())
    worst = min(
        page / least
        for each in pages.values()
        for page, least in zip(each, hello, strict=True)
    )
    return [
        Figure("hello, world, a second", fmean(hello)),
        *(
            Figure(f"course page, {code}, a second", fmean(pages[code]))
            for code in pages
        ),
        Figure("slowest language against hello", slowest / fmean(hello), at_least=0.7),
        Figure("the same in its worst minute", worst),
        Figure("readings", readings.count),
        Figure("of 100, with a kept page", 100 * (readings.ratio or 0), at_least=99),
    ]


def _course_in_each_language() -> dict[str, str]:
    pages = CoursePage.objects.live().select_related("locale").order_by("course", "pk")
    addresses: dict[str, str] = {}
    for page in pages:
        addresses.setdefault(page.locale.language_code, page.url)
    if len(addresses) != len(settings.LANGUAGES):
        raise RuntimeError("The demonstration lacks a language.")
    return addresses


def _rates_in_turns(port: int, addresses: list[str]) -> dict[str, list[float]]:
    """Whatever else the machine does meanwhile, all of them feel it."""
    rates: dict[str, list[float]] = {each: [] for each in addresses}
    for address in addresses:
        _read_for(port, address, seconds=SECONDS)  # warm processes, a kept page
    for number in range(ROUNDS):
        if number > 0:
            _read(port, LATER)
        for address in addresses:
            # The first reader of a minute waits, in a minute of thousands.
            _read(port, address)
            rates[address].append(_rate(port, address))
    return rates


def _rate(port: int, address: str) -> float:
    with ThreadPoolExecutor(max_workers=READERS) as threads:
        start = time.perf_counter()
        read = threads.map(lambda _: _read_for(port, address, SECONDS), range(READERS))
        return sum(read) / (time.perf_counter() - start)


def _read_for(port: int, address: str, seconds: float) -> int:
    end, count = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        _read(port, address)
        count += 1
    return count


def _read(port: int, address: str) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connected:
        connected.sendall(REQUEST.format(address=address).encode())
        answer = b"".join(iter(partial(connected.recv, 65536), b""))
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:200])
