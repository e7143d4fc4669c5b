"""The proxy file that we ship, in front of the site, with nginx really started."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings as current_settings

from forms_app.engine.status_link import new_nonce, token_for

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]

SHIPPED = current_settings.BASE_DIR / "deploy" / "nginx.conf"
SCRIPT = b"<script>alert(1)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
# What may lie in the folder of media whatever the forms refuse.
NEVER_SERVED = ["a.html", "a.xhtml", "a.js", "a.xml", "a.pdf", "a", "documents/a.png"]
AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/start.log;
daemon off;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/icp.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_ours(folder: Path, port: int, upstream: str) -> str:
    """The shipped file with the lines that are each operator's own."""
    text = SHIPPED.read_text()
    for line, ours in {
        "server 127.0.0.1:8000;": f"server {upstream};",
        "listen 127.0.0.1:8080;": f"listen 127.0.0.1:{port};",
        "server_name www.example.org;": "server_name localhost;",
        "root /srv/icp/var;": f"root {folder};",
        "/var/log/nginx/icp.log": f"{folder}/access.log",
        "/var/log/nginx/icp-error.log": f"{folder}/error.log",
    }.items():
        assert line in text
        text = text.replace(line, ours)
    return text


@contextmanager
def running(folder: Path, upstream: str) -> Iterator[str]:
    """nginx before this address; gives its own."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    (folder / "icp.conf").write_text(as_ours(folder, port, upstream))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    command = [program, "-p", folder, "-c", folder / "nginx.conf"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture
def proxy(tmp_path, live_server):
    """The address of nginx before the site, and its folder."""
    with running(tmp_path, live_server.url.removeprefix("http://")) as address:
        yield address, tmp_path


def wait_for(port: int, process) -> None:
    for _time in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    pytest.fail("nginx does not answer.")


def ask(url: str, **headers):
    try:
        with urlopen(Request(url, headers=headers), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read()


@pytest.fixture
def put(proxy):
    address, folder = proxy

    def into_media(name: str, content: bytes) -> str:
        path = folder / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return f"{address}/media/{name}"

    return into_media


@pytest.mark.parametrize("name", NEVER_SERVED)
def test_what_is_no_picture_is_not_served(put, name):
    assert ask(put(name, SCRIPT))[0] == 404


def test_a_picture_is_served_in_a_sandbox_that_runs_nothing(put):
    status, headers, body = ask(put("images/a.svg", DRAWING))
    assert (status, body) == (200, DRAWING)
    assert headers["Content-Type"] == "image/svg+xml"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= {*policy}


@pytest.mark.browser
def test_a_drawing_with_a_script_runs_nothing_in_a_browser(put, page):
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(put("images/a.svg", DRAWING))
    assert said == []
    page.goto("about:blank")
    page.set_content("<script>alert('control')</script>")
    assert said == ["control"]


def lines_of(log: Path, count: int) -> list[str]:
    """nginx writes a line after it has answered."""
    for _time in range(100):
        lines = log.read_text().splitlines()
        if len(lines) >= count:
            break
        time.sleep(0.05)
    return lines


def test_a_secret_link_is_not_in_the_log(proxy, client):
    address, folder = proxy
    token = token_for(new_nonce())
    for path in (f"/ar/case/{token}/", f"/en/case/{token}/more/?x={token}"):
        assert ask(address + path, Referer=f"{address}/en/case/{token}/")[0] == 404
    lines = lines_of(folder / "access.log", 2)
    for log in ("access.log", "error.log", "start.log"):
        assert token not in (folder / log).read_text()
    assert [re.search(r'"(.*?)" (\d+)', line).groups() for line in lines] == [
        ("GET /ar/case/.../", "404"),
        ("GET /en/case/.../more/", "404"),
    ]


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that it was asked with."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({**self.headers}).encode())

    def log_message(self, *args):
        pass


def test_the_site_hears_of_host_and_client_from_the_proxy_only(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = Thread(target=server.serve_forever)
    thread.start()
    with running(tmp_path, f"127.0.0.1:{server.server_port}") as address:
        forged = {"X-Forwarded-For": "10.1.2.3", "X-Forwarded-Proto": "https"}
        _status, _headers, body = ask(address, Host="evil.example", **forged)
    server.shutdown()
    thread.join()
    server.server_close()
    heard = json.loads(body)
    assert heard["Host"] == "evil.example", "the site itself refuses it"
    assert (heard["X-Forwarded-For"], heard["X-Forwarded-Proto"]) == (
        "127.0.0.1",
        "http",
    )
