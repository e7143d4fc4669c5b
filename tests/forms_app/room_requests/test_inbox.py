"""Who sees which room requests, and the steps that ask for more than a reason."""

import pytest
from django.urls import reverse

from forms_app.models import Message, RoomRequest, RoomSlot
from tests.factories import (
    RegistrationFactory,
    RoomRequestFactory,
    RoomSlotFactory,
    make_staff,
)
from tests.factories.rooms import in_days, moment

pytestmark = pytest.mark.django_db

INBOX = "/admin/room-requests/"
AT_MOST = 16
# role, coordinates the place of the own case: sees the own case, sees the foreign one
SCOPE = [
    ("Room coordinators", False, True, True),
    ("Place coordinators", True, True, False),
    ("Place coordinators", False, False, False),
    ("Course coordinators", True, False, False),
    ("Editors", True, False, False),
    (None, True, False, False),
]


@pytest.fixture
def own():
    return RoomRequestFactory()


@pytest.fixture
def foreign():
    return RoomRequestFactory(full_name="Foreign Person")


@pytest.fixture
def desk(client, own):
    keeper = make_staff("keeper", "Place coordinators", places=[own.room.place])
    client.force_login(keeper)
    return client


def address(name: str, case: RoomRequest, *more) -> str:
    return reverse(f"room-requests:{name}", args=[case.pk, *more])


def take(client, case: RoomRequest, step: str, **told):
    data = {"version": case.version, "reason": "An example reason"}
    data |= {f"{step}-{name}": value for name, value in told.items()}
    return client.post(address("step", case, step), data)


@pytest.mark.parametrize(("role", "is_keeper", "sees_own", "sees_foreign"), SCOPE)
def test_scope_of_the_inbox(
    client, own, foreign, role, is_keeper, sees_own, sees_foreign
):
    places = [own.room.place] if is_keeper else []
    user = make_staff("somebody", role, places=places)
    client.force_login(user)

    visible = set(RoomRequest.objects.visible_to(user))
    shown = client.get(INBOX).content.decode()
    for case, sees in ((own, sees_own), (foreign, sees_foreign)):
        opened = [
            client.get(address("case", case)).status_code,
            client.get(address("step", case, "approve")).status_code,
        ]
        assert (case in visible) is sees
        assert (case.reference in shown) is sees
        assert (opened == [200, 200]) is sees
        take(client, case, "approve")
        case.refresh_from_db()
        assert case.state == ("approved" if sees else "requested")


def test_coordinators_of_rooms_see_no_registrations(client, own):
    registration = RegistrationFactory()
    client.force_login(make_staff("rooms", "Room coordinators"))

    assert own.reference in client.get(INBOX).content.decode()
    page = client.get("/admin/registrations/").content.decode()
    assert registration.reference not in page


def test_the_case_shows_the_wish_and_its_dates(desk, own):
    page = desk.get(address("case", own)).content.decode()

    for each in ("Dance lesson", "10:00–12:00", own.room.code):
        assert each in page


@pytest.mark.parametrize("step", ["refuse", "drop_dates", "move", "call_off_dates"])
def test_every_step_with_questions_shows_them_and_its_message(desk, own, step):
    state = "confirmed" if step in {"move", "call_off_dates"} else "requested"
    RoomRequest.objects.update(state=state)

    response = desk.get(address("step", own, step))

    assert response.status_code == 200
    assert Message.objects.count() == 0


def test_refusing_needs_a_ground(desk, own):
    without = take(desk, own, "refuse")
    own.refresh_from_db()
    assert (without.status_code, own.state) == (422, "requested")
    assert "Choose a ground." in without.content.decode()

    take(desk, own, "refuse", ground="purpose")

    own.refresh_from_db()
    assert (own.state, own.ground) == ("refused", "purpose")


def test_some_dates_are_refused_by_choosing_them(desk, own):
    second = RoomSlotFactory(case=own, starts_at=moment(in_days(21), 10))

    take(desk, own, "drop_dates", slots=[second.pk])

    assert list(own.slots.values_list("state", flat=True)) == ["held", "dropped"]


def test_dates_of_another_case_cannot_be_chosen(desk, own, foreign):
    theirs = foreign.slots.get()

    response = take(desk, own, "drop_dates", slots=[theirs.pk])

    theirs.refresh_from_db()
    assert (response.status_code, theirs.state) == (422, "held")


def test_a_move_is_proposed_with_a_day_and_times(desk, own):
    RoomRequest.objects.update(state="confirmed")
    told = {"slot": own.slots.get().pk, "day": in_days(16).isoformat()}

    take(desk, own, "move", begins="14:00", ends="16:00", **told)

    proposed = own.slots.get(state=RoomSlot.State.PROPOSED)
    assert proposed.starts_at == moment(in_days(16), 14)
    assert "14:00–16:00" in Message.objects.get().parts[0]["text"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": ""},
        {"day": "x"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"begins": "25"},
        {"ends": "13:00"},
        {"slot": "0"},
    ],
)
def test_a_move_with_a_wrong_answer_is_explained(desk, own, wrong):
    RoomRequest.objects.update(state="confirmed")
    told = {
        "slot": own.slots.get().pk,
        "day": in_days(16).isoformat(),
        "begins": "14:00",
        "ends": "16:00",
    }

    response = take(desk, own, "move", **told | wrong)

    assert response.status_code == 422
    assert own.slots.count() == 1


@pytest.mark.parametrize("key", ["0", "x", "\0", "9" * 19, "9" * 400])
def test_a_date_that_is_none_is_explained(desk, own, key):
    RoomRequest.objects.update(state="confirmed")

    response = take(desk, own, "call_off_dates", slots=key)

    assert response.status_code == 422
    assert own.slots.get().state == RoomSlot.State.HELD


def test_the_list_takes_as_many_queries_for_30_cases_as_for_one(
    client, own, django_assert_max_num_queries
):
    client.force_login(make_staff("rooms", "Room coordinators"))

    def queries() -> int:
        client.get(INBOX)
        with django_assert_max_num_queries(AT_MOST) as captured:
            assert own.reference in client.get(INBOX).content.decode()
        return len(captured)

    with_one = queries()
    RoomRequestFactory.create_batch(29)
    assert queries() == with_one
