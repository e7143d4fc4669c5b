"""The site with the lock of the seats switched off: it must oversell.

On PostgreSQL the lock is the row of the run. On SQLite it is the transaction, which
takes the write lock as it begins. (A transaction that takes the lock later would not
oversell there: SQLite refuses to write after somebody else has.)
"""

# First, because it sets Django up.
from tests.load.slow_count import application  # isort: split

from contextlib import nullcontext
from types import SimpleNamespace

from django.db import connection

from forms_app.engine import transitions
from forms_app.engine.pages import senders
from forms_app.engine.states import no_change
from forms_app.registrations.workflow import WORKFLOW

__all__ = ["application"]

WORKFLOW.lock = no_change
if connection.vendor == "sqlite":
    senders.transaction = SimpleNamespace(atomic=nullcontext)
    transitions.transaction = SimpleNamespace(atomic=nullcontext)
