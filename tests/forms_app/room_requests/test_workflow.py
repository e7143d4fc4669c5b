"""The agreed workflow, written by hand: one row a state, one column a step."""

from contextlib import nullcontext
from datetime import time, timedelta

import pytest
from django.utils import timezone

from forms_app.engine.actors import APPLICANT, SYSTEM, Actor, staff
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role, StepRefused
from forms_app.engine.transitions import perform
from forms_app.models import RoomRequest, RoomSlot
from forms_app.room_requests.jobs import close_expired_room_requests
from forms_app.room_requests.workflow import WORKFLOW
from home.templatetags.display import meeting
from services.models import HouseRules
from tests.factories import RoomRequestFactory, RoomSlotFactory, make_staff
from tests.factories.rooms import in_days, moment

pytestmark = pytest.mark.django_db

STEPS = (
    "ask", "answer", "drop_dates", "approve", "refuse", "accept", "lapse", "withdraw",
    "move", "agree", "keep", "call_off_dates", "cancel", "call_off",
    "use", "report", "close",
)  # fmt: skip
_ = None
AGREED = {
    "requested": (
        "needs_information", _, "requested", "approved", "refused", _,
        "lapsed", "withdrawn", _, _, _, _, _, _, _, _, _,
    ),
    "needs_information": (
        _, "requested", _, _, "refused", _,
        "lapsed", "withdrawn", _, _, _, _, _, _, _, _, _,
    ),
    "approved": (
        _, _, _, _, _, "confirmed",
        "lapsed", "withdrawn", _, _, _, _, _, _, _, _, _,
    ),
    "confirmed": (
        _, _, _, _, _, _, _, _,
        "move_proposed", _, _, "confirmed", "cancelled", "cancelled",
        "used", _, _,
    ),
    "move_proposed": (
        _, _, _, _, _, _, _, _,
        _, "confirmed", "confirmed", _, "cancelled", "cancelled", _, _, _,
    ),
    "refused": (_,) * 17,
    "lapsed": (_,) * 17,
    "withdrawn": (_,) * 17,
    "cancelled": (_,) * 17,
    "used": (*(_,) * 15, "incident", "closed"),
    "incident": (*(_,) * 16, "closed"),
    "closed": (_,) * 17,
}  # fmt: skip
WHO = {
    "ask": {Role.STAFF},
    "answer": {Role.STAFF, Role.APPLICANT},
    "drop_dates": {Role.STAFF},
    "approve": {Role.STAFF},
    "refuse": {Role.STAFF},
    "accept": {Role.STAFF, Role.APPLICANT},
    "lapse": {Role.SYSTEM},
    "withdraw": {Role.STAFF, Role.APPLICANT},
    "move": {Role.STAFF},
    "agree": {Role.STAFF, Role.APPLICANT},
    "keep": {Role.STAFF, Role.APPLICANT, Role.SYSTEM},
    "call_off_dates": {Role.STAFF},
    "cancel": {Role.STAFF, Role.APPLICANT},
    "call_off": {Role.STAFF},
    "use": {Role.STAFF},
    "report": {Role.STAFF},
    "close": {Role.STAFF},
}
NEEDS_REASON = {
    "ask", "drop_dates", "refuse", "move", "call_off_dates", "call_off",
    "report",
}  # fmt: skip
CASES = [
    (state, step, role, target if role in WHO[step] else None)
    for state, row in AGREED.items()
    for step, target in zip(STEPS, row, strict=True)
    for role in Role
]


def actor(role: Role) -> Actor:
    if role == Role.STAFF:
        return staff(make_staff("coordinator"))
    return Actor(role)


def prepared(state: str, step: str) -> tuple[RoomRequest, dict]:
    """A case in which nothing but the table can refuse the step, and its details."""
    case = RoomRequestFactory(state=state)
    slot = case.slots.get()
    if step == "use":
        RoomSlot.objects.update(
            starts_at=moment(in_days(-1), 10),
            ends_at=moment(in_days(-1), 12),
            blocked_from=moment(in_days(-1), 9),
            blocked_until=moment(in_days(-1), 13),
        )
    if state == "move_proposed":
        later = moment(in_days(15), 10)
        RoomSlotFactory(case=case, starts_at=later, state="proposed", replaces=slot)
    if step in {"drop_dates", "call_off_dates"}:
        other = RoomSlotFactory(case=case, starts_at=moment(in_days(21), 10))
        return case, {"slots": [other]}
    to = moment(in_days(16), 10), moment(in_days(16), 12)
    return case, {"ground": "other", "answer": "Quiet music", "slot": slot, "to": to}


def by_staff() -> Actor:
    return staff(make_staff("coordinator"))


def messages() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("name", flat=True))


def test_the_table_has_no_states_and_steps_beyond_the_agreed():
    assert set(WORKFLOW.states) == set(AGREED)
    assert tuple(WORKFLOW.steps) == STEPS
    needed = {step.name for step in WORKFLOW.steps.values() if step.needs_reason}
    assert needed == NEEDS_REASON


@pytest.mark.grid
@pytest.mark.parametrize(("source", "step", "role", "target"), CASES)
def test_room_request_takes_agreed_steps_and_no_others(source, step, role, target):
    case, details = prepared(source, step)
    history = case.history.count()

    with pytest.raises(StepRefused) if target is None else nullcontext():
        perform(case, step, actor(role), "An example reason", details=details)

    case.refresh_from_db()
    assert case.state == (target or source)
    assert case.history.count() == history + (target is not None)


@pytest.mark.parametrize("step", ["refuse", "withdraw", "lapse"])
def test_a_request_that_ends_gives_its_time_back(step):
    case = RoomRequestFactory()
    who = {"refuse": by_staff(), "withdraw": APPLICANT, "lapse": SYSTEM}[step]

    perform(case, step, who, "An example reason", details={"ground": "taken"})

    assert case.slots.get().state == "released"
    assert not RoomSlot.objects.holding().exists()


def test_rules_are_accepted_in_the_version_that_is_in_force():
    case = RoomRequestFactory(state="approved")
    place, today = case.room.place, timezone.localdate()
    for number, days in ((1, -100), (2, -1), (3, 1)):
        HouseRules.objects.create(
            place=place, number=number, valid_from=today + timedelta(days=days)
        )

    case = perform(case, "accept", APPLICANT)

    assert case.rules.number == 2
    assert case.rules_accepted_at is not None


def test_refusal_keeps_its_ground_and_names_free_times_nearby():
    case = RoomRequestFactory()

    perform(case, "refuse", by_staff(), "A wedding", details={"ground": "taken"})

    case.refresh_from_db()
    text = Message.objects.get().parts[0]["text"]
    assert case.ground == "taken"
    assert "The room is needed for something else at that time" in text
    assert "A wedding" in text
    assert text.count("\n- ") == 3


def test_move_keeps_both_times_until_the_applicant_chooses():
    case, details = prepared("confirmed", "move")

    perform(case, "move", by_staff(), "Water damage", details=details)

    states = list(case.slots.values_list("state", flat=True))
    assert states == ["held", "proposed"]


def test_agreeing_moves_the_row_and_frees_the_old_time():
    case, details = prepared("confirmed", "move")
    slot = case.slots.get()
    perform(case, "move", by_staff(), "Water damage", details=details)

    perform(case, "agree", APPLICANT)

    moved = case.slots.get()
    assert (moved.pk, moved.state, moved.sequence) == (slot.pk, "held", 1)
    assert (moved.starts_at, moved.ends_at) == details["to"]
    assert messages() == ["move_proposed", "moved"]


def test_keeping_forgets_the_new_time():
    case, details = prepared("confirmed", "move")
    slot = case.slots.get()
    perform(case, "move", by_staff(), "Water damage", details=details)

    perform(case, "keep", APPLICANT)

    kept = case.slots.get()
    assert (kept.starts_at, kept.sequence) == (slot.starts_at, 0)


def test_a_date_may_move_by_less_than_its_own_length():
    case, details = prepared("confirmed", "move")
    day = in_days(14)
    details["to"] = moment(day, 11), moment(day, 13)

    perform(case, "move", by_staff(), "Cleaning", details=details)
    perform(case, "agree", APPLICANT)

    assert case.slots.get().starts_at == moment(day, 11)


def test_a_date_does_not_move_onto_somebody_else():
    case, details = prepared("confirmed", "move")
    RoomSlotFactory(
        case__room=case.room,
        case__state="confirmed",
        starts_at=moment(in_days(16), 12, 15),
    )

    with pytest.raises(StepRefused, match="taken"):
        perform(case, "move", by_staff(), "Cleaning", details=details)


def test_some_dates_can_be_refused_but_not_all():
    case = RoomRequestFactory()
    first = case.slots.get()
    second = RoomSlotFactory(case=case, starts_at=moment(in_days(21), 10))

    with pytest.raises(StepRefused, match="all dates"):
        perform(
            case, "drop_dates", by_staff(), "No", details={"slots": [first, second]}
        )
    perform(case, "drop_dates", by_another(), "No", details={"slots": [second]})

    assert list(case.slots.values_list("state", flat=True)) == ["held", "dropped"]


def test_the_approval_says_which_dates_were_refused_and_why():
    case = RoomRequestFactory()
    second = RoomSlotFactory(case=case, starts_at=moment(in_days(21), 10))
    case = perform(
        case, "drop_dates", by_staff(), "A concert", details={"slots": [second]}
    )

    perform(case, "approve", by_another())

    text = Message.objects.get(name="approved").parts[0]["text"]
    held, refused = text.split("We cannot give you the room on these dates:")
    assert meeting(second.starts_at, second.ends_at) in refused
    assert meeting(second.starts_at, second.ends_at) not in held
    assert "A concert" in refused


@pytest.mark.parametrize("step", ["ask", "approve"])
def test_there_is_time_to_answer_until_the_end_of_a_day(step):
    case = perform(RoomRequestFactory(), step, by_staff(), "Will there be music?")

    ends = timezone.localtime(case.expires_at)
    assert (ends.hour, ends.minute) == (23, 59)
    assert ends.date() == in_days(case.room.days_to_accept)


def test_mails_name_the_contacts_of_the_place_that_lends_the_room():
    case = RoomRequestFactory(room__place__email="place@example.org")

    perform(case, "approve", by_staff())

    assert "place@example.org" in Message.objects.get().parts[0]["text"]


@pytest.mark.parametrize(("step", "is_open"), [("approve", True), ("refuse", False)])
def test_only_an_open_case_is_told_how_to_withdraw(step, is_open):
    case = RoomRequestFactory()

    perform(case, step, by_staff(), "A wedding", details={"ground": "taken"})

    assert ("or withdraw it" in Message.objects.get().parts[0]["text"]) is is_open


def by_another() -> Actor:
    return staff(make_staff("another"))


@pytest.mark.parametrize(("hours", "is_possible"), [(49, True), (47, False)])
def test_applicant_cancels_until_the_cut_off(hours, is_possible):
    case = RoomRequestFactory(state="confirmed", slots=False)
    RoomSlotFactory(case=case, starts_at=timezone.now() + timedelta(hours=hours))

    with nullcontext() if is_possible else pytest.raises(StepRefused, match="48"):
        perform(case, "cancel", APPLICANT)

    case.refresh_from_db()
    assert case.state == ("cancelled" if is_possible else "confirmed")


def test_a_date_that_is_over_stays_when_the_rest_is_cancelled():
    case = RoomRequestFactory(state="confirmed")
    RoomSlotFactory(case=case, starts_at=moment(in_days(-7), 10))

    perform(case, "cancel", APPLICANT)

    assert list(case.slots.values_list("state", flat=True)) == ["held", "released"]


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("requested", "lapsed"),
        ("needs_information", "lapsed"),
        ("approved", "lapsed"),
        ("move_proposed", "confirmed"),
        ("confirmed", "confirmed"),
    ],
)
def test_the_clock_closes_what_nobody_answers(state, after):
    case, _details = prepared(state, "")
    RoomRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    other = RoomRequestFactory(expires_at=timezone.now() + timedelta(hours=1))

    close_expired_room_requests()

    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.state, other.state) == (after, "requested")


def test_after_the_deadline_only_staff_can_note_the_answer():
    case = RoomRequestFactory(
        state="approved", expires_at=timezone.now() - timedelta(minutes=1)
    )

    with pytest.raises(StepRefused, match="time to answer is over"):
        perform(case, "accept", APPLICANT)
    assert perform(case, "accept", by_staff()).state == "confirmed"


def test_whoever_missed_a_time_hears_when_it_is_free_again():
    holder = RoomRequestFactory()
    rival = RoomRequestFactory(room=holder.room, slots=False)
    slot = holder.slots.get()
    RoomSlotFactory(case=rival, starts_at=slot.starts_at, state="missed")
    RoomSlotFactory(case=rival, starts_at=moment(in_days(21), 10))

    perform(holder, "withdraw", APPLICANT)

    told = Message.objects.get(name="time_free")
    assert told.recipient == rival.email
    assert "10:00–12:00" in told.parts[0]["text"]


def test_whoever_missed_a_time_hears_nothing_while_a_third_has_it():
    holder = RoomRequestFactory(ends=time(11))
    rival = RoomRequestFactory(room=holder.room, slots=False)
    wished = holder.slots.get().starts_at
    RoomSlotFactory(case=rival, starts_at=wished, state="missed")
    RoomSlotFactory(
        case__room=holder.room, starts_at=wished + timedelta(hours=1, minutes=30)
    )

    perform(holder, "withdraw", APPLICANT)

    assert messages() == ["withdrawn"]


def test_the_clock_leaves_alone_what_is_in_quarantine():
    ago = timezone.now() - timedelta(minutes=1)
    held = RoomRequestFactory(expires_at=ago, is_quarantined=True, slots=False)
    due = RoomRequestFactory(expires_at=ago)

    assert list(RoomRequest.objects.past_their_deadline(timezone.now())) == [due]

    RoomRequest.objects.filter(pk=held.pk).update(is_quarantined=False)
    assert close_expired_room_requests() == 2


def test_a_moved_date_blocks_what_it_was_promised_also_with_larger_buffers():
    case = RoomRequestFactory(state="move_proposed")
    room, later = case.room, moment(in_days(15), 10)
    proposed = RoomSlotFactory(
        case=case, starts_at=later, state="proposed", replaces=case.slots.get()
    )
    RoomSlotFactory(case__room=room, starts_at=later + timedelta(hours=2, minutes=30))
    room.buffer_before = room.buffer_after = 60
    room.save()

    perform(case, "agree", APPLICANT)

    moved = case.slots.get()
    assert (moved.starts_at, moved.ends_at) == (proposed.starts_at, proposed.ends_at)
    assert moved.blocked_from == proposed.blocked_from
    assert moved.blocked_until == proposed.blocked_until
