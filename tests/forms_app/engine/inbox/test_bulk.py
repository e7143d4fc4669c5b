from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.engine.actors import staff
from forms_app.engine.assignment import assign
from forms_app.engine.inbox import bulk
from forms_app.models import Message, Registration
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import inbox, main_words, parsed
from tests.forms_app.engine.inbox.several import (
    fields,
    line_of,
    listed,
    press,
    preview,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(run):
    """Two seats are free: the third finds none. Their keys run the other way."""
    now = timezone.now()
    cases = [
        RegistrationFactory(run=run, submitted_at=now - timedelta(minutes=n))
        for n in range(3)
    ]
    return cases[::-1]


def test_preview_tells_who_would_move_and_who_not_and_why(desk, run, three):
    confirmed = RegistrationFactory(run=run, state="withdrawn")
    response = preview(desk, "offer", *three, confirmed)
    moving = [line_of(case) for case in three[:2]]
    assert listed(response, "Seat offered") == moving
    assert sorted(listed(response, "These stay")) == sorted(
        [
            f"{line_of(three[2])} : The course is full.",
            f"{line_of(confirmed)} : This step is not possible in the present state.",
        ]
    )


def test_preview_changes_nothing_and_writes_to_nobody(desk, three):
    history = Registration.history.count()
    preview(desk, "offer", *three)
    assert states(*three) == ["received"] * 3
    assert (Registration.history.count(), Message.objects.count()) == (history, 0)


def test_step_is_taken_for_those_who_were_shown_as_moving(desk, keeper, three):
    response = press(desk, preview(desk, "offer", *three))
    assert states(*three) == ["offered", "offered", "received"]
    assert len(listed(response, "Seat offered")) == 2
    for case in three[:2]:
        row = case.history.first()
        assert (row.step, row.history_user) == ("offer", keeper)
    assert Message.objects.count() == 2


def test_each_case_has_its_own_result(desk, three):
    shown = preview(desk, "waitlist", *three[:2])
    Registration.objects.filter(pk=three[0].pk).update(version=7)
    response = press(desk, shown)
    assert states(*three[:2]) == ["received", "waitlisted"]
    assert "Somebody changed this case" in listed(response, "These stayed")[0]


def test_sending_twice_moves_nobody_twice(desk, three):
    shown = preview(desk, "waitlist", *three[:2])
    press(desk, shown)
    history = Registration.history.count()
    again = press(desk, shown)
    assert len(listed(again, "On the waiting list")) == 2
    assert (Message.objects.count(), Registration.history.count()) == (2, history)


def test_reason_is_asked_for_and_nothing_is_lost(desk, three):
    shown = preview(desk, "decline", *three)
    response = press(desk, shown)
    assert response.status_code == 422
    assert "Please give a reason." in main_words(response)
    assert states(*three) == ["received"] * 3
    assert fields(response)["plan"] == fields(shown)["plan"]
    press(desk, response, reason="No more courses this year")
    assert states(*three) == ["declined"] * 3
    assert three[0].history.first().history_change_reason == "No more courses this year"


def test_a_reason_may_let_more_cases_move(desk, run):
    first = RegistrationFactory(run=run, state="waitlisted")
    later = timezone.now() + timedelta(minutes=1)
    second = RegistrationFactory(run=run, state="waitlisted", queued_at=later)
    shown = preview(desk, "offer", second)
    assert "Others wait longer" in listed(shown, "These stay")[0]
    again = desk.post(
        inbox("bulk"),
        fields(shown) | {"action": "preview", "reason": "Moves away soon"},
    )
    assert listed(again, "Seat offered")
    press(desk, again)
    assert states(first, second) == ["waitlisted", "offered"]


def test_a_changed_reason_moves_only_those_who_were_shown(desk, run):
    RegistrationFactory(run=run, state="waitlisted")
    later = timezone.now() + timedelta(minutes=1)
    second = RegistrationFactory(run=run, state="waitlisted", queued_at=later)
    shown = preview(desk, "offer", second)
    press(desk, shown, reason="Not shown with this reason")
    assert states(second) == ["waitlisted"]


# All that the list shows


def test_all_means_what_the_filters_leave(desk, run, three):
    eligible = RegistrationFactory(run=run, state="eligible")
    shown = preview(desk, "decline", all="1", filters="state=eligible")
    press(desk, shown, reason="An example")
    assert states(eligible, *three) == ["declined", "received", "received", "received"]


def test_all_with_a_broken_filter_means_nobody(desk, three):
    response = preview(desk, "waitlist", all="1", filters="state=nonsense")
    assert response.status_code == 422


def test_all_ends_at_the_scope(desk, case, foreign):
    shown = preview(desk, "waitlist", all="1")
    press(desk, shown)
    assert states(case, foreign) == ["waitlisted", "received"]


def test_too_many_cases_are_taken_in_turns(desk, run, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    cases = RegistrationFactory.create_batch(3, run=run)
    shown = preview(desk, "waitlist", all="1")
    assert "more than 2 cases" in main_words(shown)
    press(desk, shown)
    assert states(*cases) == ["waitlisted", "waitlisted", "received"]


# Scope


def test_keys_beyond_the_scope_are_neither_shown_nor_moved(desk, case, foreign):
    shown = preview(desk, "waitlist", case, foreign)
    assert foreign.reference not in main_words(shown)
    plan = ",".join(f"{each.pk}:0:waitlisted:1" for each in (case, foreign))
    press(desk, shown, plan=plan, case=[case.pk, foreign.pk])
    assert states(case, foreign) == ["waitlisted", "received"]


@pytest.mark.parametrize("role", ["Editors", None])
def test_bulk_is_closed_to_staff_without_cases(client, case, role):
    client.force_login(make_staff("curious", role, places=[case.run.place]))
    plan = f"{case.pk}:0:waitlisted:1"
    seen = {"act": "waitlist", "case": case.pk, "plan": plan, "action": "take"}
    for response in (
        preview(client, "waitlist", case),
        client.post(inbox("bulk"), seen),
    ):
        assert response.status_code == 302
    assert states(case) == ["received"]


@pytest.mark.parametrize("step", ["", "nonsense", "lapse", "\0", "x" * 5000])
def test_a_step_that_staff_cannot_take_is_refused_with_words(desk, case, step):
    response = preview(desk, step, case)
    assert response.status_code == 422
    assert "Nothing was changed" in main_words(response)


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 40, "\0", "٣", "1,2"])
def test_garbage_instead_of_a_case_is_refused_with_words(desk, case, key):
    response = desk.get(inbox("bulk"), {"act": "waitlist", "case": key})
    assert response.status_code == 422
    assert "Select at least one case." in main_words(response)
    plans = (f"{key}:{key}:{key}:{key}", f"{case.pk}:{key}:waitlisted:0", key)
    for plan in plans:
        forged = {"act": "waitlist", "case": key, "plan": plan, "action": "take"}
        assert desk.post(inbox("bulk"), forged).status_code == 422
    assert states(case) == ["received"]


def test_the_list_offers_ticks_steps_and_works_as_a_plain_form(desk, keeper, case):
    page = parsed(desk.get(inbox("index")))
    form = page.find("form", action=inbox("bulk"))
    ticks = [tick["value"] for tick in form.find_all("input", {"name": "case"})]
    steps = [option["value"] for option in form.find_all("option")]
    assert ticks == [str(case.pk)]
    assert steps == [
        "",
        f"assign-{keeper.pk}",
        "assign-nobody",
        "place",
        "offer",
        "accept",
        "waitlist",
        "rejoin",
        "redirect",
        "decline",
        "withdraw",
        "cancel",
    ]


# Who takes care of them


def act_to(person) -> str:
    return f"assign-{person.pk if person else 'nobody'}"


def keepers(*cases) -> list:
    return [Registration.objects.get(pk=case.pk).assigned_to for case in cases]


def test_preview_of_assigning_tells_who_has_it_already_and_who_may_not_see_it(
    client, colleague, run, foreign
):
    elsewhere = make_staff(
        "elsewhere", "Place coordinators", places=[foreign.run.place]
    )
    theirs = RegistrationFactory(run=foreign.run)
    assign(theirs, elsewhere, staff(elsewhere), None)
    out_of_sight = RegistrationFactory(run=run)
    client.force_login(colleague)

    response = preview(client, act_to(elsewhere), foreign, theirs, out_of_sight)

    assert listed(response, "Assign to elsewhere") == [line_of(foreign)]
    assert sorted(listed(response, "These stay")) == sorted(
        [
            f"{line_of(theirs)} : elsewhere has this case already.",
            f"{line_of(out_of_sight)} : This person may not work on this case.",
        ]
    )
    assert keepers(foreign, theirs, out_of_sight) == [None, elsewhere, None]


@pytest.mark.parametrize("to", ["keeper", "colleague", None])
def test_cases_are_assigned_with_a_row_of_history_each(
    desk, keeper, three, to, request
):
    person = request.getfixturevalue(to) if to else None
    first = three[0]
    other = request.getfixturevalue("colleague") if to != "colleague" else keeper
    for case in three:
        assign(case, other, staff(keeper), None)
    history = first.history.count()

    press(desk, preview(desk, act_to(person), *three), reason="Holidays")

    assert keepers(*three) == [person] * 3
    assert first.history.count() == history + 1
    row = first.history.latest("history_id")
    assert (row.step, row.history_user, row.history_change_reason) == (
        "assign",
        keeper,
        "Holidays",
    )
    assert states(*three) == ["received"] * 3
    assert Message.objects.count() == 0


def test_a_case_that_somebody_took_meanwhile_stays_with_them(
    desk, keeper, colleague, three
):
    shown = preview(desk, act_to(keeper), *three)
    assign(three[1], colleague, staff(colleague), None)

    response = press(desk, shown)

    assert keepers(*three) == [keeper, colleague, keeper]
    assert "Somebody else assigned this case" in listed(response, "These stayed")[0]


def test_nobody_who_does_not_work_on_such_cases_can_be_chosen(desk, case):
    editor = make_staff("editor", "Editors", places=[case.run.place])
    response = preview(desk, act_to(editor), case)
    assert response.status_code == 422
    assert "This cannot be done here." in main_words(response)
    forged = {"act": act_to(editor), "case": case.pk, "plan": f"{case.pk}:0::0"}
    assert desk.post(inbox("bulk"), forged).status_code == 422
    assert keepers(case) == [None]


def test_the_way_back_leads_to_the_list_as_it_was(desk, case):
    shown = preview(desk, "waitlist", case, filters="state=received&q=example")
    result = press(desk, shown)
    back = f"{inbox('index')}?state=received&q=example"
    for response in (shown, result):
        assert parsed(response).find("a", href=back)
