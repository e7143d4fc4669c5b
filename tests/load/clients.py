"""People in front of their browsers, who all press the button at the same moment."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

T = TypeVar("T")

PATIENCE = 180  # seconds
HIDDEN_INPUT = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
REFERENCE = re.compile(r"data-reference[^>]*>\s*([\w-]+)\s*<")


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


@dataclass
class Browser:
    """Speaks to one port of 127.0.0.1 and keeps its cookies.

    `network` is the address that the server sees, any of 127.0.0.0/8.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    network: str = "127.0.0.1"

    def get(self, address: str) -> Answer:
        return self._ask("GET", address)

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", address, urlencode(fields))

    def open_form(self, address: str) -> dict[str, str]:
        """Read a form; gives its hidden fields, the token against forgery too."""
        answer = self.get(address)
        assert answer.status == 200, answer
        return dict(HIDDEN_INPUT.findall(answer.text))

    def copy(self) -> "Browser":
        return replace(self, cookies=dict(self.cookies))

    def read_reference(self, sent: Answer) -> str:
        """The reference on the page that a sent form leads to."""
        return REFERENCE.findall(self.get(sent.location).text)[0]

    def _ask(self, method: str, address: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(self.network, 0)
        )
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            self._keep_cookies(response.headers.get_all("Set-Cookie", []))
            location = urlsplit(response.headers.get("Location", "")).path
            return Answer(response.status, location, response.read().decode())
        finally:
            connection.close()

    def _keep_cookies(self, headers: list[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.coded_value


def a_few_at_a_time(actions: Sequence[Callable[[], T]]) -> list[T]:
    with ThreadPoolExecutor(max_workers=8) as threads:
        return list(threads.map(lambda action: action(), actions))


def all_at_once(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Results in the order of the actions; none begins before all are ready."""
    barrier = Barrier(len(actions), timeout=PATIENCE)

    def act(action: Callable[[], T]) -> T:
        barrier.wait()
        return action()

    with ThreadPoolExecutor(max_workers=len(actions)) as threads:
        return list(threads.map(act, actions))
