"""`python tests/postgres.py COMMAND…` runs a command with a PostgreSQL of its own.

The server lives in a temporary folder, listens on a socket in it and nowhere else,
and is gone afterwards, also when the command fails or is interrupted.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
# C.UTF-8: the same order everywhere, and upper and lower case of all letters.
INITDB = ["--username=icp", "--auth=trust", "--locale=C.UTF-8", "--no-sync"]
# Nothing here outlives the run, so nothing needs to reach the disk.
OPTIONS = "-c fsync=off -c full_page_writes=off -c max_connections=300"
STOP_SIGNALS = {signal.SIGINT, signal.SIGTERM}


def version_of(initdb: Path) -> int:
    answer = subprocess.run([initdb, "--version"], capture_output=True, text=True)
    found = re.search(r"\d+", answer.stdout)
    return int(found[0]) if found else 0


def find_programs() -> Path:
    """The folder of the newest server programs; ends the program if there is none."""
    on_path = shutil.which("initdb")
    candidates = [Path(on_path)] if on_path else []
    candidates += DEBIAN.glob("*/bin/initdb")
    newest = max(candidates, key=version_of, default=None)
    if newest is None or version_of(newest) < OLDEST:
        sys.exit(f"PostgreSQL {OLDEST} or newer is needed, with its server programs.")
    return newest.resolve().parent


def server_account() -> pwd.struct_passwd:
    """Whom to be for the server, which refuses to run as root."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


@contextmanager
def folder_of(account: pwd.struct_passwd) -> Iterator[Path]:
    # A socket's path may have some hundred characters: not under a long TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        os.chown(folder, account.pw_uid, account.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def undisturbed() -> Iterator[None]:
    """A signal that arrives meanwhile is answered afterwards: no half-made server."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def call_as(account: pwd.struct_passwd, folder: Path, *command: str | Path) -> None:
    subprocess.run(
        command,
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=None if os.getuid() else [],
    )


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; gives the URL of its database."""
    programs, account = find_programs(), server_account()
    with folder_of(account) as folder:
        data, log = f"--pgdata={folder / 'data'}", f"--log={folder / 'log'}"
        socket = f"-c listen_addresses= -c unix_socket_directories={folder}"
        pg_ctl = [account, folder, programs / "pg_ctl", data, "--wait"]
        try:
            with undisturbed():
                call_as(account, folder, programs / "initdb", data, *INITDB)
                call_as(*pg_ctl, log, f"--options={socket} {OPTIONS}", "start")
            yield f"postgres://icp@{quote(str(folder), safe='')}/postgres"
        finally:
            with undisturbed():
                call_as(*pg_ctl, "--mode=immediate", "stop")


def run(command: list[str], url: str) -> int:
    """Run to the end. A request to stop is the command's to answer, then ours."""
    # The terminal sends ctrl-C to both of us, a TERM reaches this process only.
    signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    return child.wait()


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    # Python would die of a TERM without running any `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster() as url:
        code = run(sys.argv[1:], url)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
