"""A run or a lesson changes: everybody who hangs on it hears of it, once, as it is."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from events.models import CourseRun, Lesson
from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from tests.factories import (
    CourseFactory,
    CourseRunFactory,
    PlaceFactory,
    RegistrationFactory,
    make_staff,
)
from tests.factories.rooms import in_days
from tests.forms_app.affected.telling import (
    State,
    make_lesson,
    message_to,
    only_one_a_turn,
    tell,
    text_to,
    the_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return CourseRunFactory(capacity=10)


@pytest.fixture
def coordinator():
    return make_staff("coordinator", "Course coordinators")


def told() -> set[int]:
    return set(Message.objects.values_list("submission_id", flat=True))


def test_cancelled_run_leaves_a_task_and_cancels_every_open_registration(
    run, coordinator
):
    states = ("received", "eligible", "waitlisted", "offered", "confirmed", "withdrawn")
    cases = {state: RegistrationFactory(run=run, state=state) for state in states}
    run.is_cancelled = True
    run.save()
    assert (the_task().state, the_task().left) == (State.OPEN, 5)

    assert tell(coordinator, "Nobody teaches it") == 5

    for case in cases.values():
        case.refresh_from_db()
    assert {case.state for case in cases.values()} == {"cancelled", "withdrawn"}
    assert told() == {c.pk for state, c in cases.items() if state != "withdrawn"}
    for message in Message.objects.all():
        assert "Nobody teaches it" in message.parts[0]["text"]
    row = cases["confirmed"].history.latest()
    assert (row.step, row.history_user) == ("cancel", coordinator)
    assert row.history_change_reason == "Nobody teaches it"
    assert (the_task().state, the_task().left) == (State.DONE, 0)


def test_cancellation_takes_the_lessons_out_of_the_calendars_that_have_them(
    run, coordinator
):
    make_lesson(run)
    seated = RegistrationFactory(run=run, state="confirmed")
    waiting = RegistrationFactory(run=run, state="waitlisted")
    run.is_cancelled = True
    run.save()
    tell(coordinator, "Nobody teaches it")

    (attached,) = message_to(seated).attachments
    (entry,) = Calendar.from_ical(attached["text"]).walk("VEVENT")
    assert entry["STATUS"] == "CANCELLED"
    assert message_to(waiting).attachments == []


@pytest.mark.parametrize("language", ["cs", "ar", "vi", "zh-hans", "mn"])
def test_each_reads_it_in_their_own_language_with_czech_below(
    run, coordinator, language
):
    make_lesson(run)
    case = RegistrationFactory(run=run, state="confirmed", language=language)
    run.lessons.get().delete()
    tell(coordinator)
    codes = [part["language"] for part in message_to(case).parts]
    assert codes == list(dict.fromkeys([language, "cs"]))
    assert "does not take place" not in text_to(case)


LATER = timedelta(hours=1)


def moved(lesson):
    lesson.starts_at, lesson.ends_at = lesson.starts_at + LATER, lesson.ends_at + LATER
    lesson.save()


def cancelled(lesson):
    lesson.is_cancelled = True
    lesson.save()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (moved, "New time: "),
        (cancelled, "This does not take place:"),
        (Lesson.delete, "This does not take place:"),
        (lambda lesson: make_lesson(lesson.run, 50), "This is new:"),
    ],
)
def test_lesson_is_told_to_those_with_a_seat(run, coordinator, change, words):
    lesson = make_lesson(run)
    seated = [RegistrationFactory(run=run, state=s) for s in ("confirmed", "offered")]
    for state in ("received", "waitlisted", "lapsed"):
        RegistrationFactory(run=run, state=state)
    change(lesson)
    tell(coordinator)
    assert told() == {case.pk for case in seated}
    assert words in text_to(seated[0])
    assert the_task().state == State.DONE


def test_calendar_beside_the_message_has_the_lessons_as_they_are_now(run, coordinator):
    lesson = make_lesson(run)
    case = RegistrationFactory(run=run, state="confirmed")
    moved(lesson)
    tell(coordinator)
    (attached,) = message_to(case).attachments
    (entry,) = Calendar.from_ical(attached["text"]).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["SEQUENCE"]) == (lesson.starts_at, 1)


def test_lesson_that_is_over_is_told_to_nobody(run):
    lesson = make_lesson(run, -3)
    RegistrationFactory(run=run, state="confirmed")
    cancelled(lesson)
    assert not PeopleToTell.objects.exists()


def test_another_place_is_told_to_everybody_with_both_places(run, coordinator):
    seated = RegistrationFactory(run=run, state="confirmed")
    waiting = RegistrationFactory(run=run, state="waitlisted")
    old = run.place
    run.place = PlaceFactory(street="New street 7")
    run.save()
    tell(coordinator)
    for case in (seated, waiting):
        text = text_to(case)
        assert "New street 7" in text.partition("No longer here:")[0]
        assert old.name in text.partition("No longer here:")[2]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_on": in_days(37)}, "The dates above are new."),
        ({"deposit": 2000}, "The refundable deposit is now 2000 CZK."),
        ({"course": None}, "This course takes the place of the one"),
    ],
)
def test_what_people_were_told_of_the_run_is_told_again(
    run, coordinator, change, words
):
    case = RegistrationFactory(run=run, state="waitlisted")
    for name, value in change.items():
        setattr(run, name, value or CourseFactory())
    run.save()
    tell(coordinator)
    assert words in text_to(case)


@pytest.mark.parametrize(
    "change",
    [
        {"waiting_list_size": 99},
        {"capacity": 20},
        {"code": "another-code"},
        {"days_to_accept": 9},
    ],
)
def test_what_nobody_was_told_leaves_no_task(run, change):
    RegistrationFactory(run=run, state="confirmed")
    for name, value in change.items():
        setattr(run, name, value)
    run.save()
    assert not PeopleToTell.objects.exists()


def test_run_that_is_over_is_told_to_nobody():
    run = CourseRunFactory(starts_on=in_days(-60), ends_on=in_days(-1))
    RegistrationFactory(run=run, state="confirmed")
    run.is_cancelled = True
    run.save()
    assert not PeopleToTell.objects.exists()


def test_quarantine_hears_nothing(run, coordinator):
    RegistrationFactory(run=run, state="received", is_quarantined=True)
    run.is_cancelled = True
    run.save()
    assert not PeopleToTell.objects.exists()


def test_fewer_seats_than_taken_leave_a_task_where_no_form_asked(run, coordinator):
    RegistrationFactory.create_batch(3, run=run, state="confirmed")
    run.capacity = 2
    run.save()
    tell_people()
    assert (the_task().state, the_task().left) == (State.OPEN, 0)
    run.capacity = 3
    run.save()
    assert the_task().state == State.MOOT
    assert not Message.objects.exists()


# The second change, a minute later


def test_change_taken_back_before_anybody_heard_leaves_nothing(run):
    RegistrationFactory(run=run, state="confirmed")
    for is_cancelled in (True, False):
        run.is_cancelled = is_cancelled
        run.save()
    assert the_task().state == State.MOOT
    tell_people()
    assert not Message.objects.exists()


def test_second_change_calls_unsent_messages_back_and_both_are_told_at_once(
    run, coordinator
):
    one, two = make_lesson(run, 40), make_lesson(run, 47)
    case = RegistrationFactory(run=run, state="confirmed")
    cancelled(one)
    tell(coordinator)
    cancelled(two)
    assert [each.delivery for each in Message.objects.all()] == ["cancelled"]
    assert the_task().state == State.OPEN
    tell(coordinator)
    assert text_to(case).count("18:00–19:30") == 2


def test_message_that_left_is_followed_by_one_about_what_came_after(run, coordinator):
    lesson = make_lesson(run)
    case = RegistrationFactory(run=run, state="confirmed")
    cancelled(lesson)
    tell(coordinator)
    Message.objects.update(delivery="sent", attempts=1)
    lesson.is_cancelled = False
    lesson.save()

    second = PeopleToTell.objects.unfinished().get()
    second.decide(State.TELLING, coordinator)
    tell_people()

    first, then = Message.objects.about(case)
    assert "This does not take place:" in first.parts[0]["text"]
    assert "This takes place after all:" in then.parts[0]["text"]


def test_whoever_heard_of_the_first_change_hears_the_second_the_others_hear_both(
    run, coordinator, monkeypatch
):
    lesson = make_lesson(run)
    early, late = RegistrationFactory.create_batch(2, run=run, state="confirmed")
    moved(lesson)
    with monkeypatch.context() as patch:
        only_one_a_turn(patch)
        tell(coordinator)
    Message.objects.update(delivery="sent", attempts=1)
    moved(lesson)
    PeopleToTell.objects.unfinished().last().decide(State.TELLING, coordinator)
    tell_people()

    def old_time(message) -> str:
        return message.parts[0]["text"].partition("Old time:")[2].partition("\n")[0]

    (to_late,) = Message.objects.about(late)
    assert "18:00–19:30" in old_time(to_late)
    first, second = Message.objects.about(early)
    assert ("18:00–19:30" in old_time(first), "19:00–20:30" in old_time(second)) == (
        True,
        True,
    )
    for message in (to_late, second):
        assert "20:00–21:30" in message.parts[0]["text"]
    assert not PeopleToTell.objects.unfinished().exists()


def test_run_cancelled_by_mistake_brings_everybody_back_who_has_not_heard(
    run, coordinator
):
    cases = [RegistrationFactory(run=run, state=s) for s in ("confirmed", "waitlisted")]
    run.is_cancelled = True
    run.save()
    tell(coordinator, "A mistake")
    run = CourseRun.objects.get(pk=run.pk)
    run.is_cancelled = False
    run.save()
    PeopleToTell.objects.unfinished().get().decide(State.TELLING, coordinator)
    tell_people()

    for case in cases:
        case.refresh_from_db()
    assert [case.state for case in cases] == ["confirmed", "waitlisted"]
    assert {each.delivery for each in Message.objects.all()} == {"cancelled"}


def test_whoever_has_read_that_it_is_cancelled_reads_that_it_takes_place(
    run, coordinator, time_machine
):
    case = RegistrationFactory(run=run, state="confirmed")
    run.is_cancelled = True
    run.save()
    tell(coordinator, "A mistake")
    Message.objects.update(delivery="sent", attempts=1)
    run.is_cancelled = False
    run.save()
    PeopleToTell.objects.unfinished().get().decide(State.TELLING, coordinator)
    tell_people()
    last = Message.objects.about(case).last()
    assert last.subject == "Your course takes place after all"
    case.refresh_from_db()
    assert case.state == "cancelled"
