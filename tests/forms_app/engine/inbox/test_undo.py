from datetime import timedelta

import pytest
from django.utils import timezone, translation

from forms_app.engine.actors import APPLICANT, SYSTEM, staff
from forms_app.engine.assignment import assign
from forms_app.engine.outbox import Message, deliver_due
from forms_app.engine.states import StepRefused
from forms_app.engine.transitions import CaseChanged, perform
from forms_app.engine.undoing import undo, undoable_step
from tests.factories import CourseRunFactory, RegistrationFactory
from tests.forms_app.engine.inbox.pages import inbox, main_words, parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(keeper):
    return staff(keeper)


@pytest.fixture
def waiting(run):
    since = timezone.now() - timedelta(days=20)
    return RegistrationFactory(run=run, state="waitlisted", queued_at=since)


def deliveries(case) -> list[str]:
    return [message.delivery for message in Message.objects.about(case)]


def test_undone_step_leaves_the_case_as_it_was(waiting, by):
    moved = perform(waiting, "offer", by)
    assert moved.queued_at is None

    undone = undo(moved, by, moved.version)

    undone.refresh_from_db()
    kept = ("state", "state_since", "queued_at", "offer_expires_at")
    for name in kept:
        assert getattr(undone, name) == getattr(waiting, name), name
    assert deliveries(undone) == ["cancelled"]
    row = undone.history.first()
    assert (row.step, row.history_user) == ("undo", by.user)


def test_message_of_a_staff_step_is_held_and_of_others_not(run, by, mailoutbox):
    held = perform(RegistrationFactory(run=run), "offer", by)
    at_once = perform(RegistrationFactory(run=run), "offer", SYSTEM)
    withdrawn = perform(RegistrationFactory(run=run), "withdraw", APPLICANT)
    deliver_due()
    assert deliveries(held) == ["waiting"]
    assert deliveries(at_once) == deliveries(withdrawn) == ["sent"]


def test_held_message_leaves_after_five_minutes(case, by, mailoutbox, time_machine):
    perform(case, "offer", by)
    deliver_due()
    assert mailoutbox == []
    time_machine.move_to(timezone.now() + timedelta(minutes=5, seconds=1))
    deliver_due()
    assert len(mailoutbox) == 1


def test_cancelled_message_never_leaves(case, by, mailoutbox, time_machine):
    moved = perform(case, "offer", by)
    undo(moved, by, moved.version)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    deliver_due()
    assert mailoutbox == []


def test_undo_is_over_when_the_time_is(case, by, time_machine):
    moved = perform(case, "offer", by)
    assert undoable_step(moved)
    time_machine.move_to(timezone.now() + timedelta(minutes=5, seconds=1))
    assert undoable_step(moved) is None
    with pytest.raises(StepRefused, match="any more"):
        undo(moved, by, moved.version)


def test_undo_is_refused_when_the_message_is_leaving(case, by):
    moved = perform(case, "offer", by)
    Message.objects.about(moved).update(attempts=1)
    with pytest.raises(StepRefused, match="left already"):
        undo(moved, by, moved.version)
    moved.refresh_from_db()
    assert (moved.state, deliveries(moved)) == ("offered", ["waiting"])


@pytest.mark.parametrize("actor", [APPLICANT, SYSTEM])
def test_steps_of_others_are_not_undone(case, by, actor):
    offered = perform(case, "offer", SYSTEM)
    step = "accept" if actor == APPLICANT else "lapse"
    moved = perform(offered, step, actor)
    assert undoable_step(moved) is None
    with pytest.raises(StepRefused):
        undo(moved, by, moved.version)


def test_a_case_that_moved_on_is_not_undone(case, by):
    offered = perform(case, "offer", by)
    perform(offered, "accept", APPLICANT)
    with pytest.raises(CaseChanged):
        undo(offered, by, offered.version)


def test_a_step_is_undone_once(case, by):
    moved = perform(case, "offer", by)
    undone = undo(moved, by, moved.version)
    assert undoable_step(undone) is None


def test_who_has_the_case_stays(case, by, keeper):
    moved = perform(case, "offer", by)
    assign(moved, keeper, by, None)
    undone = undo(moved, by, moved.version)
    assert (undone.state, undone.assigned_to) == ("received", keeper)


def test_what_followed_by_itself_in_the_same_case_is_undone_with_it(by, keeper):
    first_come = CourseRunFactory()
    case = RegistrationFactory(run=first_come, level="a1")
    perform(case, "place", by)
    case.refresh_from_db()
    assert (case.state, deliveries(case)) == ("offered", ["waiting"])
    undone = undo(case, by, case.version)
    assert (undone.state, deliveries(undone)) == ("received", ["cancelled"])


@pytest.fixture
def full(by):
    """The only seat was withdrawn by mistake, and the next one has the offer."""
    first_come = CourseRunFactory(capacity=1, waiting_list_size=1)
    seated = RegistrationFactory(run=first_come, state="confirmed")
    next_one = RegistrationFactory(run=first_come, state="waitlisted")
    return perform(seated, "withdraw", by), next_one


def test_who_got_the_seat_by_a_mistake_gives_it_back_unheard(full, by, mailoutbox):
    moved, next_one = full
    waited_since = next_one.queued_at
    next_one.refresh_from_db()
    assert (next_one.state, deliveries(next_one)) == ("offered", ["waiting"])
    deliver_due()
    assert mailoutbox == []

    undo(moved, by, moved.version)

    moved.refresh_from_db()
    next_one.refresh_from_db()
    assert (moved.state, next_one.state) == ("confirmed", "waitlisted")
    assert next_one.queued_at == waited_since
    assert deliveries(moved) == deliveries(next_one) == ["cancelled"]
    row = next_one.history.latest("history_id")
    assert (row.step, row.caused_by) == ("undo", f"{moved.reference}/{moved.version}")


def test_undo_is_refused_when_the_next_one_has_accepted_already(full, by):
    moved, next_one = full
    perform(next_one, "accept", APPLICANT)
    with pytest.raises(StepRefused, match="Another person"):
        undo(moved, by, moved.version)
    moved.refresh_from_db()
    assert (moved.state, deliveries(moved)) == ("withdrawn", ["waiting"])


def test_undo_is_refused_when_the_next_one_knows_of_the_seat(full, by):
    moved, next_one = full
    Message.objects.about(next_one).update(attempts=1)
    with pytest.raises(StepRefused, match="left already"):
        undo(moved, by, moved.version)


def test_undo_is_refused_when_the_seat_was_taken_meanwhile(run, by):
    seated = RegistrationFactory(run=run, state="confirmed")
    moved = perform(seated, "withdraw", by)
    RegistrationFactory.create_batch(run.capacity, run=run, state="confirmed")
    with pytest.raises(StepRefused, match="has the seat"):
        undo(moved, by, moved.version)


def test_undo_is_refused_when_the_waiting_list_is_full_meanwhile(run, by, waiting):
    moved = perform(waiting, "offer", by)
    RegistrationFactory.create_batch(run.waiting_list_size, run=run, state="waitlisted")
    words = "waiting list is full"
    with translation.override("en"), pytest.raises(StepRefused, match=words):
        undo(moved, by, moved.version)


def test_a_task_to_phone_is_cancelled_too(run, by):
    case = RegistrationFactory(run=run, email="", phone="+420777123456")
    moved = perform(case, "offer", by)
    assert deliveries(moved) == ["to_tell"]
    assert deliveries(undo(moved, by, moved.version)) == ["cancelled"]


def test_the_case_offers_to_undo_and_does_it(desk, case, by):
    moved = perform(case, "offer", by)
    page = parsed(desk.get(inbox("case", case.pk)))
    form = page.find("form", action=inbox("undo", case.pk))
    version = form.find("input", {"name": "version"})["value"]
    response = desk.post(form["action"], {"version": version}, follow=True)
    assert "The last step is undone." in " ".join(response.content.decode().split())
    moved.refresh_from_db()
    assert moved.state == "received"


def test_a_refused_undo_has_words_and_a_way_back(desk, case, by):
    moved = perform(case, "offer", by)
    response = desk.post(inbox("undo", case.pk), {"version": moved.version - 1})
    assert response.status_code == 409
    assert "Somebody changed this case" in main_words(response)


def test_the_case_offers_no_undo_without_a_step(desk, case):
    page = parsed(desk.get(inbox("case", case.pk)))
    assert page.find("form", action=inbox("assign", case.pk))
    assert page.find("form", action=inbox("undo", case.pk)) is None


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_garbage_instead_of_a_version_changes_nothing(desk, case, by, version):
    moved = perform(case, "offer", by)
    response = desk.post(inbox("undo", case.pk), {"version": version})
    assert response.status_code in {302, 409}
    moved.refresh_from_db()
    assert moved.state == "offered"
