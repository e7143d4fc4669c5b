"""Everybody registers in the minute when registration opens."""

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial

import pytest

from events.models import CourseRun
from forms_app.engine.outbox import Message
from forms_app.models import Registration
from tests.applicant import secret_link, step_page
from tests.factories import CourseRunFactory, RegistrationFactory, make_small_site
from tests.load.clients import Answer, Browser, a_few_at_a_time, all_at_once

pytestmark = [
    pytest.mark.load,
    pytest.mark.django_db(transaction=True),
    pytest.mark.small_site,
]

SEATED = {"offered", "confirmed"}
FOUND, SEE_OTHER = 302, 303
# The control oversells at the first try, as a rule; the others make it certain.
TRIES = 5

# A browser with the cookies of the answer, and the answer.
Sent = tuple[Browser, Answer]


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def make_run(site):
    """A run whose seats are given in order of arrival, and the address of its form."""

    def make(**facts) -> tuple[CourseRun, str]:
        run = CourseRunFactory(course=site.course, place=site.place, **facts)
        return run, site.form_address(run)

    return make


def people_with_forms(port: int, address: str, count: int) -> list[Callable[[], Sent]]:
    """People who have filled in the form; the calls press their buttons.

    The form is read once for all; only its key, which makes it count once, differs.
    """
    browser = Browser(port)
    form = browser.open_form(address)

    def person(number: int) -> Callable[[], Sent]:
        own_form = form | {
            "idempotency_key": str(uuid.uuid4()),
            "full_name": f"Example Person {number}",
            "email": f"person{number}@example.org",
            "level": "none",
            "consent": "on",
            "step": "send",
        }
        return partial(send, browser, address, own_form)

    return [person(number) for number in range(count)]


def send(browser: Browser, address: str, form: dict[str, str]) -> Sent:
    """Each call is a window of its own, with the cookies of that browser."""
    window = browser.copy()
    return window, window.post(address, form)


def person_who_withdraws(port: int, case: Registration) -> Callable[[], Sent]:
    """Somebody who follows the secret link as far as the question "Are you sure?"."""
    browser = Browser(port)
    link, question = (
        secret_link(case),
        step_page(case, "withdraw"),
    )
    browser.post(link, browser.open_form(link))
    form = browser.open_form(question)
    return partial(send, browser, question, form)


def statuses(sent: list[Sent]) -> Counter:
    return Counter(answer.status for _browser, answer in sent)


def references_read(sent: list[Sent]) -> list[str]:
    return a_few_at_a_time(
        [partial(browser.read_reference, answer) for browser, answer in sent]
    )


def states(run: CourseRun) -> Counter:
    return Counter(run.registrations.values_list("state", flat=True))


def seated(run: CourseRun) -> int:
    return run.registrations.filter(state__in=SEATED).count()


def most_seated_at_once(run: CourseRun) -> int:
    """Play the history again: steps took turns, and their rows carry numbers."""
    now, most = {}, 0
    rows = Registration.history.filter(run=run).order_by("history_id")
    for case, state in rows.values_list("id", "state"):
        now[case] = state
        most = max(most, sum(each in SEATED for each in now.values()))
    return most


def steps_of_each(run: CourseRun) -> dict[str, list[str]]:
    """The steps of each case by its reference."""
    steps = defaultdict(list)
    rows = Registration.history.filter(run=run).order_by("history_id")
    for reference, step in rows.values_list("reference", "step"):
        steps[reference].append(step)
    return steps


def messages_to_each() -> dict[str, list[str]]:
    messages = defaultdict(list)
    for message in Message.objects.order_by("pk"):
        messages[message.recipient].append(message.name)
    return messages


def position_told(case: Registration) -> int:
    english = Message.objects.about(case).get().parts[0]["text"]
    return int(re.search(r"place in the list: (\d+)\.", english)[1])


def test_200_people_at_once_get_20_seats_and_180_places_in_the_list(serve, make_run):
    run, address = make_run(capacity=20, waiting_list_size=180)

    port = serve("icp.wsgi")
    sent = all_at_once(people_with_forms(port, address, 200))
    read = references_read(sent)

    assert statuses(sent) == {SEE_OTHER: 200}
    assert states(run) == {"offered": 20, "waitlisted": 180}
    cases = list(run.registrations.all())
    assert sorted(read) == sorted(case.reference for case in cases)
    last_step = {"offered": "offer", "waitlisted": "waitlist"}
    assert steps_of_each(run) == {
        case.reference: ["submit", last_step[case.state]] for case in cases
    }
    assert messages_to_each() == {case.email: [case.state] for case in cases}
    queue = Registration.objects.waiting_for(run)
    assert [position_told(case) for case in queue] == list(range(1, 181))


def test_seats_that_are_given_back_in_the_rush_are_given_away_once(serve, make_run):
    run, address = make_run(capacity=20, waiting_list_size=190)
    leaving = RegistrationFactory.create_batch(10, run=run, state="confirmed")

    port = serve("icp.wsgi")
    people = people_with_forms(port, address, 200)
    people[100:100] = [person_who_withdraws(port, case) for case in leaving]
    sent = all_at_once(people)

    assert statuses(sent) == {SEE_OTHER: 200, FOUND: 10}
    assert states(run) == {"offered": 20, "waitlisted": 180, "withdrawn": 10}
    assert {case.reference for case in leaving} == {
        case.reference for case in run.registrations.filter(state="withdrawn")
    }
    assert most_seated_at_once(run) == 20
    assert Counter(Message.objects.values_list("name", flat=True))["offered"] == 20


def test_the_same_form_sent_50_times_at_once_is_one_registration(serve, make_run):
    run, address = make_run(capacity=20)

    port = serve("icp.wsgi")
    [press] = people_with_forms(port, address, 1)
    sent = all_at_once([press] * 50)
    read = references_read(sent)

    assert statuses(sent) == {SEE_OTHER: 50}
    case = run.registrations.get()
    assert set(read) == {case.reference}
    assert [message.name for message in Message.objects.all()] == ["offered"]


def seats_given_in_a_rush(port: int, run: CourseRun, address: str) -> int:
    all_at_once(people_with_forms(port, address, 40))
    return seated(run)


def test_seats_counted_slowly_are_not_oversold(serve, make_run):
    run, address = make_run(capacity=5, waiting_list_size=35)

    port = serve("tests.load.slow_count")
    assert seats_given_in_a_rush(port, run, address) == 5


def test_seats_counted_slowly_are_oversold_when_the_lock_is_off(serve, make_run):
    port = serve("tests.load.without_lock")
    tries = (
        seats_given_in_a_rush(port, *make_run(capacity=5, waiting_list_size=35))
        for _ in range(TRIES)
    )
    assert any(given > 5 for given in tries)
