"""The list of what is on: order, filters, month, archive, and any input at all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.agenda import PER_PAGE, PER_YEAR_PAGE
from events.models import CourseRun, EventDate, EventPage
from tests.events.event_pages import NOW, add_date, make_event
from tests.factories import (
    CourseRunFactory,
    EventDateFactory,
    PlaceFactory,
    make_small_site,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.small_site,
    pytest.mark.usefixtures("first_of_march"),
]

DAY = timedelta(days=1)
URL = "/en/courses/"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def soup(client, website):
    def ask(url=URL, **query):
        response = client.get(url, query)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return ask


@pytest.fixture
def titles(soup):
    """The titles of the entries, in their order."""

    def ask(url=URL, **query):
        return [
            each.get_text(strip=True) for each in soup(url, **query).select(".entry h3")
        ]

    return ask


def add_run(website, starts_on, **facts) -> CourseRun:
    facts = {"course": website.course, "place": website.place} | facts
    return CourseRunFactory(starts_on=starts_on, ends_on=starts_on + 90 * DAY, **facts)


def test_dates_and_courses_stand_in_the_order_of_time(website, titles):
    for title, days in (("Later", 9), ("Sooner", 2)):
        add_date(make_event(title), NOW + days * DAY)
    add_run(website, date(2027, 3, 6))
    assert titles() == ["Sooner en", "Czech en", "Later en"]


def test_what_is_over_is_not_listed_but_what_goes_on_is(website, titles):
    event = make_event("Exhibition")
    add_date(event, NOW - 2 * DAY, ends_at=NOW - DAY)
    assert titles() == []
    add_date(event, NOW - 2 * DAY, ends_at=NOW + DAY)
    assert titles() == ["Exhibition en"]


def test_cancelled_and_moved_dates_say_so_in_words(website, soup):
    event = make_event("Walk")
    add_date(event, NOW + DAY, is_cancelled=True)
    moved = add_date(event, NOW + 2 * DAY)
    moved.starts_at += timedelta(hours=1)
    moved.save()
    states = [
        " ".join(each.get_text().split()) for each in soup().select(".entry__state")
    ]
    assert states == ["Cancelled", "Moved Moved from 3 March 2027, 10:00"]


def test_cancelled_event_is_cancelled_on_all_its_dates(website, soup):
    event = make_event("Walk", is_cancelled=True)
    for days in (1, 2):
        add_date(event, NOW + days * DAY)
    assert len(soup().select(".entry.is-cancelled")) == 2


def test_event_without_a_page_in_the_readers_language_shows_the_next_best(
    website, soup
):
    add_date(make_event("Concert", languages=("cs", "en")))
    [link] = soup("/ar/courses/").select(".entry h3 a")
    told = (link["lang"], link["dir"], link["href"], link.get_text())
    assert told == ("en", "ltr", "/ar/courses/concert-en/", "Concert en")


def test_event_that_no_page_tells_about_is_not_listed(website, titles):
    event = make_event("Draft")
    add_date(event)
    assert titles() == ["Draft en"]
    EventPage.objects.get().unpublish()
    assert titles() == []


# Filters


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({}, ["Concert en", "Match en", "Czech en", "Talk en"]),
        ({"kind": "sport"}, ["Match en"]),
        ({"kind": "events"}, ["Concert en", "Match en", "Talk en"]),
        ({"kind": "courses"}, ["Czech en"]),
        ({"audience": "children"}, ["Concert en", "Match en"]),
        ({"audience": "adults"}, ["Concert en", "Czech en"]),
        ({"audience": "professionals"}, ["Concert en", "Talk en"]),
        ({"language": "uk"}, ["Match en"]),
        ({"language": "en"}, ["Concert en", "Czech en"]),
        ({"since": "2027-03-04"}, ["Czech en", "Talk en"]),
        ({"since": "2027-03-05", "kind": "talk"}, ["Talk en"]),
    ],
    ids=str,
)
def test_filters_leave_what_fits(website, titles, query, left):
    def add(title, days, **facts):
        event = make_event(title, place=website.place)
        for name, value in facts.items():
            setattr(event, name, value)
        event.save()
        add_date(event, NOW + days * DAY)

    add("Concert", 1, kind="culture", audience="everyone", languages=["cs", "en"])
    add("Match", 2, kind="sport", audience="families", languages=["uk"])
    add("Talk", 5, kind="talk", audience="professionals", languages=["cs"])
    add_run(website, date(2027, 3, 5), teaching_language="cs-en")
    assert titles(**query) == left


def test_filter_by_place_knows_dates_elsewhere_and_places_that_moved(website, titles):
    old = PlaceFactory(valid_until=date(2027, 1, 31), successor=website.place)
    other = PlaceFactory()
    add_date(make_event("Here", place=website.place), NOW + DAY)
    add_date(make_event("Moved here", place=old), NOW + 2 * DAY)
    add_date(make_event("Once here", place=other), NOW + 3 * DAY, place=website.place)
    add_date(make_event("Once away", place=website.place), NOW + 4 * DAY, place=other)
    assert len(titles()) == 4
    assert titles(place=website.place.pk) == [
        "Here en",
        "Moved here en",
        "Once here en",
    ]


def test_filters_stay_in_the_addresses_of_the_page(website, soup):
    event = make_event("Match")
    for each in range(PER_PAGE + 1):
        add_date(event, NOW + each * DAY)
    found = soup(language="", kind="community", since="2027-02-01")
    [later] = found.select("a[rel='next nofollow']")
    assert later["href"] == "?kind=community&since=2027-02-01&page=2#dates"
    assert found.select_one("#filter-kind option[selected]")["value"] == "community"
    assert found.select_one("#filter-since")["value"] == "2027-02-01"


def test_later_dates_stand_on_the_next_page(website, titles):
    event = make_event("Walk")
    for each in range(PER_PAGE):
        add_date(event, NOW + each * DAY)
    add_date(make_event("Last"), NOW + 99 * DAY)
    assert len(titles()) == PER_PAGE
    assert titles(page=2) == ["Last en"]


def test_address_of_a_place_that_moved_follows_in_the_list(website, soup):
    new = PlaceFactory(street="New street 2")
    old = PlaceFactory(
        street="Old street 1", valid_until=date(2027, 3, 3), successor=new
    )
    event = make_event("Walk", place=old)
    for days in (1, 5):
        add_date(event, NOW + days * DAY)
    places = [
        each.select("li")[-1].get_text(strip=True) for each in soup().select(".entry")
    ]
    assert places == ["Old street 1", "New street 2"]


# The month


def test_month_shows_each_entry_on_its_day(website, soup):
    add_date(make_event("Walk"), datetime(2027, 3, 28, 16, tzinfo=UTC))
    add_run(website, date(2027, 3, 9))
    days = {
        each.select_one(".month__number").get_text(): [
            link.get_text() for link in each.select("a")
        ]
        for each in soup(month="2027-03").select(".month__day")
    }
    assert days == {"9": ["Czech en"], "28": ["Walk en"]}


def test_month_shows_what_began_before_on_its_first_day(website, soup):
    add_date(make_event("Exhibition"), NOW - 9 * DAY, ends_at=NOW + 9 * DAY)
    [day] = soup(month="2027-03").select(".month__day")
    assert day.select_one(".month__number").get_text() == "1"


def test_month_keeps_the_filters_and_leads_to_its_neighbours(website, soup):
    links = [
        each["href"]
        for each in soup(month="2027-01", kind="sport").select(".periods a")
    ]
    assert links == [
        "?kind=sport&month=2026-12#dates",
        "?kind=sport&month=2027-02#dates",
        "?kind=sport#dates",
    ]


# What is over


def test_archive_shows_years_and_their_dates_the_last_one_first(website, titles, soup):
    for title, year in (("Old", 2024), ("Older", 2023), ("New", 2027)):
        event = make_event(title)
        add_date(event, datetime(year, 2, 1, tzinfo=UTC))
        add_date(event, datetime(year, 1, 1, tzinfo=UTC))
    years = [each.get_text() for each in soup(f"{URL}archive/").select(".years a")]
    assert years == ["2027", "2024", "2023"]
    assert titles(f"{URL}archive/") == ["New en", "New en"]
    assert titles(f"{URL}archive/2024/") == ["Old en", "Old en"]


def test_archive_leads_to_itself_in_other_languages(website, soup):
    add_date(
        make_event("Old", languages=("en", "ar")), datetime(2024, 2, 1, tzinfo=UTC)
    )
    alternates = soup(f"{URL}archive/2024/").select("link[rel=alternate][hreflang=ar]")
    assert [each["href"][-25:] for each in alternates] == ["/ar/courses/archive/2024/"]


@pytest.mark.parametrize("year", ["2025", "0", "99999999999999999999", "now"])
def test_year_without_dates_is_not_found(client, website, year):
    assert client.get(f"{URL}archive/{year}/").status_code == 404


def test_empty_pages_say_what_to_do_next(website, soup):
    assert "No dates are planned now" in soup().get_text()
    filtered = soup(kind="sport")
    assert "Nothing fits what you chose" in filtered.get_text()
    assert filtered.select("#dates a[href='?#dates']")
    assert "Nothing is planned in this month" in soup(month="2027-05").get_text()
    assert "Nothing is over yet" in soup(f"{URL}archive/").get_text()


# Any input gives a page


NONSENSE = (
    "\0",
    "'\"><script>",
    "9" * 5000,
    "-1",
    "0001-01-01",
    "9999-12-31",
    "2027-13",
    "\u202e2027-03-01",
    "٢٠٢٧-٠٣-٠١",
)


@pytest.mark.parametrize("name", ["since", "place", "language", "month", "page"])
def test_nonsense_in_a_filter_still_shows_the_list(client, website, name):
    add_date(make_event("Walk"))
    for nonsense in NONSENSE:
        for path in (URL, f"{URL}calendar/", f"{URL}archive/"):
            assert client.get(path, {name: nonsense}).status_code == 200
        if name != "page":
            page = client.get(URL, {name: nonsense}).content.decode()
            assert "Walk en" in page, nonsense


def test_day_that_is_no_day_is_kept_and_explained(website, soup):
    found = soup(since="tomorrow")
    assert found.select_one("#filter-since")["value"] == "tomorrow"
    [message] = found.select(".field__error")
    assert "Write it like this: 22/03/2027" in message.get_text()
    assert found.select_one(".filters").has_attr("open")


# How much it asks the database


QUERIES = {
    "list": (URL, {}),
    "month": (URL, {"month": "2027-03"}),
    "filtered": (URL, {"language": "cs", "since": "2027-03-01"}),
    "archive": (f"{URL}archive/", {}),
    "feed": (f"{URL}calendar/", {}),
}


@pytest.mark.parametrize("name", QUERIES)
def test_queries_stay_few_however_much_is_on(
    client, website, django_assert_max_num_queries, name
):
    def add(number):
        for each in range(number):
            place = PlaceFactory()
            event = make_event(f"Event {place.pk}", place=place)
            event.languages = ["cs"]
            event.save()
            add_date(event, NOW + each * timedelta(hours=1))
            add_date(event, NOW - 40 * DAY, place=place)
            add_run(website, date(2027, 3, 5), place=place)

    def count():
        url, query = QUERIES[name]
        client.get(url, query)
        with django_assert_max_num_queries(12) as captured:
            assert client.get(url, query).status_code == 200
        return len(captured)

    add(1)
    with_one = count()
    add(14)
    assert count() == with_one


def test_dates_that_are_over_cost_nothing(client, website):
    """A thousand rows are read from the index of their end, not one by one."""
    event = make_event("Walk")
    EventDate.objects.bulk_create(
        EventDateFactory.build(event=event, starts_at=NOW - each * DAY)
        for each in range(2, 1002)
    )
    add_date(event)
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(URL)
    assert response.content.count(b'class="entry"') == 1
    assert len(queries) <= 12
    past = client.get(f"{URL}archive/")
    assert past.content.count(b'class="entry"') == PER_YEAR_PAGE
