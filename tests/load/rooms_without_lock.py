"""The site with the lock of the room switched off: it must lend a room twice.

On PostgreSQL the lock is the room's row, and behind it stands a constraint, which the
test takes away. On SQLite it is the transaction, which takes the write lock as it
begins.
"""

# First, because it sets Django up.
from tests.load.slow_rooms import application  # isort: split

from contextlib import nullcontext
from types import SimpleNamespace

from django.db import connection

from forms_app.engine import transitions
from forms_app.engine.pages import senders
from forms_app.engine.states import no_change
from forms_app.room_requests.workflow import WORKFLOW

__all__ = ["application"]

WORKFLOW.lock = no_change
if connection.vendor == "sqlite":
    senders.transaction = SimpleNamespace(atomic=nullcontext)
    transitions.transaction = SimpleNamespace(atomic=nullcontext)
