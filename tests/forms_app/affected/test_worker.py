"""The worker tells everybody, nobody twice, and goes on where it was stopped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventDate
from forms_app.engine.actors import APPLICANT
from forms_app.engine.outbox import Message, writing
from forms_app.engine.telling import Affected, CaseFinder
from forms_app.engine.transitions import perform
from forms_app.registrations.affected import RegisteredForRun, concerned
from home.affected import finders
from home.affected.change import FactChange
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from tests.factories import (
    CourseRunFactory,
    EventDateFactory,
    PlaceFactory,
    RegistrationFactory,
    make_staff,
)
from tests.forms_app.affected.telling import State, only_one_a_turn, tell, the_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return CourseRunFactory(capacity=400)


@pytest.fixture
def coordinator():
    return make_staff("coordinator", "Course coordinators")


def move(run):
    run.place = PlaceFactory()
    run.save()


def told_twice() -> list[int]:
    keys = list(Message.objects.values_list("submission_id", flat=True))
    return [key for key in set(keys) if keys.count(key) > 1]


class Killed(BaseException):
    """As if the process ended here."""


@pytest.mark.parametrize("after", [0, 1, 4])
def test_killed_worker_goes_on_and_tells_nobody_twice(
    run, coordinator, monkeypatch, after
):
    cases = RegistrationFactory.create_batch(6, run=run, state="confirmed")
    move(run)
    the_task().decide(State.TELLING, coordinator)
    write_down, written = CaseFinder._write_down, []

    def dies(*told):
        """After the message is written, and before anybody knows that it is."""
        written.append(told)
        if len(written) > after:
            raise Killed
        write_down(*told)

    with monkeypatch.context() as patch:
        patch.setattr(CaseFinder, "_write_down", dies)
        with pytest.raises(Killed):
            tell_people()
    assert Message.objects.count() == after

    tell_people()

    assert Message.objects.count() == len(cases)
    assert told_twice() == []
    assert the_task().state == State.DONE


def test_second_turn_tells_nobody_again(run, coordinator):
    RegistrationFactory.create_batch(3, run=run, state="confirmed")
    move(run)
    assert tell(coordinator) == 3
    PeopleToTell.objects.update(state=State.TELLING)
    assert tell_people() == 0
    assert Message.objects.count() == 3


def test_turn_ends_in_time_and_the_next_one_goes_on(run, coordinator, monkeypatch):
    RegistrationFactory.create_batch(3, run=run, state="confirmed")
    move(run)
    only_one_a_turn(monkeypatch)
    assert tell(coordinator) == 1
    assert the_task().state == State.TELLING
    monkeypatch.undo()
    assert tell_people() == 2
    assert the_task().state == State.DONE


def test_one_broken_case_holds_up_no_other_and_is_tried_again(
    run, coordinator, monkeypatch
):
    broken, *others = RegistrationFactory.create_batch(3, run=run, state="confirmed")
    move(run)
    whole = writing.word

    def breaks(submission, *args):
        if submission.pk == broken.pk:
            raise ValueError("A word is missing")
        return whole(submission, *args)

    monkeypatch.setattr(writing, "word", breaks)
    tell(coordinator)
    assert {each.submission_id for each in Message.objects.all()} == {
        each.pk for each in others
    }
    task = the_task()
    assert (task.state, task.told.get(outcome="failed").person_id) == (
        State.OPEN,
        broken.pk,
    )
    monkeypatch.undo()
    task.told.filter(outcome="failed").delete()
    tell(coordinator)
    assert Message.objects.count() == 3
    assert the_task().state == State.DONE


def test_whoever_withdrew_meanwhile_is_let_alone(run, coordinator):
    stays, goes = RegistrationFactory.create_batch(2, run=run, state="confirmed")
    move(run)
    perform(goes, "withdraw", by=APPLICANT)
    Message.objects.all().delete()
    tell(coordinator)
    assert [each.submission_id for each in Message.objects.all()] == [stays.pk]
    assert the_task().state == State.DONE


def test_task_of_which_nobody_is_left_is_closed(run):
    case = RegistrationFactory(run=run, state="confirmed")
    move(run)
    perform(case, "withdraw", by=APPLICANT)
    tell_people()
    assert the_task().state == State.MOOT


def test_whoever_came_after_the_change_knows_it(run, coordinator):
    RegistrationFactory(run=run, state="confirmed")
    move(run)
    RegistrationFactory(run=run, state="confirmed")
    assert tell(coordinator) == 1


def counted(work) -> int:
    with CaptureQueriesContext(connection) as caught:
        work()
    return len(caught)


def test_saving_costs_as_many_queries_for_three_hundred_people_as_for_one(run):
    RegistrationFactory(run=run, state="confirmed")
    other = CourseRunFactory(capacity=400)
    RegistrationFactory.create_batch(300, run=other, state="confirmed")
    few = counted(lambda: move(run))
    assert counted(lambda: move(other)) == few


def test_each_person_costs_the_worker_the_same(run, coordinator):
    def cost(people: int) -> int:
        PeopleToTell.objects.all().delete()
        RegistrationFactory.create_batch(people, run=run, state="confirmed")
        move(run)
        the_task().decide(State.TELLING, coordinator)
        return counted(tell_people)

    few, many = cost(1), cost(19)
    # 1 and 20 people; what a turn costs besides does not grow.
    assert many < few * 21


def test_run_that_is_gone_closes_its_task(run):
    RegistrationFactory(run=run, state="confirmed")
    move(run)
    PeopleToTell.objects.update(fact_id=0)
    tell_people()
    assert the_task().state == State.MOOT


# A kind may hang on a fact on which none hangs yet


class Visitors(RegisteredForRun):
    """A kind of tomorrow: whoever is in a run comes to the dates of an event, too."""

    fact = EventDate

    def __init__(self, run):
        self.run = run

    def affected(self, change: FactChange, only: int | None = None):
        is_told = change.differs_in("starts_at", "is_cancelled", "place_id")
        return [Affected(concerned([self.run.pk], True))] if is_told else []


def test_date_of_an_event_is_watched_for_whoever_hangs_on_it(run, monkeypatch):
    RegistrationFactory(run=run, state="confirmed")
    date = EventDateFactory()
    monkeypatch.setitem(finders.FINDERS, EventDate, [Visitors(run)])
    date.is_cancelled = True
    date.save()
    assert (the_task().left, the_task().fact) == (1, date)
