"""The background worker: delivers messages and runs what is due by the clock."""

import logging
import signal
import threading
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from forms_app.engine.outbox import deliver_due
from forms_app.jobs import JOBS

logger = logging.getLogger(__name__)

REST_SECONDS = 2
SECONDS_BETWEEN_JOBS = 60


class Command(BaseCommand):
    help = "Delivers messages and runs due jobs until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="do what is due now, then stop"
        )

    def handle(self, *args, once: bool, **options):
        if once:
            run_jobs()
            deliver_due()
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("The worker is running.")
        work_until(stop)
        self.stdout.write("The worker has stopped.")


def work_until(stop: threading.Event) -> None:
    """Work and rest in turns."""
    next_jobs = time.monotonic()
    while not stop.is_set():
        close_old_connections()
        if time.monotonic() >= next_jobs:
            run_jobs()
            next_jobs = time.monotonic() + SECONDS_BETWEEN_JOBS
        if not attempt(deliver_due):
            stop.wait(REST_SECONDS)


def run_jobs() -> None:
    for job in JOBS:
        attempt(job)


def attempt(work: Callable[[], int]) -> int:
    """What `work` gives, or 0: a failure is logged and holds up nothing else."""
    try:
        return work()
    except Exception:  # the database may be away for a moment
        logger.exception(
            "The job %s failed; the next try is in %d seconds at most.",
            f"{work.__module__}.{work.__name__}",
            SECONDS_BETWEEN_JOBS,
        )
        return 0
