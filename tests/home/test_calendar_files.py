"""Calendar files as a program reads them that believes nothing but the file."""

from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.mail import EmailMessage
from icalendar import Calendar, Event

from home.calendar_files import (
    Entry,
    Method,
    calendar_attachment,
    calendar_file,
    calendar_response,
)

PRAGUE = ZoneInfo("Europe/Prague")
NOON = time(12)
# The days of the change, the days around them, and an hour of each half of a year.
DAYS = [
    each + timedelta(days=day)
    for year in (2026, 2027, 2037, 2038, 2060)
    for each in (date(year, 3, 24), date(year, 6, 30), date(year, 10, 24))
    for day in range(8)
]


def local(day: date, clock: time = NOON) -> datetime:
    return datetime.combine(day, clock, PRAGUE)


def entry(day=date(2027, 2, 3), **more) -> Entry:
    return Entry(**{"key": "test-1", "title": "Walk", "starts_at": local(day)} | more)


def component(*entries: Entry, **more) -> Event:
    [found] = Calendar.from_ical(calendar_file(entries, **more)).walk("VEVENT")
    return found


def read_like_outlook(zone, moment: datetime) -> timedelta:
    """The offset of a time on the wall, by DTSTART and RRULE of the zone alone."""
    onsets = []
    for part in zone.subcomponents:
        begins = part["DTSTART"].dt
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=begins)
        before = rule.before(moment, inc=True)
        if before is not None:
            onsets.append((before, part["TZOFFSETTO"].td))
    return max(onsets)[1]


def offsets_read(content: bytes) -> list[timedelta]:
    calendar = Calendar.from_ical(content)
    [zone] = calendar.walk("VTIMEZONE")
    return [
        read_like_outlook(zone, each["DTSTART"].dt.replace(tzinfo=None))
        for each in calendar.walk("VEVENT")
    ]


@pytest.mark.parametrize("clock", [time(0, 30), NOON, time(23, 30)], ids=str)
def test_a_reader_of_two_rules_knows_the_hour_of_every_day(clock):
    entries = [
        entry(day, key=f"test-{day}", starts_at=local(day, clock)) for day in DAYS
    ]
    offsets = [local(day, clock).utcoffset() for day in DAYS]
    assert offsets_read(calendar_file(entries)) == offsets


def test_the_library_s_own_zone_misleads_that_reader():
    """The control: the zone as a list of days is read wrong."""
    calendar = Calendar()
    for day in DAYS:
        event = Event()
        event.add("dtstart", local(day))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    [zone] = Calendar.from_ical(calendar.to_ical()).walk("VTIMEZONE")
    assert not all("RRULE" in part for part in zone.subcomponents)


def test_the_rules_begin_in_1970_and_never_end():
    lines = calendar_file([entry()]).decode().splitlines()
    begin, end = lines.index("BEGIN:VTIMEZONE"), lines.index("END:VTIMEZONE")
    zone = lines[begin:end]
    assert [each for each in zone if each.startswith(("DTSTART", "RRULE", "TZO"))] == [
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
    ]
    assert begin < lines.index("BEGIN:VEVENT")


def test_an_exhibition_is_open_each_day_and_keeps_nobody_busy():
    found = component(
        entry(date(2027, 3, 20), ends_at=local(date(2027, 4, 2), time(18)))
    )
    assert (found.start, found.end) == (
        local(date(2027, 3, 20)),
        local(date(2027, 3, 20), time(18)),
    )
    assert found["RRULE"].to_ical() == b"FREQ=DAILY;COUNT=14"
    assert found["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (local(date(2027, 2, 3), time(18)), local(date(2027, 2, 3), time(20))),
        (local(date(2027, 2, 3), time(20)), local(date(2027, 2, 4), time(2))),
        (local(date(2027, 2, 3), time(18)), local(date(2027, 2, 4), time(0))),
    ],
    ids=["an evening", "over midnight", "until midnight"],
)
def test_what_is_one_stay_has_one_beginning_and_one_end(begins, ends):
    found = component(entry(starts_at=begins, ends_at=ends))
    assert (found.start, found.end, "RRULE" in found) == (begins, ends, False)
    assert "TRANSP" not in found


def test_a_cancelled_entry_says_so_where_no_status_is_shown():
    found = component(entry(is_cancelled=True))
    assert (str(found["SUMMARY"]), str(found["STATUS"])) == (
        "Cancelled: Walk",
        "CANCELLED",
    )


def test_an_entry_names_its_organizer(settings):
    settings.DEFAULT_FROM_EMAIL = "Integration Centre <noreply@example.org>"
    organizer = component(entry())["ORGANIZER"]
    assert (str(organizer), organizer.params["CN"]) == (
        "mailto:noreply@example.org",
        "Integration Centre",
    )


@pytest.mark.parametrize("method", list(Method))
def test_a_mail_tells_the_method_that_its_file_has(method):
    content = calendar_file([entry()], method=method)
    attached = calendar_attachment(content, "walk", method)
    mail = EmailMessage("Subject", "Text", "a@example.org", ["b@example.org"])
    mail.attach(attached["name"], attached["text"], attached["content_type"])
    sent = message_from_bytes(mail.message().as_bytes())
    [part] = [each for each in sent.walk() if each.get_filename() == "walk.ics"]
    assert (part.get_content_type(), part.get_param("method")) == (
        "text/calendar",
        method,
    )
    assert str(Calendar.from_ical(part.get_payload(decode=True))["METHOD"]) == method


def test_a_download_tells_its_method_too():
    response = calendar_response(calendar_file([entry()]), "walk")
    assert response["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"


def test_times_are_told_on_the_wall_and_mean_the_same_moment():
    starts_at = datetime(2027, 7, 1, 16, 0, tzinfo=UTC)
    assert component(entry(starts_at=starts_at)).start == starts_at
    assert b"DTSTART;TZID=Europe/Prague:20270701T180000" in calendar_file(
        [entry(starts_at=starts_at)]
    )
