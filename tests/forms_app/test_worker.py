"""The background worker: what is due by the clock, and how it begins and ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from forms_app.engine.outbox import Message, enqueue
from forms_app.management.commands import worker
from tests.factories import CourseRunFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def work_once() -> None:
    call_command("worker", once=True)


def states(run) -> list[str]:
    return list(run.registrations.order_by("pk").values_list("state", flat=True))


class TestOnce:
    def test_expired_offer_lapses_and_the_next_gets_the_seat(self):
        run = CourseRunFactory(capacity=1)
        expired = RegistrationFactory(
            run=run,
            state="offered",
            offer_expires_at=timezone.now() - timedelta(minutes=1),
        )
        RegistrationFactory.create_batch(2, run=run, state="waitlisted")

        work_once()

        assert states(run) == ["lapsed", "offered", "waitlisted"]
        row = expired.history.latest()
        assert (row.step, row.role, row.history_user) == ("lapse", "system", None)

    def test_offer_that_still_holds_is_left_alone(self):
        run = CourseRunFactory(capacity=1)
        RegistrationFactory(run=run, state="offered")
        RegistrationFactory(run=run, state="waitlisted")

        work_once()

        assert states(run) == ["offered", "waitlisted"]

    def test_raised_capacity_is_offered_to_those_who_wait_longest(self):
        run = CourseRunFactory(capacity=1)
        RegistrationFactory(run=run, state="confirmed")
        RegistrationFactory.create_batch(3, run=run, state="waitlisted")
        work_once()
        assert states(run) == ["confirmed", "waitlisted", "waitlisted", "waitlisted"]

        run.capacity = 3
        run.save()
        work_once()

        assert states(run) == ["confirmed", "offered", "offered", "waitlisted"]

    def test_message_about_a_job_leaves_at_once(self):
        run = CourseRunFactory(capacity=1)
        waiting = RegistrationFactory(run=run, state="waitlisted")

        work_once()

        assert [each.to for each in mail.outbox] == [[waiting.email]]

    def test_work_done_twice_is_done_once(self):
        run = CourseRunFactory(capacity=1)
        waiting = RegistrationFactory(run=run, state="waitlisted")

        work_once()
        work_once()

        assert len(mail.outbox) == 1
        assert waiting.history.filter(step="offer").count() == 1


# The loop closes old connections, which would end the transaction of a test.
@pytest.mark.django_db(transaction=True)
class TestLoop:
    @pytest.fixture
    def stop(self):
        return threading.Event()

    @pytest.fixture(autouse=True)
    def _without_rest(self, monkeypatch):
        monkeypatch.setattr(worker, "REST_SECONDS", 0)
        monkeypatch.setattr(worker, "SECONDS_BETWEEN_JOBS", 0)

    def test_job_that_fails_is_tried_again(self, monkeypatch, stop, caplog):
        turns = []

        def job():
            turns.append(len(turns))
            if len(turns) < 3:
                raise ConnectionError("person0@example.org")
            stop.set()

        monkeypatch.setattr(worker, "JOBS", (job,))
        worker.work_until(stop)

        assert turns == [0, 1, 2]
        assert [record.getMessage() for record in caplog.records] == [
            f"The job {__name__}.job failed; the next try is in 0 seconds at most."
        ] * 2
        assert all(record.exc_info for record in caplog.records)

    def test_job_that_always_fails_holds_up_neither_other_jobs_nor_mail(
        self, monkeypatch, stop
    ):
        enqueue(RegistrationFactory(), "received")
        turns, others = [], []

        def job():
            turns.append(len(turns))
            if len(turns) == 3:
                stop.set()
            raise ConnectionError

        monkeypatch.setattr(worker, "JOBS", (job, lambda: others.append("done")))
        worker.work_until(stop)

        assert others == ["done"] * 3
        assert len(mail.outbox) == 1

    def test_delivery_that_fails_is_tried_again(self, monkeypatch, stop):
        turns = []

        def deliver_due():
            turns.append(len(turns))
            if len(turns) < 3:
                raise ConnectionError
            stop.set()
            return 0

        monkeypatch.setattr(worker, "deliver_due", deliver_due)
        worker.work_until(stop)

        assert turns == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
class TestProcess:
    @pytest.fixture
    def process(self):
        """`manage.py worker` on the test database."""
        process = subprocess.Popen(
            [sys.executable, "-u", "manage.py", "worker"],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout.readline() == "The worker is running.\n"
            yield process
            process.kill()

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_worker_ends_well_when_it_is_told_to_stop(self, process, number):
        os.kill(process.pid, number)

        assert process.wait(timeout=10) == 0
        assert process.stdout.read() == "The worker has stopped.\n"

    def test_worker_delivers_what_is_written_while_it_runs(self, process):
        message = enqueue(RegistrationFactory(), "received")

        deadline = time.monotonic() + 20
        while message.delivery != Message.Delivery.SENT:
            assert time.monotonic() < deadline
            time.sleep(0.1)
            message.refresh_from_db()
