import pytest
from django.contrib.auth.models import Group

from forms_app.engine.outbox import Message, enqueue
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import inbox, parsed, references, words

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def panel(client):
    return parsed(client.get(HOME)).select_one(".welcome")


def numbers(client) -> dict[str, str]:
    registrations = panel(client).select_one(".welcome__inboxes > li")
    links = registrations.select(".inbox-counts a")
    return {words(link).rsplit(" ", 1)[0]: words(link.strong) for link in links}


def failed(case):
    message = enqueue(case, "received")
    message.delivery = Message.Delivery.FAILED
    message.save()


def test_person_sees_what_waits_for_them(desk, run, rested, foreign):
    rested(RegistrationFactory(run=run), days=9)
    RegistrationFactory(run=run, state="declined")
    no_mail = RegistrationFactory(run=run, email="", phone="+420777123456")
    enqueue(no_mail, "received")
    failed(RegistrationFactory(run=run))
    failed(foreign)
    assert numbers(desk) == {
        "Mine": "0",
        "Unassigned": "3",
        "Overdue": "1",
        "Messages that could not be delivered": "1",
        "People to tell by phone": "1",
    }
    assert "Open cases: 3" in words(panel(desk))


def test_a_task_leads_to_its_cases(desk, run):
    RegistrationFactory(run=run)
    wanted = RegistrationFactory(run=run)
    failed(wanted)
    link = panel(desk).select_one(".inbox-counts__task")
    assert references(desk.get(link["href"])) == [wanted.reference]


def test_full_courses_are_counted_within_the_scope(desk, run):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    other = CourseRunFactory()
    RegistrationFactory.create_batch(2, run=other, state="confirmed")
    assert "1 full course" in words(panel(desk))


@pytest.mark.parametrize("role", ["Editors"])
def test_staff_without_inboxes_see_none(client, case, role):
    client.force_login(make_staff("curious", role))
    assert panel(client) is None


def test_as_many_queries_for_a_hundred_cases_as_for_one(
    desk, run, django_assert_num_queries, django_assert_max_num_queries
):
    failed(RegistrationFactory(run=run))
    desk.get(HOME)
    with django_assert_max_num_queries(40) as first:
        desk.get(HOME)
    for case in RegistrationFactory.create_batch(99, run=run):
        failed(case)
    with django_assert_num_queries(len(first)):
        desk.get(HOME)


@pytest.mark.parametrize(("role", "has_pages"), [("Editors", True), (None, False)])
def test_pages_are_searched_by_those_who_have_some(desk, keeper, role, has_pages):
    """Everybody else would be refused; the styles take the field away."""
    if role:
        make_staff("another", role)
        keeper.groups.add(Group.objects.get(name=role))
    assert ("welcome--without-pages" in panel(desk)["class"]) is not has_pages


def test_the_inbox_leads_to_its_list(desk, case):
    assert panel(desk).h3.a["href"] == inbox("index")
