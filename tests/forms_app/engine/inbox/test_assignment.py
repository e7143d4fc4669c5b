import pytest
from django.utils import translation

from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.assignment import assign, colleagues_for
from forms_app.engine.states import StepRefused
from forms_app.engine.transitions import CaseChanged, perform
from tests.factories import make_staff
from tests.forms_app.engine.inbox.pages import inbox, main_words, parsed, words

pytestmark = pytest.mark.django_db


def assigned_to(case):
    case.refresh_from_db()
    return case.assigned_to


def test_case_is_taken_with_one_button(desk, keeper, case):
    page = parsed(desk.get(inbox("case", case.pk)))
    form = page.find("form", action=inbox("assign", case.pk))
    button = form.find("button", string="Assign to me")
    data = {"seen": form.find("input", {"name": "seen"})["value"]}
    response = desk.post(form["action"], data | {button["name"]: button["value"]})
    assert response.status_code == 302
    assert assigned_to(case) == keeper


def test_case_is_given_to_a_colleague_and_back_to_nobody(desk, case, colleague):
    address = inbox("assign", case.pk)
    desk.post(address, {"seen": "", "to": colleague.pk})
    assert assigned_to(case) == colleague
    desk.post(address, {"seen": colleague.pk, "to": "nobody"})
    assert assigned_to(case) is None


def test_only_people_who_may_see_the_case_are_offered(case, keeper, colleague, run):
    make_staff("editor", "Editors", places=[run.place])
    make_staff("elsewhere", "Place coordinators")
    assert set(colleagues_for(case)) == {keeper, colleague}


@pytest.mark.parametrize("role", ["Editors", "Place coordinators", None])
def test_case_goes_to_nobody_who_may_not_see_it(desk, case, role):
    outsider = make_staff("outsider", role)
    response = desk.post(inbox("assign", case.pk), {"seen": "", "to": outsider.pk})
    assert response.status_code == 422
    with translation.override("en"), pytest.raises(StepRefused, match="may not work"):
        assign(case, outsider, staff(outsider), None)
    assert assigned_to(case) is None


def test_second_of_two_people_who_assign_at_once_sees_the_conflict(
    desk, case, keeper, colleague
):
    assign(case, colleague, staff(colleague), None)
    response = desk.post(inbox("assign", case.pk), {"seen": "", "to": keeper.pk})
    assert response.status_code == 409
    assert "Somebody else assigned this case" in main_words(response)
    assert assigned_to(case) == colleague


def test_assigning_is_told_in_the_timeline(desk, case, keeper):
    desk.post(inbox("assign", case.pk), {"seen": "", "to": keeper.pk})
    entry = parsed(desk.get(inbox("case", case.pk))).select_one(".timeline__step")
    assert "Assigned" in words(entry)
    assert "Assigned to: – → keeper" in words(entry)
    row = case.history.first()
    assert (row.step, row.history_user, row.assigned_to_id) == (
        "assign",
        keeper,
        keeper.pk,
    )


def test_assigning_again_to_the_same_person_leaves_no_trace(case, keeper):
    assign(case, keeper, staff(keeper), None)
    before = case.history.count()
    assign(case, keeper, staff(keeper), keeper.pk)
    assert case.history.count() == before


def test_an_applicant_may_withdraw_while_staff_assign(case, keeper):
    version = case.version
    assign(case, keeper, staff(keeper), None)
    moved = perform(case, "withdraw", APPLICANT, seen_version=version)
    assert (moved.state, moved.assigned_to) == ("withdrawn", keeper)


@pytest.mark.parametrize("to", ["", "0", "-1", "x", "9" * 40, "\0"])
def test_garbage_instead_of_a_person_is_explained(desk, case, to):
    response = desk.post(inbox("assign", case.pk), {"seen": "", "to": to})
    assert response.status_code == 422
    assert assigned_to(case) is None


@pytest.mark.parametrize("seen", ["x", "9" * 40, "\0"])
def test_garbage_instead_of_the_last_assignee_changes_nothing(desk, case, keeper, seen):
    response = desk.post(inbox("assign", case.pk), {"seen": seen, "to": keeper.pk})
    assert response.status_code in {409, 422}
    assert assigned_to(case) is None


def test_assigning_sees_a_conflict_first(case, keeper, colleague):
    assign(case, keeper, staff(keeper), None)
    with pytest.raises(CaseChanged):
        assign(case, colleague, staff(colleague), None)
