"""The site, a little slower between counting the seats and giving one away.

Two processes rarely meet in so short a moment; a wait makes them meet every time, so
that the control without the lock fails for certain. With the lock the wait is harmless.
"""

import time

# First, because it sets Django up.
from icp.wsgi import application  # isort: split

from forms_app.registrations import consequences, guards, seats

__all__ = ["application"]

WAIT = 0.02  # seconds


def count_and_wait(run):
    counted = seats.seats_of(run)
    time.sleep(WAIT)
    return counted


guards.seats_of = consequences.seats_of = count_and_wait
