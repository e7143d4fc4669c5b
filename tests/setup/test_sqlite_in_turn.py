"""Writers to a file of SQLite wait for their turn; nobody is sent away."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

import pytest
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as DjangosWrapper
from django.db.utils import ConnectionHandler

from icp.settings.databases import SQLITE_OPTIONS
from icp.sqlite_in_turn.base import DatabaseWrapper, open_queue

WRITERS, TURNS = 8, 25


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """Connections to one file that never ask SQLite twice."""

    def make(kind=DatabaseWrapper, **options):
        engine = kind.__module__.rpartition(".")[0]
        options = SQLITE_OPTIONS | {"timeout": 0} | options
        database = {"ENGINE": engine, "NAME": tmp_path / "db", "OPTIONS": options}
        return ConnectionHandler({"default": database}).create_connection("default")

    with django_db_blocker.unblock():
        with closing(make()) as first:
            first.cursor().execute("CREATE TABLE counts (number INTEGER)")
            first.cursor().execute("INSERT INTO counts VALUES (0)")
        yield make


def begin(connection):
    connection.set_autocommit(
        False, force_begin_transaction_with_broken_autocommit=True
    )


@contextmanager
def transaction(connection) -> Iterator[None]:
    """As `atomic` does it, which knows only the connections of the settings."""
    connection.set_autocommit(
        False, force_begin_transaction_with_broken_autocommit=True
    )
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.set_autocommit(True)


def count_one_more(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT number FROM counts")
    cursor.execute("UPDATE counts SET number = %s", [cursor.fetchone()[0] + 1])


def write_all_at_once(connect, kind) -> int:
    def write(_writer):
        with closing(connect(kind)) as connection:
            for _turn in range(TURNS):
                with transaction(connection):
                    count_one_more(connection)

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))
    with closing(connect()) as connection:
        return connection.cursor().execute("SELECT number FROM counts").fetchone()[0]


def test_each_writer_gets_its_turn(connect):
    assert write_all_at_once(connect, DatabaseWrapper) == WRITERS * TURNS


def test_without_the_queue_they_are_refused(connect):
    with pytest.raises(OperationalError, match="locked"):
        write_all_at_once(connect, DjangosWrapper)


@pytest.fixture
def next_writer_waits(connect):
    """Somebody who comes while `first` writes; whether they are through by the end."""

    @contextmanager
    def wait(first):
        came = Event()

        def write():
            with closing(connect()) as second:
                second.ensure_connection()
                came.set()
                with transaction(second):
                    count_one_more(second)

        with ThreadPoolExecutor(1) as threads, closing(first):
            written = threads.submit(write)
            came.wait()
            assert not written.done()
            yield
            written.result(timeout=10)

    return wait


def commit(connection):
    connection.commit()


def roll_back(connection):
    connection.rollback()


def end(connection):
    connection.close()


@pytest.mark.parametrize("finish", [commit, roll_back, end])
def test_next_one_comes_when_the_first_is_done(connect, next_writer_waits, finish):
    first = connect()
    begin(first)
    with next_writer_waits(first):
        finish(first)


def test_whoever_could_not_begin_is_not_in_the_way(connect):
    with closing(connect(DjangosWrapper)) as stranger, closing(connect()) as unlucky:
        with (
            transaction(stranger),
            pytest.raises(OperationalError),
            transaction(unlucky),
        ):
            pass
        with closing(connect()) as next_one, transaction(next_one):
            count_one_more(next_one)


# Who may open the queue

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "icp.sqlite3"
    path.touch(0o640)
    return path


def queue_of(database: Path) -> Path:
    return database.with_name("icp.sqlite3-queue")


def test_the_queue_has_the_mode_of_the_database(database):
    os.close(open_queue(database))
    assert queue_of(database).stat().st_mode & 0o777 == 0o640
    database.chmod(0o660)
    os.close(open_queue(database))
    assert queue_of(database).stat().st_mode & 0o777 == 0o660


@AS_ROOT
def test_a_queue_that_root_made_belongs_to_the_owner_of_the_database(database):
    os.chown(database, 65534, 65534)
    os.close(open_queue(database))
    made = queue_of(database).stat()
    assert (made.st_uid, made.st_gid) == (65534, 65534)


@pytest.fixture
def refused(monkeypatch):
    """The file belongs to somebody else; root would be let in all the same."""

    def refuse(*args, **kwargs):
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)


def test_whoever_cannot_open_the_queue_writes_all_the_same(connect, refused, caplog):
    connection = connect()
    with closing(connection), transaction(connection):
        connection.cursor().execute("INSERT INTO counts VALUES (5)")
    with closing(connect()) as other:
        found = other.cursor().execute("SELECT COUNT(*) FROM counts").fetchone()
    assert found == (2,)
    assert "The queue of writers cannot be opened" in caplog.text
