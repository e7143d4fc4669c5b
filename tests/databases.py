"""The test database is a copy of a template, migrated once per set of migrations.

All migrations take a quarter of a minute; a copy takes a moment. So every test
process gets a copy of its own, and a fresh one after each test that really commits:
flushing the tables would take the root page and the locales with it.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Identifier

FOLDER = settings.VAR_DIR / "test-databases"
PATIENCE = 30  # seconds
# As this process got it. Later the variable names the database of a world, which may
# be gone before those that were made after it.
SERVER_URL = os.environ.get("DATABASE_URL", "")


def fingerprint_of_migrations() -> str:
    """The same for the same migrations, ours and those of the packages."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.label}/{migration.name}".encode())
            digest.update(migration.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_process_at_a_time() -> Iterator[None]:
    """Of those that use the same engine."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def connect_to(name: str) -> None:
    """Let Django's connection, in every thread, lead to the database of this name."""
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connect_to(name)
    try:
        yield
    finally:
        connect_to(before)


def migrate(name: str) -> None:
    with connected_to(name):
        call_command("migrate", verbosity=0, interactive=False)


class SQLiteFiles:
    """Files, as in real life: a database in memory knows no second connection."""

    def __init__(self, folder: Path, name: str) -> None:
        self.template = FOLDER / f"{fingerprint_of_migrations()}.sqlite3"
        self.name = str(folder / f"{name}.sqlite3")
        self.url = f"sqlite:///{self.name}"

    def make_template(self) -> None:
        if not self.template.exists():
            for outdated in FOLDER.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished = self.template.with_suffix(".sqlite3-unfinished")
            migrate(str(unfinished))
            unfinished.rename(self.template)
        # Kept open: a run of another branch may remove the file as outdated.
        self.source = sqlite3.connect(f"{self.template.as_uri()}?immutable=1", uri=True)

    def copy_template(self) -> None:
        """Pages are written into the same file: open connections see them, too."""
        deadline = time.monotonic() + PATIENCE

        def give_up_in_time(status: int, *_: int) -> None:
            if status == sqlite3.SQLITE_BUSY and time.monotonic() > deadline:
                raise TimeoutError("A connection still writes to the test database.")

        with closing(sqlite3.connect(self.name)) as copy:
            copy.execute("PRAGMA synchronous=OFF")
            self.source.backup(copy, progress=give_up_in_time)

    def become_template(self) -> None:
        """What stands here now is what each test begins with."""
        filled = Path(self.name).with_suffix(".filled")
        with closing(sqlite3.connect(self.name)) as own:
            own.execute("VACUUM INTO ?", [str(filled)])
        self.source.close()
        self.source = sqlite3.connect(f"{filled.as_uri()}?immutable=1", uri=True)

    def drop(self) -> None:
        """The file itself lies in a folder of pytest's, which clears it away."""
        self.source.close()


class PostgreSQLDatabases:
    """Databases of the server that DATABASE_URL names."""

    def __init__(self, _folder: Path, name: str) -> None:
        self.server_url = SERVER_URL
        self.template = f"template_{fingerprint_of_migrations()}"
        self.name = f"test_{name}_{os.getpid()}"
        self.filled = f"{self.name}_filled"
        self.url = urlsplit(self.server_url)._replace(path=f"/{self.name}").geturl()

    def execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(SQL(statement).format(*map(Identifier, names)))

    def has_template(self) -> bool:
        with psycopg.connect(self.server_url) as server:
            known = "SELECT FROM pg_database WHERE datname = %s"
            return server.execute(known, [self.template]).rowcount == 1

    def make_template(self) -> None:
        if self.has_template():
            return
        unfinished = f"{self.template}_unfinished"
        self.execute("DROP DATABASE IF EXISTS {}", unfinished)
        self.execute("CREATE DATABASE {}", unfinished)
        migrate(unfinished)
        self.execute("ALTER DATABASE {} RENAME TO {}", unfinished, self.template)

    def copy_template(self) -> None:
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)
        self.execute("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def become_template(self) -> None:
        """What stands here now is what each test begins with."""
        self.template = self.filled
        self.execute("CREATE DATABASE {} TEMPLATE {}", self.filled, self.name)

    def drop(self) -> None:
        for name in (self.name, self.filled):
            self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def databases_for_tests(
    folder: Path, name: str = "empty"
) -> SQLiteFiles | PostgreSQLDatabases:
    if connection.vendor == "sqlite":
        return SQLiteFiles(folder, name)
    return PostgreSQLDatabases(folder, name)
