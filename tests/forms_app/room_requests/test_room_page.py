"""The public page of a room with its calendar."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from services.models import Closure, RoomEquipment
from services.periods import Period
from tests.factories import RoomRequestFactory, RoomSlotFactory, make_room_site
from tests.factories.rooms import in_days, moment

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

AT_MOST = 12
GARBAGE = ["", "x", "2027-W99", "9" * 5000, "\0", "\u202e", "[]", "' OR 1=1"]


@pytest.fixture
def site():
    return make_room_site()


def week_of(day) -> str:
    return Period.week_of(day).address


def month_of(day) -> str:
    return Period.month_of(day).address


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def days(response) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [words(row) for row in page.select(".room-week tbody tr")]


def summaries(response) -> dict[str, str]:
    """What the month says of each day, by the words of its date."""
    page = BeautifulSoup(response.content, "html.parser")
    cells = page.select(".room-month .visually-hidden")[1:]
    return dict(words(each).split(": ") for each in cells)


@pytest.mark.parametrize("period", [week_of, month_of])
def test_the_period_is_kept_in_another_language(client, site, period):
    query = period(in_days(40))
    page = BeautifulSoup(
        client.get(f"{site.page_address()}{query}").content, "html.parser"
    )
    arabic = page.select_one("nav.languages [hreflang=ar]")
    assert arabic["href"] == f"{site.page_address('ar')}{query}"


def test_a_week_shows_free_and_taken_times_without_names(client, site):
    day = in_days(14)
    case = RoomRequestFactory(room=site.room, full_name="Somebody Secret")

    response = client.get(f"{site.page_address()}{week_of(day)}")

    row = days(response)[day.weekday()]
    # What is blocked, and the quarter of an hour that another meeting needs itself.
    assert "08:00–09:30 free 09:30–12:30 taken 12:30–22:00 free" in row
    page = response.content.decode()
    assert not [each for each in (case.full_name, case.purpose) if each in page]


def test_meetings_next_to_each_other_are_one_taken_time(client, site):
    day = in_days(14)
    RoomRequestFactory(room=site.room)
    RoomSlotFactory(case__room=site.room, starts_at=moment(day, 12, 30))

    row = days(client.get(f"{site.page_address()}{week_of(day)}"))[day.weekday()]

    assert "09:30–15:00 taken" in row


@pytest.mark.parametrize("state", ["missed", "dropped", "released"])
def test_dates_that_hold_nothing_leave_the_room_free(client, site, state):
    day = in_days(14)
    RoomSlotFactory(case__room=site.room, starts_at=moment(day, 10), state=state)

    row = days(client.get(f"{site.page_address()}{week_of(day)}"))[day.weekday()]

    assert "08:00–22:00 free" in row


def test_days_of_a_closure_are_closed(client, site):
    day = in_days(14)
    Closure.objects.create(place=site.room.place, first_day=day, last_day=day)

    row = days(client.get(f"{site.page_address()}{week_of(day)}"))[day.weekday()]

    assert row.endswith("closed")


def test_free_days_lead_to_the_form(client, site):
    day = in_days(14)

    page = client.get(f"{site.page_address()}{week_of(day)}").content.decode()

    assert f'href="{site.form_address()}?day={day.isoformat()}"' in page


def test_the_calendar_opens_where_one_can_ask(client, site):
    site.room.lead_days = 14
    site.room.save()

    opened = days(client.get(site.page_address()))

    assert opened == days(client.get(f"{site.page_address()}{week_of(in_days(14))}"))
    assert opened != days(client.get(f"{site.page_address()}{week_of(in_days(0))}"))


def test_a_day_too_soon_says_so(client, site):
    tomorrow = in_days(1)

    row = days(client.get(f"{site.page_address()}{week_of(tomorrow)}"))[
        tomorrow.weekday()
    ]

    assert "too late to ask" in row
    assert "Ask for this day" not in row
    assert "free" not in row


def test_a_day_too_soon_does_not_look_free_in_the_month(client, site):
    tomorrow = in_days(1)
    page = client.get(f"{site.page_address()}{month_of(tomorrow)}")

    said = summaries(page)[f"{tomorrow.day} {tomorrow:%B %Y}"]
    cells = BeautifulSoup(page.content, "html.parser").select(".room-day")
    looks = {each["class"][1] for each in cells if words(each).endswith(said)}

    assert (said, looks) == ("too late to ask", {"room-day--closed"})


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?week=2027-W05", "1 February – 7 February 2027"),
        ("?month=2027-02", "February 2027"),
    ],
)
def test_a_calendar_is_named_as_briefly_as_can_be(client, site, query, name):
    page = BeautifulSoup(
        client.get(f"{site.page_address()}{query}").content, "html.parser"
    )
    assert words(page.select_one(".periods__now")) == name


def test_a_month_sums_up_each_day(client, site):
    first = (in_days(40)).replace(day=1)
    RoomSlotFactory(case__room=site.room, starts_at=moment(first, 10))
    RoomSlotFactory(
        case__room=site.room,
        starts_at=moment(first + timedelta(days=1), 8),
        ends_at=moment(first + timedelta(days=1), 22),
    )
    closed = first + timedelta(days=2)
    Closure.objects.create(place=site.room.place, first_day=closed, last_day=closed)

    shown = summaries(client.get(f"{site.page_address()}{month_of(first)}"))

    name = f"{first:%B} {first.year}"
    assert [shown[f"{number} {name}"] for number in (1, 2, 3, 4)] == [
        "partly free",
        "taken",
        "closed",
        "free",
    ]


@pytest.mark.parametrize("parameter", ["week", "month", "day"])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_in_the_address_shows_the_present_week(
    client, site, parameter, garbage
):
    response = client.get(site.page_address(), {parameter: garbage})

    assert response.status_code == 200
    assert days(response) == days(client.get(site.page_address()))


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_the_room_has_a_page_in_every_language(client, site, language):
    page = client.get(site.page_address(language)).content.decode()

    assert f"Hall {language}" in page
    assert site.form_address(language) in page


def test_the_place_leads_to_its_rooms(client, site):
    page = client.get("/en/places/branch/").content.decode()

    assert site.page_address() in page
    assert 'href="/en/places/branch/rules/"' not in page


def test_the_rules_say_their_version(client, site):
    page = client.get("/en/places/branch/rules/").content.decode()

    assert "Version 1, valid from 1 January 2020." in page


@pytest.mark.parametrize("span", [week_of, month_of])
def test_a_full_calendar_takes_as_many_queries_as_an_empty_one(
    client, site, span, django_assert_max_num_queries
):
    address = f"{site.page_address()}{span(in_days(14))}"

    def queries() -> int:
        Client().get(address)
        with django_assert_max_num_queries(AT_MOST) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    with_none = queries()
    RoomEquipment.objects.create(room=site.room, item="sound")
    for number in range(30):
        RoomSlotFactory(
            case__room=site.room,
            starts_at=moment(in_days(number // 2), 9 + number % 2 * 4),
        )
    assert queries() == with_none


def test_the_page_loads_nothing_from_elsewhere(client, site):
    page = client.get(site.page_address()).content.decode()

    assert re.findall(r'src="(https?:)?//', page) == []
