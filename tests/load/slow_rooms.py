"""The site, a little slower between finding a room free and holding it.

Two processes rarely meet in so short a moment; a wait makes them meet every time, so
that the control without the lock fails for certain. With the lock the wait is harmless.
"""

import time

# First, because it sets Django up.
from icp.wsgi import application  # isort: split

from forms_app.room_requests import availability, consequences, guards

__all__ = ["application"]

WAIT = 0.05  # seconds


def plan_and_wait(room, wish):
    planned = availability.plan(room, wish)
    time.sleep(WAIT)
    return planned


guards.plan = consequences.plan = plan_and_wait
