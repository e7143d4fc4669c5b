"""Calendars to subscribe to, read by a calendar library as a reader's program does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from icalendar import Calendar

from events.models import EventDate, EventPage, Lesson, Schedule
from events.planning import plan_dates
from events.recurrence import Repeats
from home.clocks import at
from tests.events.event_pages import NOW, add_date, make_event
from tests.factories import CourseRunFactory, PlaceFactory, make_small_site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.small_site,
    pytest.mark.usefixtures("first_of_march"),
]

DAY = timedelta(days=1)
ALL = "/en/courses/calendar/"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def feed(client, website):
    def ask(url=ALL, **query) -> Calendar:
        response = client.get(url, query)
        assert (
            response["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
        )
        return Calendar.from_ical(response.content)

    return ask


@pytest.fixture
def entries(feed):
    def ask(url=ALL, **query):
        return feed(url, **query).walk("VEVENT")

    return ask


def add_lesson(website, day=date(2027, 3, 9), **run) -> Lesson:
    run = CourseRunFactory(**{"course": website.course, "place": website.place} | run)
    return Lesson.objects.create(
        run=run, starts_at=at(day, time(18)), ends_at=at(day, time(20))
    )


def summaries(entries) -> list[str]:
    return [str(each["SUMMARY"]) for each in entries]


def test_series_stays_at_18_across_both_changes_of_the_clocks(website, feed):
    event = make_event("Walk")
    for first_day in (date(2027, 3, 21), date(2027, 10, 24)):
        Schedule.objects.create(
            event=event,
            first_day=first_day,
            begins=time(18),
            ends=time(20),
            repeats=Repeats.WEEKLY,
            times=3,
        )
    plan_dates(event)
    calendar = feed("/en/courses/walk-en/calendar/")
    days = [
        *(date(2027, 3, each) for each in (21, 28)),
        *(date(2027, *each) for each in ((4, 4), (10, 24), (10, 31), (11, 7))),
    ]
    begins = [each.start for each in calendar.walk("VEVENT")]
    assert [each.replace(tzinfo=None) for each in begins] == [
        datetime.combine(day, time(18)) for day in days
    ]
    # By the rules that the file itself brings, too.
    [zone] = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Prague"
    own_rules = zone.to_tz(lookup_tzid=False)
    hours = [each.astimezone(UTC).astimezone(own_rules).hour for each in begins]
    assert hours == [18] * 6


def test_feed_of_everything_has_dates_and_lessons(website, entries):
    add_date(make_event("Walk"))
    add_lesson(website)
    assert summaries(entries()) == ["Walk en", "Czech en"]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"kind": "events"}, ["Walk en"]),
        ({"kind": "courses"}, ["Czech en"]),
        ({"kind": "sport"}, []),
    ],
    ids=str,
)
def test_feed_has_what_its_filters_leave(website, entries, query, left):
    add_date(make_event("Walk"))
    add_lesson(website)
    assert summaries(entries(**query)) == left


def test_feed_of_a_place_has_what_takes_place_there(website, entries):
    add_date(make_event("Here", place=website.place))
    add_date(make_event("There"))
    add_lesson(website)
    add_lesson(website, place=PlaceFactory())
    assert summaries(entries(place=website.place.pk)) == ["Here en", "Czech en"]


def test_feed_of_a_course_has_the_lessons_of_all_its_runs(website, entries):
    for _ in range(2):
        add_lesson(website)
    add_lesson(website, course=CourseRunFactory().course)
    assert len(entries("/en/courses/czech/calendar/")) == 2


def test_entry_says_what_where_and_where_to_read_more(website, entries):
    event = make_event("Walk", languages=("en", "ar"), place=website.place)
    add_date(event)
    for code, place in (("en", "Branch en"), ("ar", "Branch ar")):
        [entry] = entries(f"/{code}/courses/calendar/")
        assert (str(entry["SUMMARY"]), str(entry["LOCATION"]), str(entry["URL"])) == (
            f"Walk {code}",
            f"{place}, Example street 1, Praha 1",
            f"http://testserver/{code}/courses/walk-{code}/",
        )


def test_cancelled_date_stays_and_says_so_with_a_higher_number(website, entries):
    kept = add_date(make_event("Walk"))
    [before] = entries()
    with time_machine.travel(NOW + timedelta(hours=1)):
        kept.is_cancelled = True
        kept.save()
        [after] = entries()
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert str(after["SUMMARY"]) == "Cancelled: Walk en"


@pytest.mark.parametrize("whole", ["event", "run"])
def test_cancelling_the_whole_cancels_every_entry(website, entries, whole):
    event = make_event("Walk")
    for days in (1, 2):
        add_date(event, NOW + days * DAY)
    lesson = add_lesson(website)
    fact = {"event": event, "run": lesson.run}[whole]
    fact.is_cancelled = True
    fact.save()
    told = [(each["STATUS"], each["SEQUENCE"]) for each in entries()]
    yes, no = ("CANCELLED", 1), ("CONFIRMED", 0)
    assert told == ([yes, yes, no] if whole == "event" else [no, no, yes])


def test_moved_date_keeps_its_identifier_and_names_its_old_time(website, entries):
    moved = add_date(make_event("Walk"))
    [before] = entries()
    moved.starts_at += DAY
    moved.ends_at += DAY
    moved.save()
    [after] = entries()
    assert (before["UID"], before.start + DAY) == (after["UID"], after.start)
    assert "Moved from 2 March 2027, 10:00" in str(after["DESCRIPTION"])


def test_identifiers_of_dates_and_lessons_never_meet(website, entries):
    add_date(make_event("Walk"), id=7)
    lesson = add_lesson(website)
    Lesson.objects.filter(pk=lesson.pk).update(id=7)
    assert len({str(each["UID"]) for each in entries()}) == 2


def test_entries_after_a_move_have_the_new_address(website, entries):
    new = PlaceFactory(street="New street 2")
    old = PlaceFactory(
        street="Old street 1", valid_until=date(2027, 3, 31), successor=new
    )
    event = make_event("Walk", place=old)
    for day in (date(2027, 3, 31), date(2027, 4, 1)):
        add_date(event, at(day, time(18)))
        add_lesson(website, day, place=old)
    streets = [str(each["LOCATION"]).split(",")[0] for each in entries()]
    assert streets == ["Old street 1", "New street 2"] * 2


def test_what_was_is_remembered_for_two_months(website, entries):
    event = make_event("Walk")
    add_date(event, NOW - 59 * DAY)
    add_date(event, NOW - 61 * DAY)
    assert len(entries()) == 1
    assert EventDate.objects.count() == 2


def test_subscribing_links_lead_to_the_feeds(client, website):
    event = make_event("Walk")
    add_date(event)
    run = add_lesson(website).run
    page = EventPage.objects.get().url
    for address, path in (
        ("/en/courses/?kind=sport", "/en/courses/calendar/?kind=sport"),
        (page, f"{page}calendar/"),
        ("/en/courses/czech/", "/en/courses/czech/calendar/"),
        (f"/en/courses/czech/{run.code}/", f"/en/courses/czech/{run.code}/calendar/"),
    ):
        content = client.get(address).content.decode()
        for scheme in ("webcal", "http"):
            assert f'href="{scheme}://testserver{path}"' in content
