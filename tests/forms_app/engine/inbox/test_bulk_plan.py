"""What a plan for several cases says is what happens."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forms_app.engine.actors import staff
from forms_app.engine.inbox import bulk
from forms_app.engine.inbox.bulk_actions import StepAct, steps_for_several
from forms_app.engine.inbox.bulk_plan import Planned
from forms_app.engine.outbox import Message
from forms_app.engine.outbox.writing import STATUS_LINK_MARK
from forms_app.engine.states import StepRefused
from forms_app.engine.transitions import CaseChanged, perform
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.crowds import CROWDS
from tests.forms_app.engine.inbox.pages import main_words, parsed, words
from tests.forms_app.engine.inbox.several import (
    listed,
    named,
    press,
    preview,
    states,
)
from tests.forms_app.kinds import KINDS

pytestmark = pytest.mark.django_db

INBOXES = {
    "course-registration": "registrations",
    "room-request": "room-requests",
    "request": "requests",
    "volunteer-application": "volunteer_applications",
}
DETAILS = {kind.name: kind.details for kind in KINDS}
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.grid) for seed in (2, 3, 4))]


@pytest.fixture
def by():
    return staff(make_staff("coordinator"))


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_planned(planned: list[Planned]) -> list[tuple]:
    return [
        (
            each.case.reference,
            str(each.refused),
            each.state,
            each.place,
            sorted(each.messages),
            sorted((notice.case.reference, notice.name) for notice in each.others),
        )
        for each in planned
    ]


def as_taken(cases, act: StepAct, by, reason: str, details) -> list[tuple]:
    """The step for one after the other, as everybody stood at the beginning."""
    return [_taken(case, case.version, act, by, reason, details) for case in cases]


def _taken(case, version, act, by, reason, details) -> tuple:
    last = Message.objects.order_by("pk").last()
    refused, state, place = "", "", None
    try:
        perform(case, act.name, by, reason, seen_version=version, details=details)
        now = type(case).objects.get(pk=case.pk)
        state, place = now.state, now.waiting_position
    except CaseChanged:
        refused = "It moves because of another of these cases. Look at it afterwards."
    except StepRefused as error:
        refused = str(error)
    written = list(Message.objects.filter(pk__gt=last.pk if last else 0))
    told = [(each.submission.reference, each.name) for each in written]
    return (
        case.reference,
        refused,
        state,
        place,
        sorted(name for whose, name in told if whose == case.reference),
        sorted(each for each in told if each[0] != case.reference),
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", CROWDS)
def test_every_step_comes_out_for_everybody_as_the_plan_said(kind, seed, by):
    chance = Random(seed)
    crowd = CROWDS[kind](chance, 24)
    moved, stayed, told = 0, 0, 0
    for act in steps_for_several(type(crowd[0])):
        meant = [case for case in crowd if chance.random() < 0.6]
        # Most of the cases in other states are the same to a plan.
        there = [case for case in meant if case.state in act.step.sources]
        cases = [case for case in meant if case in there or chance.random() < 0.2]
        reason = chance.choice(["", "A reason"]) or "…" * act.needs_reason
        details = DETAILS[kind](crowd[0], act.name)

        planned = as_planned(act.plan(cases, by, reason, details))
        with taken_back():
            happened = as_taken(cases, act, by, reason, details)

        assert planned == happened, act.name
        moved += sum(not each[1] for each in planned)
        stayed += sum(bool(each[1]) for each in planned)
        told += sum(len(each[5]) for each in planned)
    assert moved
    assert stayed
    if kind in {"course-registration", "room-request"}:
        assert told, "nobody else was told: this crowd shows too little"


# Whoever came first comes first


@pytest.fixture
def twelve():
    """For eight seats; whoever was stored last came first."""
    run = CourseRunFactory(capacity=8, waiting_list_size=10)
    now = timezone.now()
    cases = [
        RegistrationFactory(
            run=run, level="a1", submitted_at=now - timedelta(minutes=n)
        )
        for n in range(12)
    ]
    return cases[::-1]


def test_the_first_eight_get_the_seats_and_the_last_four_wait_in_order(
    main_desk, twelve
):
    shown = preview(main_desk, "place", *twelve[::-1])
    assert listed(shown, "Seat offered") == named(twelve[:8])
    assert listed(shown, "On the waiting list") == named(twelve[8:], places=True)

    press(main_desk, shown)

    assert states(*twelve) == ["offered"] * 8 + ["waitlisted"] * 4
    line = Registration.objects.waiting_for(twelve[0].run)
    assert list(line) == twelve[8:]


def test_a_plan_for_the_other_order_gives_the_seats_to_others(twelve, by):
    """What the test above would not notice if the order did not count."""
    (place,) = (act for act in steps_for_several(Registration) if act.name == "place")
    planned = place.plan(twelve[::-1], by, "", None)
    offered = [each.case for each in planned if each.state == "offered"]
    assert offered == twelve[:3:-1]


def test_all_of_the_list_means_those_who_came_first(main_desk, twelve, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    shown = preview(main_desk, "place", all="1")
    assert listed(shown, "Seat offered") == named(twelve[:3])


# What it costs

READS_AT_MOST = 30


@pytest.fixture
def asked(main_desk):
    """The statements of a preview once the process has warmed up."""

    def ask(kind: str, step: str, cases) -> list[str]:
        address = reverse(f"{INBOXES[kind]}:bulk")
        seen = {"act": step, "case": [case.pk for case in cases]}
        main_desk.force_login(get_user_model().objects.get(username="root"))
        main_desk.get(address, seen)
        with CaptureQueriesContext(connection) as captured:
            response = main_desk.get(address, seen)
        assert response.status_code == 200
        assert len(parsed(response).select(".bulk-cases li")) == len(cases)
        return [each["sql"].split()[0] for each in captured]

    get_user_model().objects.create_superuser("root")
    return ask


def test_preview_of_200_only_reads_and_reads_no_more_than_of_60(asked):
    run = CourseRunFactory(capacity=8, waiting_list_size=300)
    few = RegistrationFactory.create_batch(60, run=run, level="a1")
    more = [*few, *RegistrationFactory.create_batch(140, run=run, level="a1")]
    for_few = asked("course-registration", "place", few)
    assert {*for_few} == {"SELECT"}
    assert len(for_few) <= READS_AT_MOST
    assert asked("course-registration", "place", more) == for_few


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_preview_reads_for_thirty_as_much_as_for_one(asked, kind):
    state = kind.make("withdrawn").workflow.initial
    cases = [kind.make(state) for _ in range(30)]
    for_one = asked(kind.name, "withdraw", cases[:1])
    assert {*for_one} == {"SELECT"}
    assert len(for_one) <= READS_AT_MOST
    assert len(asked(kind.name, "withdraw", cases)) <= len(for_one) + 1


def test_preview_of_assigning_reads_for_thirty_as_much_as_for_one(
    asked, run, colleague
):
    cases = RegistrationFactory.create_batch(30, run=run)
    kind, act = "course-registration", f"assign-{colleague.pk}"
    for_one = asked(kind, act, cases[:1])
    assert asked(kind, act, cases) == for_one
    assert len(for_one) <= READS_AT_MOST


# What people are told


def messages(response) -> list[str]:
    return [words(each) for each in parsed(response).select(".bulk-message")]


def test_each_message_is_shown_once_in_two_languages_with_its_count(main_desk, twelve):
    for case, language in ((twelve[0], "ar"), (twelve[1], "uk"), (twelve[8], "vi")):
        Registration.objects.filter(pk=case.pk).update(language=language)
    shown = preview(main_desk, "place", *twelve)
    offered, waitlisted = messages(shown)
    assert offered.startswith("8 messages")
    assert waitlisted.startswith("4 messages")
    blocks = [
        [each["lang"] for each in part.select("[lang]")]
        for part in parsed(shown).select(".bulk-message")
    ]
    assert blocks == [["ar", "cs"], ["vi", "cs"]]
    assert twelve[0].full_name in offered
    assert "1." in waitlisted.split(twelve[8].full_name)[1]
    assert "Only the team sees this" not in main_words(shown)

    press(main_desk, shown)
    written = Counter(Message.objects.values_list("name", flat=True))
    assert written == {"offered": 8, "waitlisted": 4}
    parts = Message.objects.about(twelve[0]).get().parts
    texts = [each.get_text() for each in parsed(shown).select(".case__message")]
    for part in parts:
        seen = part["text"].replace(STATUS_LINK_MARK, "[the applicant's secret link]")
        assert seen.split() in [text.split() for text in texts]


def test_a_step_that_nobody_hears_of_says_so(desk, run):
    cases = RegistrationFactory.create_batch(2, run=run)
    shown = preview(desk, "place", *cases)
    assert messages(shown) == []
    assert "Nobody is written to. Only the team sees this." in main_words(shown)


def test_people_without_an_address_are_counted_as_calls(desk, run):
    cases = RegistrationFactory.create_batch(
        2, run=run, email="", phone="+420777123456"
    )
    cases.append(RegistrationFactory(run=run))
    (message,) = messages(preview(desk, "waitlist", *cases[:2]))
    assert "2 of them have no e-mail address." in message
    (message,) = messages(preview(desk, "waitlist", cases[2]))
    assert "no e-mail address" not in message


def test_others_who_get_a_freed_seat_are_foreseen_and_named_afterwards(main_desk):
    full = CourseRunFactory(capacity=2, waiting_list_size=2)
    seated = RegistrationFactory.create_batch(2, run=full, state="confirmed")
    waiting = RegistrationFactory.create_batch(2, run=full, state="waitlisted")
    shown = preview(main_desk, "withdraw", *seated)
    withdrawn, offered = messages(shown)
    assert withdrawn.startswith("2 messages")
    assert offered.startswith("2 messages to people whose cases you did not select")
    assert waiting[0].full_name in offered

    result = press(main_desk, shown)

    assert states(*waiting) == ["offered", "offered"]
    assert listed(result, "Others who are told") == named(waiting)


def test_whoever_moves_because_of_another_is_left_for_afterwards(main_desk):
    full = CourseRunFactory(capacity=1, waiting_list_size=2)
    seated = RegistrationFactory(run=full, state="confirmed")
    waiting = RegistrationFactory(run=full, state="waitlisted")
    shown = preview(main_desk, "withdraw", seated, waiting)
    assert "because of another of these cases" in listed(shown, "These stay")[0]
    press(main_desk, shown)
    assert states(seated, waiting) == ["withdrawn", "offered"]
