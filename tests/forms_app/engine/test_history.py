from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from events.models import CourseRun
from forms_app.engine.actors import APPLICANT, SYSTEM, staff
from forms_app.engine.history import Change, timeline
from forms_app.engine.notes import Note, Viewing, record_viewing
from forms_app.engine.outbox import Message, deliver_due
from forms_app.engine.transitions import perform, submit
from tests.factories import (
    CourseRunFactory,
    IntakeFactory,
    RegistrationFactory,
    make_staff,
    record,
)

pytestmark = pytest.mark.django_db

PRAGUE = ZoneInfo("Europe/Prague")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clock():
    moment = datetime(2027, 2, 3, 14, 30, tzinfo=PRAGUE)
    with time_machine.travel(moment, tick=False) as clock:
        yield clock


@pytest.fixture
def coordinator():
    user = make_staff("coordinator")
    user.first_name, user.last_name = "Jana", "Example"
    user.save()
    return user


@pytest.fixture
def case(clock):
    run = CourseRunFactory(enrolment=CourseRun.Enrolment.BY_COORDINATOR)
    unsent = RegistrationFactory.build(run=run, intake=IntakeFactory())
    sent = submit(unsent, by=APPLICANT)
    clock.shift(timedelta(minutes=1))
    return sent


def steps(case):
    return [entry for entry in timeline(case) if entry.what == "step"]


def test_sending_is_the_first_entry_and_names_the_applicant(case):
    entry = steps(case)[-1]
    assert (entry.title, entry.who, entry.text, entry.changes) == (
        "Sent",
        "Applicant",
        "",
        [],
    )


def test_step_tells_its_person_reason_and_moment(case, coordinator):
    perform(case, "decline", by=staff(coordinator), reason="No seat in any course")
    entry = steps(case)[0]
    assert (entry.title, entry.who, entry.text, entry.at) == (
        "Decline",
        "Jana Example",
        "No seat in any course",
        timezone.now(),
    )


def test_step_tells_each_field_before_and_after(case, coordinator):
    perform(case, "offer", by=staff(coordinator))
    assert steps(case)[0].changes == [
        Change("State", "Received", "Seat offered"),
        Change("Offer valid until", "–", "6 February 2027, 14:31"),
    ]


def test_steps_tell_what_each_of_them_changed(case, coordinator, clock):
    perform(case, "waitlist", by=SYSTEM)
    clock.shift(timedelta(hours=1))
    perform(case, "offer", by=staff(coordinator))
    told = [
        (entry.who, entry.title, [change.label for change in entry.changes])
        for entry in steps(case)
    ]
    assert told == [
        (
            "Jana Example",
            "Offer a seat",
            ["State", "Waiting since", "Offer valid until"],
        ),
        ("Automatically", "Put on the waiting list", ["State", "Waiting since"]),
        ("Applicant", "Sent", []),
    ]


def test_change_that_is_no_step_is_told_with_its_fields(case, coordinator):
    before = case.full_name
    case = type(case).objects.get(pk=case.pk)
    case.full_name, case.level = "Corrected Name", "a1"
    record(case, "correct", staff(coordinator))
    entry = steps(case)[0]
    assert (entry.title, entry.who, entry.changes) == (
        "Changed",
        "Jana Example",
        [
            Change("Full name", before, "Corrected Name"),
            Change(
                "Level of Czech",
                "I do not speak Czech yet",
                "I have finished level A1",
            ),
        ],
    )


def test_change_of_the_run_is_told_by_its_code(case):
    before, case.run = case.run, CourseRunFactory()
    record(case, "move")
    assert steps(case)[0].changes == [
        Change("Course run", before.code, case.run.code),
    ]


def test_person_without_a_name_is_told_by_the_account(case):
    perform(case, "place", by=staff(make_staff("j.novak")))
    assert steps(case)[0].who == "j.novak"


def test_person_whose_account_was_deleted_is_still_staff(case, coordinator):
    perform(case, "place", by=staff(coordinator))
    get_user_model().objects.filter(pk=coordinator.pk).delete()
    assert (steps(case)[0].title, steps(case)[0].who) == ("Level found", "Staff")


def test_message_is_told_with_its_delivery(case):
    [entry] = [each for each in timeline(case) if each.what == "message"]
    message = Message.objects.about(case).get()
    assert (entry.who, entry.title, entry.message) == (
        "Automatically",
        message.subject,
        message,
    )
    assert str(entry.message.get_delivery_display()) == "waiting to be sent"


def test_note_is_told_with_its_author(case, coordinator):
    Note.objects.create(submission=case, author=coordinator, text="Called")
    [entry] = [each for each in timeline(case) if each.what == "note"]
    assert (entry.who, entry.title, entry.text) == ("Jana Example", "Note", "Called")


def test_viewing_is_told_with_its_viewer(case, coordinator):
    record_viewing(case, coordinator)
    [entry] = [each for each in timeline(case) if each.what == "viewing"]
    assert (entry.who, entry.title) == ("Jana Example", "Opened the case")


def test_everything_stands_in_one_order_the_newest_first(case, coordinator, clock):
    record_viewing(case, coordinator)
    clock.shift(timedelta(minutes=1))
    Note.objects.create(submission=case, author=coordinator, text="Called")
    clock.shift(timedelta(minutes=1))
    perform(case, "decline", by=staff(coordinator), reason="No seat")
    told = [entry.what for entry in timeline(case)]
    assert (sorted(told[:2]), told[2:4], sorted(told[4:])) == (
        ["message", "step"],
        ["note", "viewing"],
        ["message", "step"],
    )


def test_timeline_of_one_case_has_nothing_of_another(case, coordinator):
    other = RegistrationFactory(run=case.run)
    for each in (case, other):
        record_viewing(each, coordinator)
        Note.objects.create(submission=each, author=coordinator, text=str(each))
        perform(each, "decline", by=staff(coordinator), reason=str(each))
    entries = timeline(case)
    texts = {entry.text for entry in entries if entry.text}
    assert (len(entries), texts) == (6, {case.reference})


def test_queries_stay_the_same_however_long_the_history(
    case, coordinator, clock, django_assert_num_queries
):
    def live_through(times):
        for _ in range(times):
            case.full_name += "."
            record(case, "correct")
            Note.objects.create(submission=case, author=coordinator, text="Called")
            Viewing.objects.create(submission=case, viewer=coordinator)
            perform(case, "waitlist", by=SYSTEM)
            case.refresh_from_db()
            case.state = "received"
            record(case, "undo")

    live_through(1)
    deliver_due()  # the worker words the message about the form
    with django_assert_num_queries(4):
        short = timeline(case)
    live_through(9)
    with django_assert_num_queries(4):
        long = timeline(case)
    assert (len(short), len(long)) == (2 + 6, 2 + 6 * 10)
