"""The page of one event, of a run with lessons that changed, and what machines read."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from events.models import Lesson
from tests.events.event_pages import NOW, add_date, make_event
from tests.factories import CourseRunFactory, PlaceFactory, make_small_site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.small_site,
    pytest.mark.usefixtures("first_of_march"),
]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
EVENT = "/en/courses/walk-en/"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def soup(client, website):
    def ask(url=EVENT):
        return BeautifulSoup(client.get(url).content, "html.parser")

    return ask


def words(found) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in found]


def move(meeting, by=HOUR):
    meeting.starts_at += by
    meeting.ends_at += by
    meeting.save()


def test_event_shows_each_date_with_what_became_of_it(website, soup):
    event = make_event("Walk", place=website.place)
    add_date(event, NOW + DAY)
    move(add_date(event, NOW + 2 * DAY))
    add_date(event, NOW + 3 * DAY, is_cancelled=True)
    add_date(event, NOW + 4 * DAY, place=PlaceFactory(street="Elsewhere 1"))
    add_date(event, NOW - DAY)
    coming, over = soup().select(".event-dates")
    assert words(coming.select("li")) == [
        "Tuesday 2 March 2027, 10:00–12:00",
        "Wednesday 3 March 2027, 11:00–13:00 Moved Moved from 3 March 2027, 10:00",
        "Thursday 4 March 2027, 10:00–12:00 Cancelled",
        "Friday 5 March 2027, 10:00–12:00 Elsewhere 1",
    ]
    assert words(over.select("time")) == ["Sunday 28 February 2027, 10:00–12:00"]


def test_event_says_for_whom_and_how(website, soup):
    event = make_event("Walk", kind="excursion", audience="families")
    event.languages, event.needs_registration = ["cs", "uk"], True
    event.save()
    assert words(soup().select(".facts > div")) == [
        "For whom Families",
        "Kind Excursion",
        "Languages spoken Czech, Ukrainian",
        "Price Free of charge",
        "Registration You have to register.",
    ]


def test_event_without_dates_says_what_to_do(website, soup):
    make_event("Walk")
    assert "No date is planned now. Ask us" in soup().get_text()


def test_run_shows_lessons_that_moved_or_are_cancelled(website, soup):
    run = CourseRunFactory(course=website.course, place=website.place)
    first, second = (
        Lesson.objects.create(
            run=run, starts_at=NOW + days * DAY, ends_at=NOW + days * DAY + HOUR
        )
        for days in (1, 2)
    )
    move(first)
    second.is_cancelled = True
    second.save()
    assert words(soup(f"/en/courses/czech/{run.code}/").select(".lessons li")) == [
        "Tuesday 2 March 2027, 11:00–12:00 Moved Moved from 2 March 2027, 10:00",
        "Wednesday 3 March 2027, 10:00–11:00 Cancelled",
    ]


def data_of(page) -> dict:
    [block] = page.select("script[type='application/ld+json']")
    return json.loads(block.string)


def test_machines_read_each_date_with_its_state(website, soup):
    event = make_event("Walk", place=website.place)
    add_date(event, NOW + DAY)
    move(add_date(event, NOW + 2 * DAY))
    add_date(event, NOW + 3 * DAY, is_cancelled=True)
    events = data_of(soup())["@graph"]
    assert [
        (each["startDate"], each["eventStatus"], each.get("previousStartDate"))
        for each in events
    ] == [
        ("2027-03-02T10:00:00+01:00", "https://schema.org/EventScheduled", None),
        (
            "2027-03-03T11:00:00+01:00",
            "https://schema.org/EventRescheduled",
            "2027-03-03T10:00:00+01:00",
        ),
        ("2027-03-04T10:00:00+01:00", "https://schema.org/EventCancelled", None),
    ]
    assert {each["@type"] for each in events} == {"Event"}
    assert events[0]["location"]["address"]["streetAddress"] == "Example street 1"


def test_machines_read_a_course_and_its_runs(website, soup):
    run = CourseRunFactory(course=website.course, place=website.place)
    course = data_of(soup("/en/courses/czech/"))
    [instance] = course["hasCourseInstance"]
    assert (course["@type"], course["name"]) == ("Course", "Czech en")
    assert (instance["@type"], instance["startDate"], instance["url"]) == (
        "CourseInstance",
        run.starts_on.isoformat(),
        f"http://testserver/en/courses/czech/{run.code}/",
    )
