"""The board: who is there in the next seven days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from home.models import HomePage
from services.counselling import Board, Choice
from services.models import (
    Closure,
    CounsellingBoardPage,
    CounsellingSlot,
    PlacePage,
    SpecialHours,
)
from tests.factories import PlaceFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

WEDNESDAY = date(2027, 2, 3)
A_DAY = timedelta(days=1)
EIGHT = datetime.combine(WEDNESDAY, time(8), ZoneInfo("Europe/Prague"))


@pytest.fixture
def place():
    return PlaceFactory()


def add_slot(place, **facts):
    """On Wednesday from 9 to 12, in Czech and Vietnamese."""
    usual = {
        "topic": "social",
        "weekday": 2,
        "begins": time(9),
        "ends": time(12),
        "languages": ["cs", "vi"],
    }
    return CounsellingSlot.objects.create(place=place, **usual | facts)


def board(query=(), now=EIGHT):
    return Board.of_this_week(Choice.asked_for(dict(query)), now)


def shown(**kwargs):
    """Day, begin and end of what takes place."""
    return [
        ((day - WEDNESDAY).days, each.begins.hour, each.ends.hour)
        for day, found in board(**kwargs).days
        for each in found
        if not each.is_off
    ]


def test_slot_comes_once_in_seven_days(place):
    add_slot(place)
    add_slot(place, weekday=1)
    assert shown() == [(0, 9, 12), (6, 9, 12)]


@pytest.mark.parametrize(
    ("clock", "there"),
    [(time(8), True), (time(11, 59), True), (time(12), False), (time(23), False)],
)
def test_what_is_over_today_is_left_out(place, clock, there):
    add_slot(place)
    now = EIGHT.replace(hour=clock.hour, minute=clock.minute)
    assert shown(now=now) == ([(0, 9, 12)] if there else [])


@pytest.mark.parametrize(
    ("facts", "there"),
    [
        ({"valid_from": WEDNESDAY}, True),
        ({"valid_from": WEDNESDAY + A_DAY}, False),
        ({"valid_until": WEDNESDAY}, True),
        ({"valid_until": WEDNESDAY - A_DAY}, False),
        ({"valid_from": WEDNESDAY - A_DAY, "valid_until": WEDNESDAY + A_DAY}, True),
    ],
)
def test_slot_counts_from_its_first_to_its_last_day(place, facts, there):
    add_slot(place, **facts)
    assert shown() == ([(0, 9, 12)] if there else [])


def test_new_hours_take_over_from_old_ones_within_the_week(place):
    add_slot(place, weekday=0, valid_until=WEDNESDAY)
    add_slot(place, weekday=0, valid_from=WEDNESDAY + A_DAY, begins=time(10))
    assert shown() == [(5, 10, 12)]


def test_closure_is_told_instead_of_the_counselling(place):
    add_slot(place)
    Closure.objects.create(place=place, first_day=WEDNESDAY, last_day=WEDNESDAY)
    [(_day, [meeting])] = board().days
    assert (meeting.is_off, board().takes_place) == (True, False)
    assert board().today_by_language == []


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([(8, 18)], [(0, 9, 12)]),
        ([(10, 11)], [(0, 10, 11)]),
        ([(8, 10), (11, 18)], [(0, 9, 10), (0, 11, 12)]),
        ([(13, 18)], []),
    ],
)
def test_special_hours_of_the_place_shorten_the_counselling(place, hours, expected):
    add_slot(place)
    for opens, closes in hours:
        SpecialHours.objects.create(
            place=place, day=WEDNESDAY, opens=time(opens), closes=time(closes)
        )
    assert shown() == expected


def test_counselling_moves_with_its_place(place):
    new = PlaceFactory()
    place.valid_until, place.successor = WEDNESDAY, new
    place.save()
    add_slot(place)
    add_slot(place, weekday=3)
    found = [(day, each.place) for day, all_ in board().days for each in all_]
    assert found == [(WEDNESDAY, place), (WEDNESDAY + A_DAY, new)]


def test_counselling_of_a_place_that_closed_for_good_is_gone(place):
    add_slot(place)
    assert shown() == [(0, 9, 12)]
    place.valid_until = WEDNESDAY - A_DAY
    place.save()
    assert shown() == []


# What readers look for


@pytest.fixture
def busy(place):
    """Vietnamese on Wednesday here, Arabic on Thursday elsewhere."""
    other = PlaceFactory()
    add_slot(place)
    add_slot(other, topic="legal", weekday=3, languages=["ar"])
    return other


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({}, [0, 1]),
        ({"language": "vi"}, [0]),
        ({"language": "ar"}, [1]),
        ({"language": "mn"}, []),
        ({"topic": "legal"}, [1]),
        ({"day": "today"}, [0]),
        ({"day": "3"}, [1]),
        ({"day": "today", "language": "vi"}, [0]),
        ({"day": "today", "language": "ar"}, []),
        ({"place": "other"}, [1]),
    ],
)
def test_address_asks_for_topic_place_language_and_day(busy, query, days):
    if "place" in query:
        query = {"place": str(busy.pk)}
    assert [day for day, _begin, _end in shown(query=query)] == days


@pytest.mark.parametrize("name", ["topic", "place", "language", "day"])
@pytest.mark.parametrize(
    "value",
    ["", "x", "-1", "7", "9" * 20, "\0", "vi\u202e", "%", "٣" * 99],
)
def test_value_that_makes_no_sense_asks_for_nothing(busy, name, value):
    assert board({name: value}).choice.is_any or (name, value) == ("place", "7")


def test_nobody_there_leads_to_what_there_is(busy):
    nobody = board({"day": "today", "language": "ar", "topic": "legal"})
    assert not nobody.takes_place
    assert nobody.nearby == [("day", Choice(language="ar", topic="legal"))]
    assert nobody.nearby[0][1].address == "?topic=legal&language=ar"


def test_one_tap_answers_who_is_there_today_in_a_language(busy):
    assert board().today_by_language == [
        ("cs", Choice(language="cs", day="today")),
        ("vi", Choice(language="vi", day="today")),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"begins": time(12), "ends": time(9)},
        {"weekday": 7},
        {"valid_from": WEDNESDAY, "valid_until": WEDNESDAY - A_DAY},
    ],
)
def test_slot_that_cannot_be_is_refused_by_the_database(place, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_slot(place, **facts)


def test_change_of_a_slot_is_in_its_history(place):
    slot = add_slot(place)
    slot.languages = ["cs"]
    slot.save()
    assert [row.languages for row in slot.history.all()] == [["cs"], ["cs", "vi"]]


# The page


@pytest.fixture
def website():
    """`/xx/board/`, seen on Wednesday morning."""
    site = make_small_site()
    for home in HomePage.objects.all():
        home.add_child(
            instance=CounsellingBoardPage(
                title=f"Board {home.locale.language_code}",
                slug="board",
                locale=home.locale,
            )
        )
    with time_machine.travel(EIGHT, tick=False):
        yield site


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("language", "vietnamese", "times"),
    [
        ("en", "Vietnamese", "09:00–12:00"),
        ("ar", "الفيتنامية", "من 09:00 إلى 12:00"),
    ],
)
def test_reader_taps_a_language_and_sees_who_is_there_today(
    client, website, language, vietnamese, times
):
    add_slot(website.place)
    add_slot(website.place, weekday=3, languages=["vi"])
    page = read(client, f"/{language}/board/")
    [tap] = [a for a in page.find_all(class_="chip") if a.text.strip() == vietnamese]
    answer = read(client, tap["href"])
    [table] = answer.find_all("table")
    [row] = table.tbody.find_all("tr")
    assert answer.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert row.th.text.strip() == times
    assert vietnamese in row.text
    assert row.a.text == PlacePage.objects.get(locale__language_code=language).title


def test_empty_answer_says_what_else_there_is(client, website):
    add_slot(website.place)
    page = read(client, "/en/board/?language=vi&day=3")
    notice = page.find(class_="notice--info")
    links = {" ".join(a.text.split()): a["href"] for a in notice.find_all("a")}
    assert "Nobody is there at that time" in notice.text
    assert links == {"on another day of the next seven": "/en/board/?language=vi#board"}
    assert not page.find_all("table")


def test_closed_day_shows_why(client, website):
    add_slot(website.place)
    Closure.objects.create(
        place=website.place,
        first_day=WEDNESDAY,
        last_day=WEDNESDAY,
        reason=Closure.Reason.STAFF_TRAINING,
    )
    table = read(client, "/en/board/").table
    [row] = table.tbody.find_all("tr")
    assert " ".join(table.caption.text.split()) == "Today, Wednesday 3 February 2027"
    assert "Closed: training of our staff" in row.text
    assert row.find("s").text == "09:00–12:00"


def test_filtered_board_is_not_for_search_engines(client, website):
    add_slot(website.place)
    robots = {"name": "robots"}
    assert read(client, "/en/board/").find("meta", robots) is None
    assert read(client, "/en/board/?language=vi").find("meta", robots)["content"] == (
        "noindex, follow"
    )


def test_choice_is_kept_in_another_language(client, website):
    add_slot(website.place)
    page = read(client, "/en/board/?language=vi&day=3&topic=nonsense&other=1")
    arabic = page.select_one("nav.languages [hreflang=ar]")
    assert arabic["href"] == "/ar/board/?language=vi&day=3"


def test_board_makes_few_queries_however_much_it_shows(
    client, website, django_assert_max_num_queries
):
    new = PlaceFactory()

    def count():
        client.get("/en/board/")
        with django_assert_max_num_queries(12) as captured:
            assert client.get("/en/board/").status_code == 200
        return len(captured)

    def add(number):
        for n in range(number):
            old = PlaceFactory(valid_until=WEDNESDAY - A_DAY, successor=new)
            add_slot(old, weekday=n % 7)
            add_slot(website.place, weekday=n % 7)

    add(1)
    with_one = count()
    add(29)
    assert count() == with_one
    assert len(read(client, "/en/board/").find_all("tr")) > 60
