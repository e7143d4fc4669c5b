"""The audit is complete: whatever happens to a case is one row of its history."""

from dataclasses import dataclass
from random import Random

import pytest

from forms_app.engine.actors import APPLICANT, SYSTEM, Actor, staff
from forms_app.engine.assignment import assign
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import submission_kinds
from forms_app.engine.transitions import perform
from forms_app.engine.undoing import undo
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.kinds import KINDS, Kind

pytestmark = pytest.mark.django_db

STEPS = 300
REASON = "An example reason"


@dataclass(frozen=True)
class Deed:
    """What somebody tries with a case, and the name that its row has."""

    name: str
    by: Actor


def rows_by_kind() -> dict[str, int]:
    """The newest row of each kind's history."""
    return {
        name: model.history.order_by("-history_id")
        .values_list("history_id", flat=True)
        .first()
        or 0
        for name, model in submission_kinds().items()
    }


def rows_since(before: dict[str, int]) -> list:
    return [
        row
        for name, model in submission_kinds().items()
        for row in model.history.filter(history_id__gt=before[name])
    ]


def choose(random: Random, case, people) -> Deed:
    by = random.choice([staff(random.choice(people)), APPLICANT, SYSTEM])
    possible = [step.name for step in case.workflow.steps_from(case.state, by.role)]
    if possible and random.random() < 0.7:
        return Deed(random.choice(possible), by)
    # Also what the table refuses.
    others = ("assign", "undo", *case.workflow.steps)
    name = random.choice(others)
    return Deed(name, staff(people[0]) if name in {"assign", "undo"} else by)


def do(random: Random, kind: Kind, case, deed: Deed, people) -> None:
    if deed.name == "assign":
        free = [each for each in (*people, None) if each != case.assigned_to]
        assign(case, random.choice(free), deed.by, case.assigned_to_id, REASON)
    elif deed.name == "undo":
        undo(case, deed.by, case.version)
    else:
        details = kind.details(case, deed.name)
        perform(case, deed.name, deed.by, REASON, case.version, details)


@pytest.fixture
def people():
    accounts = [make_staff(name) for name in ("first", "second")]
    for account in accounts:
        account.is_superuser = True
        account.save()
    return accounts


@pytest.fixture
def kinds():
    """All kinds, and registrations that follow one another in a full course."""
    full = CourseRunFactory(capacity=1, waiting_list_size=50)
    in_turn = Kind(
        "course-registration",
        lambda state: RegistrationFactory(run=full, state="waitlisted"),
        lambda case, step: None,
    )
    return (*KINDS, in_turn)


def test_random_deeds_leave_one_row_each_with_role_person_and_reason(kinds, people):
    random = Random(20261125)
    cases = [(kind, new(kind)) for kind in kinds for _ in range(2)]
    done, refused, followed = set(), 0, 0
    for number in range(STEPS):
        place = random.randrange(len(cases))
        kind, case = cases[place]
        case.refresh_from_db()
        deed, before = choose(random, case, people), rows_by_kind()
        told = f"step {number}: {deed.name} of {kind.name} in {case.state}"
        try:
            do(random, kind, case, deed, people)
        except StepRefused:
            refused += 1
            assert rows_since(before) == [], told
            continue
        own, *others = sorted(
            rows_since(before), key=lambda row: row.reference != case.reference
        )
        assert (own.reference, own.step) == (case.reference, deed.name), told
        assert (own.role, own.history_user) == (deed.by.role, deed.by.user), told
        reason = None if deed.name == "undo" else REASON
        assert own.history_change_reason == reason, told
        # A step may bring about others, in this case and in those that come next.
        key = f"{own.reference}/{own.version}"
        assert {row.caused_by for row in others} <= {key}, told
        followed += len(others)
        done.add((kind.name, deed.name))
        if not type(case).objects.get(pk=case.pk).is_open:
            cases[place] = (kind, new(kind))
    assert refused > STEPS / 20
    assert followed > 0
    assert {"assign", "undo"} <= {name for _kind, name in done}
    assert {name for name, _step in done} == set(submission_kinds())
    assert len(done) > 25
    for model in submission_kinds().values():
        for case in model.objects.all():
            newest, *older = case.history.order_by("-history_id")
            assert all(
                getattr(newest, field.attname) == getattr(case, field.attname)
                for field in newest.tracked_fields
            ), f"{case} is not what its history says"
            steps = [r.version for r in (newest, *older) if r.step != "assign"]
            assert steps == list(range(case.version, -1, -1)), case


def new(kind: Kind):
    return kind.make(submission_kinds()[kind.name].workflow.initial)
