from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from events.calendar import run_calendar
from events.models import CourseRun, Lesson
from tests.factories import CourseRunFactory, PlaceFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

PRAGUE = ZoneInfo("Europe/Prague")
SIX_O_CLOCK = time(18)


def meet(run, *days, **more):
    """Lessons on these days, from 18:00 to 20:00 by the clock on the wall."""
    return [
        Lesson.objects.create(
            run=run,
            starts_at=datetime.combine(day, SIX_O_CLOCK, PRAGUE),
            ends_at=datetime.combine(day, time(20), PRAGUE),
            **more,
        )
        for day in days
    ]


def entries(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def calendar_of(run, title="Czech for adults"):
    return run_calendar(CourseRun.objects.get(pk=run.pk), title, "en")


@pytest.fixture
def run():
    return CourseRunFactory()


@pytest.mark.parametrize(
    "days",
    [
        (date(2027, 3, 25), date(2027, 4, 1)),
        (date(2027, 10, 28), date(2027, 11, 4)),
        (date(2027, 3, 28), date(2027, 10, 31)),
    ],
    ids=["spring", "autumn", "on the days themselves"],
)
def test_lesson_stays_at_six_when_the_clocks_change(run, days):
    meet(run, *days)
    starts = [each.start for each in entries(calendar_of(run))]
    assert [(each.date(), each.time()) for each in starts] == [
        (day, SIX_O_CLOCK) for day in days
    ]
    assert [each.astimezone(UTC) for each in starts] == [
        datetime.combine(day, SIX_O_CLOCK, PRAGUE).astimezone(UTC) for day in days
    ]


def test_times_carry_the_rules_of_prague(run):
    meet(run, date(2027, 3, 25))
    content = calendar_of(run).decode()
    assert "DTSTART;TZID=Europe/Prague:20270325T180000" in content.splitlines()
    zones = [
        str(each["TZID"]) for each in Calendar.from_ical(content).walk("VTIMEZONE")
    ]
    assert zones == ["Europe/Prague"]


def test_rules_of_prague_in_the_file_know_both_offsets(run):
    meet(run, date(2027, 3, 25), date(2027, 4, 1))
    [zone] = Calendar.from_ical(calendar_of(run)).walk("VTIMEZONE")
    offsets = {part["TZOFFSETTO"].td for part in zone.subcomponents}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def test_lesson_says_what_where_and_when():
    place = PlaceFactory(street="Žitná 1574/51", postal_code="110 00", city="Praha 1")
    run = CourseRunFactory(place=place)
    meet(run, date(2027, 2, 3))
    [entry] = entries(calendar_of(run, "Čeština; pro dospělé, začátečníky"))
    told = (str(entry["SUMMARY"]), str(entry["LOCATION"]), entry.end - entry.start)
    assert told == (
        "Čeština; pro dospělé, začátečníky",
        "Žitná 1574/51, 110 00 Praha 1",
        timedelta(hours=2),
    )


def test_lessons_stand_in_the_order_of_time(run):
    meet(run, date(2027, 2, 10), date(2027, 2, 3))
    days = [each.start.date() for each in entries(calendar_of(run))]
    assert days == [date(2027, 2, 3), date(2027, 2, 10)]


def statuses(run):
    return [str(each["STATUS"]) for each in entries(calendar_of(run))]


def test_cancelled_lesson_stays_and_says_so(run):
    meet(run, date(2027, 2, 3), date(2027, 2, 17))
    meet(run, date(2027, 2, 10), is_cancelled=True)
    assert statuses(run) == ["CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_cancelled_run_cancels_every_lesson(run):
    meet(run, date(2027, 2, 3), date(2027, 2, 10))
    run.is_cancelled = True
    run.save()
    assert statuses(run) == ["CANCELLED", "CANCELLED"]


def identifiers(run):
    return [str(each["UID"]) for each in entries(calendar_of(run))]


def test_lesson_keeps_its_identifier_when_it_moves_or_is_cancelled(run):
    lessons = meet(run, date(2027, 2, 3), date(2027, 2, 10))
    before = identifiers(run)
    lessons[0].starts_at += timedelta(minutes=30)
    lessons[0].save()
    lessons[1].is_cancelled = True
    lessons[1].save()
    assert identifiers(run) == before
    assert len(set(before)) == 2


def test_lessons_of_different_runs_have_different_identifiers(run):
    other = CourseRunFactory()
    for each in (run, other):
        meet(each, date(2027, 2, 3))
    assert set(identifiers(run)) & set(identifiers(other)) == set()
    assert len(identifiers(run)) == 1


def test_run_without_lessons_is_an_empty_calendar(run):
    calendar = Calendar.from_ical(calendar_of(run))
    assert (str(calendar["VERSION"]), entries(calendar_of(run))) == ("2.0", [])


# As a file on the website


@pytest.fixture
def download(client):
    website = make_small_site()
    run = CourseRunFactory(course=website.course, place=website.place)
    meet(run, date(2027, 2, 3))

    def ask(code="en"):
        return run, client.get(f"/{code}/courses/czech/{run.code}/calendar/")

    return ask


def test_calendar_is_a_file_with_the_name_of_the_run(download):
    run, response = download()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/calendar; method=PUBLISH; charset=utf-8",
        f'attachment; filename="{run.code}.ics"',
    )


@pytest.mark.parametrize("code", ["cs", "en", "ar"])
def test_calendar_names_the_course_in_the_language_of_its_address(download, code):
    _run, response = download(code)
    assert [str(each["SUMMARY"]) for each in entries(response.content)] == [
        f"Czech {code}"
    ]


def test_calendar_of_a_run_of_another_course_is_not_found(download, client):
    download()
    other = CourseRunFactory()
    url = f"/en/courses/czech/{other.code}/calendar/"
    assert client.get(url).status_code == 404
