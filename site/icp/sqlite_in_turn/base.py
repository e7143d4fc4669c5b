"""Who wants to write waits in a queue, where SQLite would have them come and ask again.

SQLite lets one write at a time. Those who find it taken sleep, up to a tenth of a
second, and look again: the file is often free while everybody sleeps, and somebody
without luck sleeps until their patience is over. A lock on a file beside the database
wakes the next in the line at once, and the system frees it when a process dies.
"""

import fcntl
import logging
import os
from pathlib import Path

from django.db.backends.sqlite3 import base

logger = logging.getLogger(__name__)


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction that begins with the write lock takes its turn first."""

    _queue: int | None = None  # an open file of this connection's own

    def get_new_connection(self, conn_params):
        if self.transaction_mode == "IMMEDIATE" and not self.is_in_memory_db():
            self._queue = open_queue(Path(self.settings_dict["NAME"]))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self):
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_EX)
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave_the_queue()
            raise

    def _commit(self):
        # A commit that fails is followed by a rollback.
        super()._commit()
        self._leave_the_queue()

    def _rollback(self):
        try:
            super()._rollback()
        finally:
            self._leave_the_queue()

    def _close(self):
        try:
            super()._close()
        finally:
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    def _leave_the_queue(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)


def open_queue(database: Path) -> int | None:
    """A file beside the database that whoever may write the one may write, too.

    A command that an administrator runs makes it for the account of the site. Whoever
    cannot open it does without: SQLite has them come and ask again, as ever.
    """
    name = database.with_name(f"{database.name}-queue")
    try:
        opened = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        _give_to_owner_of(database, opened)
    except PermissionError:
        logger.warning("The queue of writers cannot be opened; its owner is another.")
        return None
    return opened


def _give_to_owner_of(database: Path, opened: int) -> None:
    """As SQLite does with the files of its own that stand beside the database."""
    if not database.exists():
        return
    wanted, found = database.stat(), os.fstat(opened)
    if os.geteuid() == 0:
        os.fchown(opened, wanted.st_uid, wanted.st_gid)
    if os.geteuid() in {0, found.st_uid}:
        os.fchmod(opened, wanted.st_mode & 0o666)
