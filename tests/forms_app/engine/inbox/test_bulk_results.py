"""What came of an act for several cases: named, kept, done once, undone together."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.assignment import assign
from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.inbox import bulk_work
from forms_app.engine.inbox.bulk_taking import Taking
from forms_app.engine.outbox import Message, deliver_due
from forms_app.engine.transitions import perform
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import address, inbox, main_words, parsed
from tests.forms_app.engine.inbox.several import (
    fields,
    line_of,
    listed,
    named,
    press,
    preview,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    """Two seats for four; whoever was stored last came first."""
    run = CourseRunFactory(capacity=2, waiting_list_size=2)
    now = timezone.now()
    cases = [
        RegistrationFactory(
            run=run, level="a1", submitted_at=now - timedelta(minutes=n)
        )
        for n in range(4)
    ]
    return cases[::-1]


def histories(*cases) -> list[list[str]]:
    """The steps of each case since it came."""
    return [
        [row.step for row in case.history.order_by("history_id")[1:]] for case in cases
    ]


def deliveries() -> set[str]:
    return set(Message.objects.values_list("delivery", flat=True))


def undo(client, response):
    """The button of the results; gives the page that it leads to."""
    button = parsed(response).find("form", action=lambda to: to and "undo" in to)
    assert button is not None, "no button to undo"
    sent = {field["name"]: field.get("value", "") for field in button.find_all("input")}
    return client.post(button["action"], sent, follow=True)


def undo_is_offered(response) -> bool:
    return "Undo it for all" in main_words(response)


def page_of(response) -> str:
    return response.redirect_chain[-1][0]


# What came of it


def test_results_say_who_got_a_seat_who_waits_where_and_who_was_refused(
    main_desk, four
):
    ended = RegistrationFactory(run=four[0].run, state="declined")
    result = press(main_desk, preview(main_desk, "place", *four, ended))
    assert "4 cases have changed." in main_words(result)
    assert listed(result, "Seat offered") == named(four[:2])
    assert listed(result, "On the waiting list") == named(four[2:], places=True)
    assert listed(result, "These stayed") == [
        f"{line_of(ended)} : This step is not possible in the present state."
    ]
    links = [link["href"] for link in parsed(result).select(".bulk-cases a")]
    assert sorted(links) == sorted(address("case", case) for case in [*four, ended])


def test_results_can_be_loaded_again_and_nothing_happens_twice(main_desk, four):
    result = press(main_desk, preview(main_desk, "place", *four))
    assert [status for _to, status in result.redirect_chain] == [303]
    rows, messages = Registration.history.count(), Message.objects.count()
    again = main_desk.get(page_of(result))
    assert main_words(again) == main_words(result)
    assert (Registration.history.count(), Message.objects.count()) == (rows, messages)


def test_button_pressed_twice_gives_one_record_and_its_results(main_desk, four):
    shown = preview(main_desk, "place", *four)
    first, second = press(main_desk, shown), press(main_desk, shown)
    assert page_of(first) == page_of(second)
    assert BulkAction.objects.count() == 1
    assert states(*four) == ["offered", "offered", "waitlisted", "waitlisted"]
    assert Message.objects.count() == 4


def test_what_was_interrupted_goes_on_where_it_stopped(main_desk, four, monkeypatch):
    """The second press of somebody whose connection broke, or of an impatient one."""
    shown = preview(main_desk, "place", *four)
    tries = iter([True, True, False])
    with monkeypatch.context() as patch:
        go_on = bulk_work._do_next
        patch.setattr(bulk_work, "_do_next", lambda work: next(tries) and go_on(work))
        stopped = press(main_desk, shown)
    assert states(*four) == ["offered", "offered", "received", "received"]
    assert listed(stopped, "Not done yet") == named(four[2:])

    finished = press(main_desk, shown)

    assert states(*four) == ["offered", "offered", "waitlisted", "waitlisted"]
    assert histories(*four) == [["place", "offer"]] * 2 + [["place", "waitlist"]] * 2
    assert listed(finished, "Not done yet") == []


def test_what_there_was_no_time_for_can_be_planned_anew(main_desk, four, monkeypatch):
    monkeypatch.setattr(bulk_work, "SECONDS_AT_MOST", 0)
    shown = preview(main_desk, "place", *four, filters="state=received")
    result = press(main_desk, shown)
    assert len(listed(result, "Not done yet")) == 4
    link = parsed(result).find("a", string="Look at these again")
    monkeypatch.undo()
    again = main_desk.get(link["href"])
    assert listed(again, "Seat offered") == named(four[:2])
    press(main_desk, again)
    assert states(*four) == ["offered", "offered", "waitlisted", "waitlisted"]


def test_page_of_another_act_is_not_used_for_this_one(main_desk, four):
    shown = preview(main_desk, "waitlist", *four[:2])
    press(main_desk, shown)
    other = preview(main_desk, "decline", *four[:2])
    response = press(main_desk, other, key=fields(shown)["key"], reason="An example")
    assert response.status_code == 422
    assert states(*four[:2]) == ["waitlisted", "waitlisted"]


# Whoever was quicker


def test_whoever_would_come_out_otherwise_than_shown_stays_and_is_named(
    main_desk, four
):
    shown = preview(main_desk, "place", *four)
    RegistrationFactory(run=four[0].run, state="confirmed")
    result = press(main_desk, shown)
    assert states(*four) == ["offered", "received", "waitlisted", "waitlisted"]
    assert listed(result, "These stayed") == [
        f"{line_of(four[1])} : Somebody was quicker:"
        " by now it would be “On the waiting list” instead. Look again."
    ]
    assert histories(four[1]) == [[]]
    assert not Message.objects.about(four[1]).exists()


def test_another_place_in_the_list_than_shown_is_said(main_desk, four):
    shown = preview(main_desk, "place", *four)
    RegistrationFactory(
        run=four[0].run,
        state="waitlisted",
        queued_at=timezone.now() - timedelta(days=1),
    )
    Registration.objects.filter(pk__in=[four[0].pk, four[1].pk]).update(version=7)
    result = press(main_desk, shown)
    assert listed(result, "On the waiting list") == [
        f"{line_of(four[2])} · place 2 in the list (the plan said 1)",
    ]


def test_a_broken_case_holds_up_no_other(main_desk, four, monkeypatch, caplog):
    take = Taking.do

    def breaks(self, row):
        if row.reference == four[0].reference:
            raise ZeroDivisionError(four[0].full_name)
        take(self, row)

    shown = preview(main_desk, "waitlist", *four[:2])
    monkeypatch.setattr(Taking, "do", breaks)
    result = press(main_desk, shown)
    assert states(*four[:2]) == ["received", "waitlisted"]
    assert "Something went wrong." in listed(result, "These stayed")[0]
    assert "ZeroDivisionError" in caplog.text
    assert four[0].full_name not in caplog.text


# Who may see it


def test_results_of_other_places_are_nobody_elses_business(
    main_desk, client, case, foreign
):
    result = press(main_desk, preview(main_desk, "waitlist", case, foreign))
    address = page_of(result)
    here = make_staff("here", "Place coordinators", places=[case.run.place])
    client.force_login(here)
    seen = client.get(address)
    assert listed(seen, "On the waiting list") == [
        f"{line_of(case)} · place 1 in the list"
    ]
    assert "1 more case was among them." in main_words(seen)
    assert foreign.reference not in main_words(seen)
    undo(client, seen)
    assert states(case, foreign) == ["received", "waitlisted"]

    client.force_login(make_staff("nowhere", "Place coordinators"))
    assert client.get(address).status_code == 404
    assert client.post(f"{urlsplit(address).path}undo/").status_code == 404
    assert states(foreign) == ["waitlisted"]


def test_the_record_knows_cases_by_reference_only(main_desk, four):
    press(main_desk, preview(main_desk, "decline", *four), reason="Zuzana said so")
    values = [*BulkAction.objects.values(), *BulkCase.objects.values()]
    assert four[0].reference in str(values)
    for personal in (four[0].full_name, four[0].email, "Zuzana"):
        assert personal not in str(values)


# Undoing


def test_all_of_it_is_undone_with_one_button(main_desk, coordinator, four):
    before = [case.submitted_at for case in four]
    result = press(main_desk, preview(main_desk, "place", *four))

    undone = undo(main_desk, result)

    assert states(*four) == ["received"] * 4
    assert deliveries() == {"cancelled"}
    assert [len(rows) for rows in histories(*four)] == [3] * 4
    assert four[0].history.first().history_user == coordinator
    assert "4 cases are as they were before. No message has left." in main_words(undone)
    assert sorted(listed(undone, "Undone")) == sorted(named(four))
    assert not undo_is_offered(undone)
    assert [case.submitted_at for case in four] == before


def test_undo_restores_the_order_of_the_waiting_list(main_desk, run):
    since = timezone.now() - timedelta(days=3)
    waiting = [
        RegistrationFactory(
            run=run,
            state="waitlisted",
            queued_at=since + timedelta(hours=n),
            submitted_at=since - timedelta(hours=n),
        )
        for n in range(2)
    ]
    line = list(Registration.objects.waiting_for(run))
    shown = main_desk.post(
        inbox("bulk"),
        {"act": "offer", "case": [c.pk for c in waiting], "action": "preview"}
        | {"reason": "Both at once"},
    )
    result = press(main_desk, shown)
    assert states(*waiting) == ["offered", "offered"]
    undo(main_desk, result)
    assert list(Registration.objects.waiting_for(run)) == line == waiting


def test_others_give_back_what_they_got_because_of_it(main_desk):
    full = CourseRunFactory(capacity=2, waiting_list_size=3)
    seated = RegistrationFactory.create_batch(2, run=full, state="confirmed")
    now = timezone.now()
    waiting = [
        RegistrationFactory(
            run=full, state="waitlisted", queued_at=now + timedelta(minutes=n)
        )
        for n in range(3)
    ]
    result = press(main_desk, preview(main_desk, "withdraw", *seated))
    assert states(*waiting) == ["offered", "offered", "waitlisted"]
    undone = undo(main_desk, result)
    assert states(*seated, *waiting) == ["confirmed"] * 2 + ["waitlisted"] * 3
    assert list(Registration.objects.waiting_for(full)) == waiting
    assert deliveries() == {"cancelled"}
    assert listed(undone, "Others who are told") == []


def test_whoever_moved_on_meanwhile_stays_and_is_named(main_desk, four):
    result = press(main_desk, preview(main_desk, "place", *four))
    perform(Registration.objects.get(pk=four[0].pk), "withdraw", APPLICANT)
    undone = undo(main_desk, result)
    # The withdrawn seat went to the first who waited: that case moved on, too.
    assert states(*four) == ["withdrawn", "received", "offered", "received"]
    kept = listed(undone, "These could not be undone")
    assert [line.split()[0] for line in kept] == [four[0].reference, four[2].reference]
    assert "Somebody changed this case" in kept[0]


def test_undone_twice_is_undone_once(main_desk, four):
    result = press(main_desk, preview(main_desk, "place", *four))
    undo(main_desk, result)
    rows = histories(*four)
    undo(main_desk, result)
    assert histories(*four) == rows


def test_undo_is_over_when_the_messages_have_left(main_desk, four, time_machine):
    result = press(main_desk, preview(main_desk, "place", *four))
    assert undo_is_offered(result)
    time_machine.move_to(timezone.now() + timedelta(minutes=5, seconds=1))
    deliver_due()
    assert deliveries() == {"sent"}
    later = main_desk.get(page_of(result))
    assert not undo_is_offered(later)
    refused = undo(main_desk, result)
    assert states(*four) == ["offered", "offered", "waitlisted", "waitlisted"]
    assert len(listed(refused, "These could not be undone")) == 4


def test_page_of_a_case_leads_to_those_that_moved_with_it(main_desk, coordinator, four):
    result = press(main_desk, preview(main_desk, "place", *four))
    page = parsed(main_desk.get(address("case", four[0])))
    link = page.find("a", string="See all of them, and undo it for all")
    assert link["href"] == urlsplit(page_of(result)).path
    moved = Registration.objects.get(pk=four[3].pk)
    perform(moved, "withdraw", staff(coordinator))
    page = main_desk.get(address("case", four[3]))
    assert "See all of them" not in main_words(page)


def test_assigned_cases_go_back_to_whoever_had_them(
    main_desk, coordinator, colleague, four
):
    for case in four[1:3]:
        assign(case, colleague, staff(coordinator), None)
    shown = preview(main_desk, f"assign-{coordinator.pk}", *four[:3])
    result = press(main_desk, shown)
    assert listed(result, "Assign to me") == named(four[:3])
    assign(
        Registration.objects.get(pk=four[1].pk), None, staff(colleague), coordinator.pk
    )

    undone = undo(main_desk, result)

    keepers = [Registration.objects.get(pk=case.pk).assigned_to for case in four[:3]]
    assert keepers == [None, None, colleague]
    assert "Somebody else assigned this case" in listed(undone, "These could not")[0]


def test_way_back_is_kept_over_undoing(main_desk, four):
    shown = preview(main_desk, "place", *four, filters="state=received&q=example")
    undone = undo(main_desk, press(main_desk, shown))
    back = parsed(undone).find("a", string="Back to the inbox")
    assert parse_qs(urlsplit(back["href"]).query) == {
        "state": ["received"],
        "q": ["example"],
    }
