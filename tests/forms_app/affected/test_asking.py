"""The editor of a fact asks first: the page, its form and its buttons."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from events.models import CourseRun, Lesson
from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.factories.rooms import in_days, moment
from tests.staff_forms import form_of

pytestmark = pytest.mark.django_db
State = PeopleToTell.State
PAGE = ".affected form"


@pytest.fixture
def run():
    return CourseRunFactory(capacity=10)


@pytest.fixture
def editing(client, run):
    """Open the editor of the run, type, press Save."""
    client.force_login(make_staff("coordinator", "Course coordinators"))
    url = reverse("course-runs:edit", args=[run.pk])

    def edit(**typed):
        sent = form_of(client.get(url)) | typed
        return client.post(url, sent)

    edit.url = url
    edit.answer = lambda page, **chosen: client.post(url, form_of(page, PAGE) | chosen)
    return edit


def stored(run) -> CourseRun:
    return CourseRun.objects.get(pk=run.pk)


def words(page) -> str:
    main = BeautifulSoup(page.content, "html.parser").select_one(".affected")
    return main.get_text(" ", strip=True)


def test_run_without_people_is_saved_at_once(editing, run):
    assert editing(is_cancelled="on").status_code == 302
    assert stored(run).is_cancelled
    assert not PeopleToTell.objects.exists()


def test_change_that_concerns_nobody_is_saved_at_once(editing, run):
    RegistrationFactory(run=run, state="confirmed")
    assert editing(waiting_list_size=7).status_code == 302
    assert stored(run).waiting_list_size == 7


def test_cancelling_shows_who_would_be_told_and_saves_nothing_yet(editing, run):
    for language in ("cs", "uk", "uk", "ar"):
        RegistrationFactory(run=run, state="confirmed", language=language)
    RegistrationFactory(run=run, state="offered", language="vi", email="")

    page = editing(is_cancelled="on", deposit=2000)

    assert page.status_code == 200
    said = words(page)
    assert "5 people are to be told" in said
    assert "1 of them gave no e-mail address" in said
    assert "Українська 2" in said
    assert "Kurz se nekoná" in said  # what they will read, in Czech
    assert "Курс не відбудеться" in said  # and as most of the others read it
    assert not stored(run).is_cancelled
    assert not PeopleToTell.objects.exists()


def test_saving_and_telling_now_carries_everything_that_was_typed(editing, run):
    case = RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on", waiting_list_size=7)
    answer = {"telling-choice": "now", "telling-reason": "Nobody teaches it"}

    assert editing.answer(page, **answer).status_code == 302

    assert (stored(run).is_cancelled, stored(run).waiting_list_size) == (True, 7)
    task = PeopleToTell.objects.get()
    assert (task.state, task.reason, task.saved_by.username) == (
        State.TELLING,
        "Nobody teaches it",
        "coordinator",
    )
    case.refresh_from_db()
    assert (case.state, Message.objects.count()) == ("confirmed", 0)


def test_saving_and_telling_later_leaves_a_task(editing, run):
    RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on")
    editing.answer(page, **{"telling-choice": "later"})
    assert stored(run).is_cancelled
    assert PeopleToTell.objects.get().state == State.OPEN


def test_nobody_needs_to_know_only_with_a_reason(editing, run):
    RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on")

    page = editing.answer(page, **{"telling-choice": "nobody"})
    assert page.status_code == 422
    assert "Say why" in words(page)
    assert not stored(run).is_cancelled

    answer = {"telling-choice": "nobody", "telling-why": "They sit beside me"}
    editing.answer(page, **answer)
    task = PeopleToTell.objects.get()
    assert (task.state, task.reason) == (State.DECLINED, "They sit beside me")
    assert stored(run).is_cancelled


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "Choose what shall happen."),
        ({"telling-choice": "tomorrow"}, "tomorrow"),
        ({"telling-choice": "now", "telling-reason": " "}, "Please give a reason."),
        ({"telling-choice": "now", "telling-reason": "x" * 2001}, "2000"),
        ({"telling-choice": "now", "telling-reason": "a\0b"}, "Null"),
    ],
)
def test_answer_that_cannot_be_taken_is_asked_for_again(editing, run, answer, said):
    RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on", waiting_list_size=7)

    page = editing.answer(page, **answer)

    assert page.status_code == 422
    assert said in words(page)
    assert not stored(run).is_cancelled
    assert form_of(page, PAGE)["waiting_list_size"] == "7"


def test_back_to_the_form_loses_nothing_and_saves_nothing(editing, run):
    RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on", waiting_list_size=7)

    form = form_of(editing.answer(page, **{"telling-back": "1"}))

    assert (form["is_cancelled"], form["waiting_list_size"]) == ("on", "7")
    assert not stored(run).is_cancelled


def test_people_who_came_meanwhile_are_shown_before_anything_is_saved(editing, run):
    RegistrationFactory(run=run, state="confirmed")
    page = editing(is_cancelled="on")
    RegistrationFactory(run=run, state="received")

    page = editing.answer(page, **{"telling-choice": "later"})

    assert page.status_code == 422
    assert "Meanwhile something changed" in words(page)
    assert "2 people are to be told" in words(page)
    assert not stored(run).is_cancelled
    assert editing.answer(page, **{"telling-choice": "later"}).status_code == 302
    assert stored(run).is_cancelled


def test_fewer_seats_than_taken_are_asked_about(editing, run):
    RegistrationFactory.create_batch(4, run=run, state="confirmed")
    page = editing(capacity=3)
    said = words(page)
    assert "4 people have a seat in this run. You want it to have 3 seats." in said
    assert stored(run).capacity == 10

    assert editing.answer(page, **{}).status_code == 422
    editing.answer(page, **{"telling-seats": "keep"})
    assert stored(run).capacity == 4
    assert not PeopleToTell.objects.exists()


def test_fewer_seats_are_saved_by_whoever_means_it(editing, run):
    RegistrationFactory.create_batch(4, run=run, state="confirmed")
    editing.answer(editing(capacity=3), **{"telling-seats": "fewer"})
    assert stored(run).capacity == 3
    task = PeopleToTell.objects.get()
    assert (task.state, task.answers) == (State.DECLINED, {"seats": "fewer"})


def test_lessons_in_the_form_are_looked_at(editing, run):
    begins, ends = moment(in_days(40), 18), moment(in_days(40), 19)
    lesson = Lesson.objects.create(run=run, starts_at=begins, ends_at=ends)
    RegistrationFactory(run=run, state="confirmed")
    page = editing(**{"lessons-0-is_cancelled": "on"})
    assert "1 person is to be told" in words(page)
    assert "A lesson of your course does not take place" in words(page)
    editing.answer(page, **{"telling-choice": "later"})
    lesson.refresh_from_db()
    assert lesson.is_cancelled
    assert PeopleToTell.objects.get().left == 1
