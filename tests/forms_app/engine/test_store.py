"""A case is saved with a step and its lock, or not at all."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from forms_app.engine import store
from forms_app.engine.actors import SYSTEM, staff
from forms_app.engine.assignment import assign
from forms_app.engine.quarantine import reject_as_spam, release
from forms_app.engine.states import Role
from forms_app.engine.step_record import StepTaken, history_of
from forms_app.engine.submission import submission_kinds
from forms_app.models import PlainRequest
from tests.factories import make_staff, put
from tests.forms_app.kinds import KINDS

pytestmark = pytest.mark.django_db

STATES = {
    "course-registration": "received",
    "room-request": "requested",
    "request": "received",
    "volunteer-application": "applied",
}


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def case(request):
    return request.param.make(STATES[request.param.name])


def stored(case) -> dict:
    (row,) = type(case).objects.filter(pk=case.pk).values()
    return row


def test_a_case_that_somebody_read_a_while_ago_is_not_saved(case):
    before, rows = stored(case), case.history.count()
    case.state = "withdrawn"

    with pytest.raises(TypeError, match="saved by"):
        case.save()
    with pytest.raises(TypeError, match="saved by"):
        case.save(update_fields=["state"])

    assert (stored(case), case.history.count()) == (before, rows)


def test_a_new_case_is_not_saved_without_a_step():
    for refused in (PlainRequest().save, PlainRequest.objects.create):
        with pytest.raises(TypeError, match="with its step"):
            refused()


def test_a_case_is_not_deleted_by_itself(case):
    if hasattr(case, "slots"):
        case.slots.all().delete()
    with pytest.raises(TypeError, match="or not at all"), transaction.atomic():
        case.delete()
    with pytest.raises(TypeError, match="or not at all"), transaction.atomic():
        type(case).objects.filter(pk=case.pk).delete()
    assert type(case).objects.filter(pk=case.pk).exists()


def test_a_case_that_is_gone_does_not_come_back(case):
    case.pk = 0
    with pytest.raises(DatabaseError), transaction.atomic():
        store.change(case, StepTaken("withdraw", SYSTEM))
    assert not type(case).objects.filter(pk=0).exists()


@pytest.mark.parametrize("model", submission_kinds().values())
@pytest.mark.parametrize(("step", "role"), [("", Role.STAFF), ("withdraw", "")])
def test_the_database_takes_no_row_of_history_without_step_and_role(model, step, role):
    kind = next(each for each in KINDS if each.name == model.kind)
    row = kind.make(STATES[kind.name]).history.get()
    row.pk, row.step, row.role = None, step, role
    with pytest.raises(IntegrityError, match="history_says_who"), transaction.atomic():
        history_of(model).objects.bulk_create([row])


class TestNarrowWriters:
    """They name the columns that they write. A control: all of it would be undone.

    What somebody wrote meanwhile cannot happen under the lock; a writer that does not
    touch it does not depend on that.
    """

    @pytest.fixture
    def by(self):
        user = make_staff("coordinator")
        user.is_superuser = True
        user.save()
        return staff(user)

    @pytest.fixture
    def changed(self, monkeypatch):
        """Just before a case is written, its name and link change in the database."""
        write = store.change

        def change_and_write(case, taken, fields=None):
            type(case).objects.filter(pk=case.pk).update(
                full_name="Changed Name", link_hash="f" * 64
            )
            write(case, taken, fields)

        monkeypatch.setattr(store, "change", change_and_write)
        return lambda case: (
            stored(case)["full_name"] == "Changed Name",
            stored(case)["link_hash"] == "f" * 64,
        )

    def test_assigning_writes_the_assignee_only(self, case, by, changed):
        assign(case, by.user, by, None)
        assert stored(case)["assigned_to_id"] == by.user.pk
        assert changed(case) == (True, True)

    def test_rejecting_writes_the_decision_only(self, case, by, changed):
        put(case, is_quarantined=True)
        reject_as_spam(case, by)
        assert stored(case)["is_spam"]
        assert changed(case) == (True, True)

    def test_releasing_writes_the_decision_only(self, by, changed):
        """Of a kind in which no step follows."""
        case = next(each for each in KINDS if each.name == "request").make("received")
        put(case, is_quarantined=True)
        release(case, by)
        assert not stored(case)["is_quarantined"]
        assert changed(case) == (True, True)
