"""Who wants to write waits in a queue, where SQLite would have them come and ask again.

SQLite lets one write at a time. Those who find it taken sleep, up to a tenth of a
second, and look again: the file is often free while everybody sleeps, and somebody
without luck sleeps until their patience is over. A lock on a file beside the database
wakes the next in the line at once, and the system frees it when a process dies.
"""

import fcntl
import os

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction that begins with the write lock takes its turn first."""

    _queue: int | None = None  # an open file of this connection's own

    def get_new_connection(self, conn_params):
        if self.transaction_mode == "IMMEDIATE" and not self.is_in_memory_db():
            name = f"{self.settings_dict['NAME']}-queue"
            self._queue = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
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
