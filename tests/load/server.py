"""The site as in real life: gunicorn with four worker processes."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

WORKERS = 4
PATIENCE = 180  # seconds


@contextmanager
def running_server(application: str) -> Iterator[int]:
    """Serve the WSGI application of this module; gives the port on 127.0.0.1.

    The socket is ours and listens before gunicorn starts: nobody else can take the
    port, and the first request waits until a worker is ready.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        port = listener.getsockname()[1]
        server = subprocess.Popen(
            _command(application, listener.fileno()),
            cwd=settings.BASE_DIR,
            pass_fds=[listener.fileno()],
            process_group=0,
        )
    try:
        yield port
    finally:
        # With its workers, which would take seconds to say good-bye. Nobody waits for
        # an answer any more, and their database is thrown away.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=PATIENCE)


def _command(application: str, listener: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", application),
        *("--pythonpath", "site", "--preload", "--workers", str(WORKERS)),
        *("--bind", f"fd://{listener}", "--timeout", str(PATIENCE)),
        *("--log-level", "warning", "--no-control-socket"),
    ]
