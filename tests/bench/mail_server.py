"""A mail server as every organisation has one; it takes mail and forgets it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Where the settings of the bench find its port.
PORT = "BENCH_MAIL_PORT"
PATIENCE = 30  # seconds


@contextmanager
def running_mail_server() -> Iterator[None]:
    """Answer SMTP on a free port of 127.0.0.1, for servers that are started within."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    options = ["--nosetuid", "--class", "aiosmtpd.handlers.Sink", "--listen", address]
    server = subprocess.Popen([sys.executable, "-m", "aiosmtpd", *options])
    os.environ[PORT] = str(port)
    try:
        _wait_for(port)
        yield
    finally:
        del os.environ[PORT]
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
