"""The calendar files that the mails of a room request bring."""

from datetime import time

import pytest
from icalendar import Calendar

from forms_app.room_requests.calendar import MOST_FILES, attached_calendars
from home.clocks import around
from tests.factories import RoomRequestFactory, RoomSlotFactory
from tests.factories.rooms import in_days

pytestmark = pytest.mark.django_db


def request_with(dates: int):
    case = RoomRequestFactory(state="confirmed", slots=False)
    for number in range(dates):
        starts_at = around(in_days(14 + 7 * number), time(10))
        RoomSlotFactory(case=case, starts_at=starts_at)
    return case


def read(files: list[dict]) -> list[Calendar]:
    return [Calendar.from_ical(each["text"]) for each in files]


@pytest.mark.parametrize("language", ["en", "cs"])
def test_each_cancelled_date_has_a_file_that_programs_act_on(language):
    case = request_with(3)
    files = attached_calendars(case, "called_off", "Big room", language)

    assert {each["content_type"] for each in files} == {"text/calendar; method=CANCEL"}
    calendars = read(files)
    assert [str(each["METHOD"]) for each in calendars] == ["CANCEL"] * 3
    uids = [[str(each["UID"]) for each in one.walk("VEVENT")] for one in calendars]
    assert len({uid for (uid,) in uids}) == 3
    titles = {str(each["SUMMARY"]) for one in calendars for each in one.walk("VEVENT")}
    assert titles == {
        {"en": "Cancelled: Big room", "cs": "Zrušeno: Big room"}[language]
    }
    assert len({each["name"] for each in files}) == 3


def test_a_long_series_is_cancelled_in_one_file_to_import():
    case = request_with(MOST_FILES + 1)
    [file] = attached_calendars(case, "called_off", "Big room", "en")

    [calendar] = read([file])
    entries = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), file["content_type"]) == (
        "PUBLISH",
        "text/calendar; method=PUBLISH",
    )
    assert [str(each["STATUS"]) for each in entries] == ["CANCELLED"] * (MOST_FILES + 1)
    assert {int(each["SEQUENCE"]) for each in entries} == {1}
