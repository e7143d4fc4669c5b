"""`deploy/run.sh` with stand-ins for the site and the worker."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

STAND_IN = """
import os, pathlib, sys, time
command = sys.argv[1]
print(*sys.argv[1:])
if command in ("runserver", "worker"):
    pathlib.Path(command).write_text(str(os.getpid()))
    if os.environ.get("ENDS") == command:
        sys.exit(3)
    time.sleep(30)
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "manage.py").write_text(STAND_IN)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / "deploy").mkdir()
    shutil.copy(settings.BASE_DIR / "deploy/run.sh", tmp_path / "deploy")
    return tmp_path


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(project, free_port):
    started = []

    def start(**environment):
        started.append(
            subprocess.Popen(
                [project / "deploy/run.sh"],
                env={**os.environ, "PORT": str(free_port), **environment},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                # Whatever started the tests may ignore ctrl-C, and children inherit.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.stdout.close()


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def has_started(path):
    return path.exists() and path.read_text().isdigit()


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_run_stopped_from_outside_leaves_no_process(project, start, sent, code):
    run = start()
    files = [project / "runserver", project / "worker"]
    wait_until(lambda: all(map(has_started, files)))
    os.kill(run.pid, sent)
    assert run.wait(timeout=10) == code
    assert [is_alive(int(file.read_text())) for file in files] == [False, False]


@pytest.mark.parametrize(
    ("ends", "name", "other"),
    [("runserver", "site", "worker"), ("worker", "worker", "runserver")],
)
def test_run_ends_when_one_of_both_ends(project, start, ends, name, other):
    run = start(ENDS=ends)
    assert run.wait(timeout=20) == 3
    last_line = run.stdout.read().splitlines()[-1]
    assert last_line == f"The {name} ended by itself with exit code 3; all is stopped."
    stopped = project / other
    assert not has_started(stopped) or not is_alive(int(stopped.read_text()))


def test_run_on_a_taken_port_says_so(start, free_port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port))
        taken.listen()
        run = start()
        assert run.wait(timeout=10) == 1
    assert run.stdout.read() == (
        f"Port {free_port} is taken. Try another one: make run PORT=8001\n"
    )
