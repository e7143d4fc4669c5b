"""Everybody wants the same room on the same evening."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from django.db import connection

from forms_app.engine.outbox import Message
from forms_app.models import RoomRequest, RoomSlot
from tests.factories import make_room_site
from tests.factories.rooms import RoomSite, in_days
from tests.load.clients import Answer, Browser, all_at_once

pytestmark = [
    pytest.mark.load,
    pytest.mark.django_db(transaction=True),
    pytest.mark.small_site,
]

SEE_OTHER, CONFLICT = 303, 409
TRIES = 5
Times = tuple[str, str]
SAME = [("18:00", "20:00")]


@pytest.fixture
def site():
    return make_room_site()


def requests(port: int, site: RoomSite, times: Sequence[Times], count: int, days=14):
    """People who have filled in the form; the calls press their buttons."""
    browser = Browser(port)
    form = browser.open_form(site.form_address())

    def person(number: int) -> Callable[[], Answer]:
        begins, ends = times[number % len(times)]
        own_form = form | {
            "idempotency_key": str(uuid.uuid4()),
            "full_name": f"Example Person {number}",
            "email": f"person{number}@example.org",
            "purpose": "Dance lesson",
            "head_count": "10",
            "first_day": in_days(days).isoformat(),
            "begins": begins,
            "ends": ends,
            "consent": "on",
            "step": "send",
        }
        return partial(browser.copy().post, site.form_address(), own_form)

    return [person(number) for number in range(count)]


def test_of_100_overlapping_requests_exactly_one_holds_the_room(serve, site):
    times = [("18:00", "20:00"), ("17:00", "19:00"), ("18:30", "19:30")]

    port = serve("icp.wsgi")
    sent = all_at_once(requests(port, site, times, 100))

    assert Counter(each.status for each in sent) == {SEE_OTHER: 1, CONFLICT: 99}
    assert RoomSlot.objects.holding().count() == 1
    assert RoomRequest.objects.count() == Message.objects.count() == 1
    refused = [each.text for each in sent if each.status == CONFLICT]
    assert all("the nearest to your wish" in text for text in refused)


@pytest.mark.parametrize(
    "times",
    [
        [("18:00", "20:00"), ("20:29", "21:30")],
        [("18:00", "20:00"), ("16:00", "17:31")],
    ],
    ids=["after", "before"],
)
def test_one_minute_of_a_buffer_is_held_once(serve, site, times):
    port = serve("icp.wsgi")
    sent = all_at_once(requests(port, site, times, 100))

    assert Counter(each.status for each in sent) == {SEE_OTHER: 1, CONFLICT: 99}
    assert RoomSlot.objects.holding().count() == 1


def test_meetings_whose_buffers_only_touch_are_all_held(serve, site):
    times = [("14:00", "15:30"), ("16:00", "17:30"), ("18:00", "20:00")]

    port = serve("icp.wsgi")
    sent = all_at_once(requests(port, site, times, 30))

    assert Counter(each.status for each in sent) == {SEE_OTHER: 3, CONFLICT: 27}


def test_the_same_form_sent_50_times_at_once_is_one_request(serve, site):
    port = serve("icp.wsgi")
    [press] = requests(port, site, SAME, 1)
    sent = all_at_once([press] * 50)

    assert Counter(each.status for each in sent) == {SEE_OTHER: 50}
    assert RoomRequest.objects.count() == Message.objects.count() == 1


def held_in_a_rush(port: int, site: RoomSite, days: int) -> int:
    all_at_once(requests(port, site, SAME, 20, days))
    return RoomSlot.objects.filter(case__first_day=in_days(days)).count()


def test_a_room_found_free_slowly_is_held_once(serve, site):
    port = serve("tests.load.slow_rooms")
    assert held_in_a_rush(port, site, days=14) == 1


def test_a_room_found_free_slowly_is_lent_twice_when_the_lock_is_off(serve, site):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE forms_app_roomslot"
                " DROP CONSTRAINT IF EXISTS room_slots_never_overlap"
            )
    port = serve("tests.load.rooms_without_lock")
    tries = (held_in_a_rush(port, site, 14 + number) for number in range(TRIES))
    assert any(held > 1 for held in tries)
