"""Events that had one time keep it, and their history keeps its own."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("events", "0002_initial")]
AFTER = [("events", "0003_event_dates")]
# 18:00 and 20:00 in the summer of Prague.
BEGIN = datetime(2027, 3, 28, 16, tzinfo=UTC)
END = datetime(2027, 3, 28, 18, tzinfo=UTC)


def migrate_to(targets):
    executor = MigrationExecutor(connection)
    # The places stay as they are now, and their models with them.
    targets = [*targets, *executor.loader.graph.leaf_nodes("services")]
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def test_the_time_of_an_event_becomes_its_only_date():
    old = migrate_to(BEFORE)
    place = old.get_model("services", "Place").objects.create(
        name="Place", street="Street 1", city="Praha"
    )
    events = old.get_model("events", "Event").objects
    event = events.create(name="Walk", place=place, starts_at=BEGIN, ends_at=END)
    long = events.create(
        name="Exhibition",
        place=place,
        starts_at=BEGIN,
        ends_at=datetime(2029, 1, 1, tzinfo=UTC),
        is_cancelled=True,
    )
    old.get_model("events", "HistoricalEvent").objects.create(
        id=event.pk,
        name="Walk",
        place_id=place.pk,
        starts_at=BEGIN.replace(day=27),
        ends_at=END.replace(day=27),
        history_date=datetime(2027, 1, 1, tzinfo=UTC),
        history_type="+",
        history_change_reason="Example",
    )

    new = migrate_to(AFTER)

    dates = new.get_model("events", "EventDate").objects
    assert list(
        dates.order_by("event_id").values_list(
            "event_id", "planned_on", "starts_at", "ends_at", "follows_schedule"
        )
    ) == [
        (event.pk, date(2027, 3, 28), BEGIN, END, True),
        (long.pk, date(2027, 3, 28), BEGIN, datetime(2029, 1, 1, tzinfo=UTC), False),
    ]
    schedule = new.get_model("events", "Schedule").objects.get(event_id=event.pk)
    assert (schedule.first_day, schedule.begins, schedule.ends, schedule.days) == (
        date(2027, 3, 28),
        time(18),
        time(20),
        1,
    )
    [row] = new.get_model("events", "HistoricalEventDate").objects.all()
    assert (row.id, row.starts_at, row.history_change_reason) == (
        dates.get(event_id=event.pk).pk,
        BEGIN.replace(day=27),
        "Example",
    )
    assert new.get_model("events", "Event").objects.get(pk=long.pk).is_cancelled
