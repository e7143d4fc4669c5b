"""The task that stays until everybody knows: who sees it, and what can be done."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from services.models import Closure
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    RegistrationFactory,
    RoomFactory,
    RoomRequestFactory,
    make_staff,
)
from tests.factories.rooms import in_days
from tests.forms_app.affected.telling import State, make_lesson, tell, the_task
from tests.staff_forms import form_of

pytestmark = pytest.mark.django_db
NAME = "Zuzana Kanárková"
PAGE = ".affected form"


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def case(place):
    """Somebody whom nobody can write to, in a run that was cancelled without a form."""
    run = CourseRunFactory(place=place)
    case = RegistrationFactory(
        run=run, state="confirmed", full_name=NAME, email="", phone="+420777123456"
    )
    run.is_cancelled = True
    run.save()
    return case


def log_in(client, role, *places):
    user = make_staff(f"{role} {len(places)}", role, places)
    client.force_login(user)
    return user


def page_of(client, **data):
    url = reverse("people_to_tell_one", args=[the_task().pk])
    return client.get(url) if not data else client.post(url, data)


def words(response) -> str:
    page = BeautifulSoup(response.content, "html.parser").select_one(".affected")
    return page.get_text(" ", strip=True)


def panel(client) -> list[str]:
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    heading = page.find(id="people-to-tell-heading")
    return (
        [a.get_text(" ", strip=True) for a in heading.parent.select("a")]
        if heading
        else []
    )


def answer(client, **chosen):
    sent = form_of(page_of(client), PAGE)
    chosen = {f"telling-{name}": value for name, value in chosen.items()}
    return page_of(client, **(sent | chosen))


def test_welcome_page_says_how_many_are_to_be_told_of_what(client, case):
    log_in(client, "Course coordinators")
    (said,) = panel(client)
    assert said.startswith("1 person is to be told: ")
    assert case.run.course.name in said
    assert said.endswith(": it is cancelled")


def test_page_says_that_no_form_saved_it_and_shows_what_they_would_read(client, case):
    log_in(client, "Course coordinators")
    said = words(page_of(client))
    assert "without a form" in said
    assert "English 1" in said
    assert "The course does not take place" in said


def test_task_is_told_to_its_end(client, case):
    """Now, by the worker, by phone: only then is it off the welcome page."""
    user = log_in(client, "Course coordinators")
    answer(client, choice="now", reason="Nobody teaches it")
    assert the_task().state == State.TELLING
    assert "0 of 1 person is told." in words(page_of(client))

    tell_people()
    said = words(page_of(client))
    assert f"{NAME} +420777123456" in said
    assert panel(client)[0].startswith("Some have to be told by phone: ")

    Message.objects.get().mark_told(user)
    tell_people()
    assert the_task().state == State.DONE
    assert panel(client) == []
    assert "1 of 1 person is told." in words(page_of(client))


def test_nobody_needs_to_know_needs_a_reason_and_keeps_it(client, case):
    user = log_in(client, "Course coordinators")
    assert answer(client, choice="nobody").status_code == 422
    assert the_task().state == State.OPEN
    answer(client, choice="nobody", why="I met her")
    task = the_task()
    assert (task.state, task.reason, task.decided_by) == (
        State.DECLINED,
        "I met her",
        user,
    )
    assert panel(client) == []
    assert "I met her" in words(page_of(client))


def test_stopping_calls_back_what_has_not_left(client, case):
    log_in(client, "Room coordinators")
    room = RoomRequestFactory(room=RoomFactory(place=case.run.place), state="requested")
    PeopleToTell.objects.all().delete()
    room.room.capacity = 1
    room.room.save()
    answer(client, choice="now")
    tell_people()
    PeopleToTell.objects.update(state=State.TELLING)
    page_of(client, action="stop")
    assert (the_task().state, the_task().left) == (State.OPEN, 1)
    assert [each.delivery for each in Message.objects.all()] == ["cancelled"]


def test_second_tab_decides_nothing_any_more(client, case):
    log_in(client, "Course coordinators")
    first = form_of(page_of(client), PAGE) | {
        "telling-choice": "nobody",
        "telling-why": "A",
    }
    page_of(client, **first)
    response = page_of(client, **(first | {"telling-why": "B"}))
    assert response.status_code == 302
    assert the_task().reason == "A"


def test_people_who_came_meanwhile_are_shown_first(client, case):
    log_in(client, "Course coordinators")
    sent = form_of(page_of(client), PAGE)
    sent_before = the_task().saved_at
    RegistrationFactory(run=case.run, state="confirmed", submitted_at=sent_before)
    response = page_of(
        client, **(sent | {"telling-choice": "now", "telling-reason": "x"})
    )
    assert response.status_code == 422
    assert "Meanwhile something changed" in words(response)


# Who sees what


ROLES = {
    # role: sees the task of the run, sees the name
    "Course coordinators": (True, True),
    "Place coordinators": (True, True),
    "Room coordinators": (False, False),
    "Volunteer coordinators": (False, False),
    "Request coordinators": (False, False),
    "Topic coordinators": (False, False),
    "Editors": (False, False),
    "Authors": (False, False),
}


@pytest.mark.parametrize("role", ROLES)
def test_task_of_a_run_is_seen_by_those_whose_people_it_is(client, case, place, role):
    tell(make_staff("by", "Course coordinators"), "Nobody teaches it")
    log_in(client, role, *([place] if role == "Place coordinators" else []))
    sees_it, sees_name = ROLES[role]
    assert bool(panel(client)) == sees_it
    response = page_of(client)
    assert (response.status_code == 200) == sees_it
    assert (NAME in response.text) == sees_name
    assert client.get(reverse("people_to_tell")).status_code == 200


def test_place_coordinator_of_another_place_sees_nothing(client, case):
    log_in(client, "Place coordinators", PlaceFactory())
    assert panel(client) == []
    assert page_of(client).status_code == 302


def test_editor_of_a_place_sees_numbers_and_never_a_name(client, place):
    case = RegistrationFactory(
        run=CourseRunFactory(place=place), state="confirmed", full_name=NAME, email=""
    )
    make_lesson(case.run, 10)
    PeopleToTell.objects.all().delete()
    Closure.objects.create(place=place, first_day=in_days(10), last_day=in_days(10))
    log_in(client, "Editors")
    pages = [page_of(client).text, client.get("/admin/").text]
    assert "English" in pages[0]
    answer(client, choice="now")
    tell_people()
    pages.append(page_of(client).text)
    assert "To be told by phone: 1" in pages[-1]
    assert "Those who handle their cases see who it is." in pages[-1]
    for page in pages:
        for secret in (NAME, "Kanárková", case.reference, "+420777123456"):
            assert secret not in page


def test_nobody_is_named_in_what_is_stored(case):
    task = the_task()
    stored = str(list(PeopleToTell.objects.values())) + str(task)
    assert "Kanárk" not in stored
    assert case.reference not in stored


def test_whoever_is_outside_is_sent_to_the_log_in(client, case):
    for url in (
        reverse("people_to_tell"),
        reverse("people_to_tell_one", args=[the_task().pk]),
    ):
        response = client.get(url)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")


def test_step_is_not_taken_in_the_name_of_somebody_who_may_not_any_more(client, case):
    user = make_staff("gone", "Course coordinators")
    the_task().decide(State.TELLING, user, "Nobody teaches it")
    user.groups.clear()
    tell_people()
    case.refresh_from_db()
    assert (case.state, the_task().state) == ("confirmed", State.OPEN)


def test_unknown_task_is_not_found(client):
    client.force_login(get_user_model().objects.create_superuser("root"))
    assert client.get(reverse("people_to_tell_one", args=[7])).status_code == 404


# Queries


def queries(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", ["/admin/", "/admin/people-to-tell/"])
def test_thirty_tasks_cost_no_more_queries_than_one(client, place, address):
    log_in(client, "Place coordinators", place)

    def one_more():
        run = CourseRunFactory(place=place)
        RegistrationFactory(run=run, state="confirmed")
        run.is_cancelled = True
        run.save()

    one_more()
    before = queries(client, address)
    for _each in range(29):
        one_more()
    assert PeopleToTell.objects.count() == 30
    assert queries(client, address) == before


def test_three_hundred_people_cost_no_more_queries_than_one(client, case):
    log_in(client, "Course coordinators")
    url = reverse("people_to_tell_one", args=[the_task().pk])
    before = queries(client, url)
    saved = the_task().saved_at
    RegistrationFactory.create_batch(
        299, run=case.run, state="confirmed", submitted_at=saved
    )
    assert queries(client, url) == before
