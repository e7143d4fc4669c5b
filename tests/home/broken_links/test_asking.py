"""What an address answers, asked of a website on this machine."""

import contextlib
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from home.broken_links import asking
from home.broken_links.asking import is_public, what_is_wrong
from home.broken_links.models import Reason

A_LOT = b"x" * 65_536


class Website(BaseHTTPRequestHandler):
    """`/404` answers 404 to all; `/get/405` does so to HEAD only."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        first, _slash, rest = path.strip("/").partition("/")
        if first == "get":
            self.answer(int(rest) if self.command == "HEAD" else 200)
        elif first == "to":
            self.answer(302, rest)
        elif first == "on":
            self.answer(301, f"/on/{rest}x")
        elif first == "slow":
            time.sleep(2)
        elif first == "drip":
            self.drip()
        elif first == "huge":
            self.huge()
        elif first == "rubbish":
            self.wfile.write(b"rubbish\r\n\r\n")
        else:
            self.answer(int(first))

    do_GET = do_HEAD  # noqa: N815

    def answer(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self):
        with contextlib.suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)

    def huge(self):
        if self.command == "HEAD":
            return self.answer(405)
        self.send_response(200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(A_LOT)
                self.server.sent += len(A_LOT)

    def log_message(self, *args):
        pass


@pytest.fixture
def website():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Website)
    server.daemon_threads = True
    server.block_on_close = False
    server.asked, server.sent = [], 0
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)


@pytest.fixture
def ask(website):
    def ask_website(path, scheme="http"):
        address = f"{scheme}://127.0.0.1:{website.server_port}/{path}"
        return what_is_wrong(address, lambda ip: str(ip) == "127.0.0.1")

    return ask_website


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("200", None),
        ("204", None),
        ("get/405", None),
        ("get/404", None),
        ("get/501", None),
        ("huge", None),
        ("to//200", None),
        ("to/200", Reason.CIRCLE),  # from there, it is this very address
        ("401", None),
        ("403", None),
        ("429", None),
        ("404", Reason.GONE),
        ("410", Reason.GONE),
        ("to//404", Reason.GONE),
        ("500", Reason.ERROR),
        ("503", Reason.ERROR),
        ("on/", Reason.CIRCLE),
        ("slow", Reason.NO_ANSWER),
        ("drip", Reason.NO_ANSWER),
        ("rubbish", Reason.NO_ANSWER),
        ("to/http://127.0.0.2/", Reason.INSIDE),
        ("to/ftp://127.0.0.1/", Reason.NO_SITE),
        ("to/http://[/", Reason.NO_SITE),
    ],
)
def test_answer_in_words(ask, path, reason):
    assert ask(path) == reason


def test_answer_that_drips_in_is_not_waited_for(ask):
    begin = time.monotonic()
    assert ask("drip") == Reason.NO_ANSWER
    assert time.monotonic() - begin < 2


def test_body_is_not_read(ask, website):
    assert ask("huge") is None
    time.sleep(0.2)
    # What the sockets hold, and no more.
    assert website.sent < 500 * len(A_LOT)


def test_head_is_enough_where_it_is_answered(ask, website):
    ask("200")
    ask("get/405")
    assert [each[0] for each in website.asked] == ["HEAD", "HEAD", "GET"]


def test_asks_in_the_name_of_the_site_and_tells_nothing_else(ask, website, settings):
    settings.SITE_URL = "https://centre.example"
    port = website.server_port
    address = f"http://ada:secret@127.0.0.1:{port}/200?q=%C4%8D a#part"
    assert what_is_wrong(address, lambda ip: True) is None
    [(_method, path, headers)] = website.asked
    assert path == "/200?q=%C4%8D%20a"
    assert {name: value for name, value in headers.items() if name != "Host"} == {
        "User-Agent": "LinkCheck (+https://centre.example)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
    }


def test_website_without_valid_encryption(ask):
    assert ask("200", scheme="https") == Reason.UNSAFE


def test_website_that_is_not_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert what_is_wrong(address, lambda ip: True) == Reason.NO_ANSWER


def test_name_that_nobody_knows(monkeypatch):
    def look_up(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert what_is_wrong("https://nowhere.example/") == Reason.NO_SITE


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http:///path",
        "http://a.example:99999/",
        "http://" + "a" * 64 + ".example/",
        "http://a..example/",
        "gopher://example.org/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_is_no_website(address):
    assert what_is_wrong(address) == Reason.NO_SITE


# Never into a network


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1"),
        *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::"),
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_address_of_a_network_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1"])
def test_address_out_in_the_open_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0", "2130706433"])
def test_this_machine_is_not_asked(website, host):
    address = f"http://{host}:{website.server_port}/200"
    assert what_is_wrong(address) in (Reason.INSIDE, Reason.NO_SITE)
    assert website.asked == []


def test_name_with_one_address_inside_is_not_asked(monkeypatch, website):
    found = [(0, 0, 0, "", (each, 0)) for each in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert what_is_wrong("http://a.example/") == Reason.INSIDE


def test_name_that_changes_its_mind_is_connected_where_it_was_judged(
    monkeypatch, website
):
    """Whoever looked the name up again to connect would go elsewhere."""
    connected = []
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *args, **kwargs: [(0, 0, 0, "", ("93.184.215.14", 0))],
    )

    def connect(address, timeout):
        connected.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert what_is_wrong("http://a.example/") == Reason.NO_ANSWER
    assert connected == [("93.184.215.14", 80)]
