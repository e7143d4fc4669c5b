"""Several people press "Save" at the same moment: one of them saves."""

from collections import Counter
from contextlib import nullcontext, suppress
from threading import Barrier, BrokenBarrierError, Thread
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from events.event_admin import EditDateView
from home.fact_editing import edit
from tests.factories import EventDateFactory
from tests.home.fact_editing.facts import FACTS
from tests.staff_forms import form_of

AT_ONCE = 3
LONG_ENOUGH = 1


@pytest.fixture
def answers(monkeypatch):
    """What each is answered when all have been checked before anybody saves.

    Where one holds the record the others cannot come so far, and the one goes on.
    """
    barrier = Barrier(AT_ONCE)

    def wait_for_the_others(_view, _form):
        with suppress(BrokenBarrierError):
            barrier.wait(LONG_ENOUGH)

    def all_save(url: str, name: str) -> Counter:
        found = []

        def save(client, typed):
            try:
                found.append(client.post(url, typed).status_code)
            finally:
                connection.close()

        threads = []
        for number in range(AT_ONCE):
            client = Client()
            user = get_user_model().objects.create_superuser(f"user-{number}")
            client.force_login(user)
            typed = form_of(client.get(url)) | {name: str(10 + number)}
            threads.append(Thread(target=save, args=[client, typed]))
        monkeypatch.setattr(edit.EditsAFact, "before_saving", wait_for_the_others)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Counter(found)

    return all_save


@pytest.mark.django_db(transaction=True)
def test_one_of_three_savers_at_once_wins_and_the_others_are_told(answers):
    fact = FACTS["CourseRun"]
    found = answers(fact.url(fact.make()), "capacity")
    assert found == {302: 1, 409: AT_ONCE - 1}


@pytest.mark.django_db(transaction=True)
def test_without_holding_the_record_all_of_them_save(answers, monkeypatch):
    """The control: each is checked before any has saved."""
    monkeypatch.setattr(edit, "hold", lambda _records: None)
    monkeypatch.setattr(edit, "transaction", SimpleNamespace(atomic=nullcontext))
    fact = FACTS["CourseRun"]
    assert answers(fact.url(fact.make()), "capacity") == {302: AT_ONCE}


@pytest.mark.django_db
def test_date_is_not_saved_while_the_dates_of_its_event_are_planned():
    date = EventDateFactory()
    assert EditDateView().records_to_hold(date) == [date.event, date]
