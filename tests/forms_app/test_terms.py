"""How many days a case may rest in each state, as agreed; written by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.engine.submission import submission_kinds
from forms_app.engine.terms import overdue
from tests.forms_app.kinds import KINDS

AGREED = {
    "course-registration": {"received": 3, "eligible": 14},
    # Where the applicant's time runs out by itself, nobody has to look after it.
    "room-request": {"requested": 3, "used": 14, "incident": 14},
    "request": {"received": 3, "in_progress": 14, "needs_information": 14},
    "volunteer-application": {
        "applied": 7,
        "interview_offered": 14,
        "interview_booked": 30,
        "interviewed": 7,
        "course_booked": 60,
        "trained": 30,
    },
}


def test_every_kind_has_the_agreed_terms():
    found = {
        name: {
            state.name: state.overdue_after.days
            for state in model.workflow.states.values()
            if state.overdue_after is not None
        }
        for name, model in submission_kinds().items()
    }
    assert found == AGREED


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_case_is_overdue_a_second_after_its_term(kind):
    workflow = submission_kinds()[kind.name].workflow
    for state, days in AGREED[kind.name].items():
        case = kind.make(state)
        end = case.state_since + timedelta(days=days)
        late = overdue(workflow, end + timedelta(seconds=1))
        cases = type(case).objects.filter(pk=case.pk)
        assert cases.filter(late).exists(), state
        assert not cases.filter(overdue(workflow, end)).exists(), state
        assert not case.is_overdue
        case.state_since = timezone.now() - timedelta(days=days, seconds=1)
        assert case.is_overdue
