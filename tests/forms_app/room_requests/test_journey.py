"""The public way: see the free times, ask for the room, check, send, status."""

import re
from datetime import time, timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from icalendar import Calendar

from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.transitions import perform
from forms_app.models import Message, RoomRequest
from home.templatetags.display import long_date
from services.models import Closure, RoomEquipment
from tests.applicant import enter, own_page, seen, step_page
from tests.factories import RoomRequestFactory, make_room_site, make_staff
from tests.factories.rooms import in_days
from tests.journeys.robot import Robot

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)


@pytest.fixture
def site():
    return make_room_site()


def answers(**changes) -> dict:
    return {
        "full_name": "Example Person",
        "email": "person@example.org",
        "phone": "",
        "purpose": "Dance lesson",
        "head_count": "12",
        "first_day": in_days(14).isoformat(),
        "begins": "10:00",
        "ends": "12:00",
        "repeat_until": "",
        "consent": "on",
    } | changes


def fill_in(client, address, **changes) -> Robot:
    """As far as the page that shows all answers, or refuses them."""
    return Robot(client).open(address).walk_to_check(answers(**changes))


def send(client, address, **changes) -> Robot:
    robot = fill_in(client, address, **changes)
    return robot.press() if robot.form else robot


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def local_times(slots) -> list[str]:
    return [timezone.localtime(each.starts_at).isoformat() for each in slots]


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_a_request_holds_the_room_and_is_confirmed_in_its_language(
    client, site, language
):
    address = site.form_address(language)

    robot = send(client, address)

    case = RoomRequest.objects.get()
    slot = case.slots.get()
    assert robot.log[-2:] == [
        (303, address),
        (200, f"{address}sent/{case.handle}/"),
    ]
    assert robot.reference == case.reference
    assert (case.state, case.language, case.room) == ("requested", language, site.room)
    assert case.consent_wording == f"Consent {language}"
    assert slot.starts_at - slot.blocked_from == timedelta(minutes=15)
    assert slot.blocked_until - slot.ends_at == timedelta(minutes=15)
    assert [each.name for each in Message.objects.all()] == ["requested"]


def test_the_whole_way_to_a_confirmed_room(client, site):
    send(client, site.form_address("ar"))
    case = RoomRequest.objects.get()
    perform(case, "approve", staff(make_staff("coordinator")))
    enter(client, case, "ar")

    question = client.get(step_page(case, "accept", "ar"))
    case.refresh_from_db()
    assert case.state == "approved", "looking accepts nothing"
    client.post(step_page(case, "accept", "ar"), seen(case))

    case.refresh_from_db()
    assert "/ar/places/branch/rules/" in question.content.decode()
    assert (case.state, case.rules) == ("confirmed", site.rules)
    confirmed = Message.objects.get(name="confirmed")
    assert confirmed.parts[0]["language"] == "ar"
    assert confirmed.attachments[0]["content_type"].startswith("text/calendar")


def test_a_question_is_answered_on_the_status_page(client, site):
    case = RoomRequestFactory(room=site.room)
    by = staff(make_staff("coordinator"))
    perform(case, "ask", by, "Will there be music?")
    enter(client, case)
    case.refresh_from_db()

    page = client.get(own_page(case))
    answer = step_page(case, "answer")
    empty = client.post(answer, seen(case) | {"answer-answer": " "})
    client.post(answer, seen(case) | {"answer-answer": "Only quiet music"})

    case.refresh_from_db()
    assert "Will there be music?" in words(page)
    assert "Please write your answer." in words(empty)
    assert case.state == "requested"
    assert case.answer == "Only quiet music"


def test_applicant_cancels_and_the_calendar_hears_of_it(client, site):
    case = RoomRequestFactory(room=site.room, state="confirmed")
    enter(client, case)

    client.post(step_page(case, "cancel"), seen(case))

    case.refresh_from_db()
    message = Message.objects.get(name="cancelled")
    calendar = Calendar.from_ical(message.attachments[0]["text"])
    [event] = calendar.walk("VEVENT")
    assert case.state == "cancelled"
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["SEQUENCE"] == 1
    assert event["UID"].startswith(f"room-slot-{case.slots.get().pk}@")


def test_moved_date_keeps_its_identifier_in_the_calendar(client, site):
    case = RoomRequestFactory(room=site.room, state="confirmed")
    by, slot = staff(make_staff("coordinator")), case.slots.get()
    to = slot.starts_at + timedelta(days=1), slot.ends_at + timedelta(days=1)
    perform(case, "move", by, "Painting", details={"slot": slot, "to": to})

    perform(case, "agree", APPLICANT)

    text = Message.objects.get(name="moved").attachments[0]["text"]
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event["UID"].startswith(f"room-slot-{slot.pk}@")
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (1, to[0])


def test_a_day_in_words_runs_in_the_direction_of_its_language(client, site):
    page = str(fill_in(client, site.form_address("ar")).page)

    with translation.override("ar"):
        day = long_date(in_days(14))
    assert f'<span dir="auto">{day}</span>' in page
    assert '<span dir="ltr">10:00</span>' in page


def test_a_taken_time_is_refused_with_the_nearest_free_times(client, site):
    waiting = fill_in(client, site.form_address())
    RoomRequestFactory(room=site.room, state="confirmed")

    for robot in (fill_in(client, site.form_address()), waiting.press()):
        response = robot.response
        assert response.status_code == 409
        page = words(response)
        assert "The room is taken at this time." in page
        assert "07:30–09:30" not in page, "the room opens at 8"
        assert "12:30–14:30" in page
        assert 'value="Dance lesson"' in response.content.decode()
    assert RoomRequest.objects.count() == 1


def test_whoever_asks_second_hears_that_somebody_asked_before(client, site):
    RoomRequestFactory(room=site.room, state="requested")

    robot = fill_in(client, site.form_address())

    assert "Somebody asked for this time before you." in robot.text


def test_a_time_from_the_refusal_can_be_chosen_with_one_press(client, site):
    RoomRequestFactory(room=site.room, state="confirmed")
    robot = fill_in(client, site.form_address())
    nearest = robot.page.select("main form button[value=check]")[0]

    robot.press(nearest)

    assert robot.status == 200
    assert "Check your answers" in robot.text


@pytest.mark.parametrize(
    ("begins", "ends", "is_free"),
    [
        ("12:30", "13:00", True),
        ("12:29", "13:00", False),
        ("09:00", "09:30", True),
        ("09:00", "09:31", False),
        ("10:30", "11:30", False),
        ("09:00", "13:00", False),
    ],
)
def test_the_buffers_of_two_meetings_never_meet(client, site, begins, ends, is_free):
    RoomRequestFactory(room=site.room, state="confirmed")

    robot = send(client, site.form_address(), begins=begins, ends=ends)

    assert robot.status == (200 if is_free else 409)
    assert RoomRequest.objects.count() == (2 if is_free else 1)


def test_sending_twice_gives_one_request_and_the_same_page(client, site):
    robot = fill_in(client, site.form_address())

    sent = [robot.again().press() for _time in range(3)]

    assert len({each.reference for each in sent}) == 1
    assert (RoomRequest.objects.count(), Message.objects.count()) == (1, 1)


def test_a_series_shows_its_conflicts_before_sending_and_asks_for_the_rest(
    client, site
):
    RoomRequestFactory(room=site.room, state="confirmed", first_day=in_days(21))
    Closure.objects.create(
        place=site.room.place, first_day=in_days(28), last_day=in_days(28)
    )
    series = {"repeat_until": in_days(35).isoformat()}

    shown = fill_in(client, site.form_address(), **series).text
    send(client, site.form_address(), **series)

    assert "The room is taken at this time." in shown
    assert "The room is closed at this time." in shown
    case = RoomRequest.objects.get(
        full_name="Example Person", email__startswith="person@"
    )
    assert [each.state for each in case.all_slots] == [
        "held",
        "missed",
        "missed",
        "held",
    ]
    text = Message.objects.get(name="requested").parts[0]["text"]
    assert "These dates are not free" in text


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("first_day", "", "Choose a day."),
        ("first_day", "31. 2. 2027", "The calendar has no such day."),
        ("first_day", "soon", "Check the date."),
        ("first_day", "2099-01-01", "within a year"),
        ("first_day", "2020-01-01", "This day is over."),
        ("first_day", "9" * 500, "Check the date."),
        ("begins", "25:00", "Write the time like this: 14:30."),
        ("begins", "\0", "Write the time like this: 14:30."),
        ("ends", "09:00", "The end has to come after the beginning."),
        ("ends", "22:30", "On that day it is open 08:00–22:00."),
        ("head_count", "21", "20 people at most"),
        ("head_count", "many", "Write a number."),
        ("head_count", "0", "greater than or equal to 1"),
        ("purpose", "", "Tell us what you need the room for."),
        ("repeat_until", "2020-01-01", "has to come after the first"),
        ("repeat_until", "never", "Check the date."),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_lost(
    client, site, field, typed, expected
):
    """Posted at once: a browser's own inputs would not let all of it through."""
    response = client.post(site.form_address(), answers(step="send", **{field: typed}))

    page = response.content.decode()
    assert response.status_code == 200
    assert TITLE.search(page).group(1).split()[0] == "Error:"
    assert expected in words(response)
    assert "Example Person" in page
    assert not RoomRequest.objects.exists()


def test_a_day_too_soon_names_the_first_possible_one_and_free_times(client, site):
    response = client.post(
        site.form_address(), answers(step="check", first_day=in_days(1).isoformat())
    )

    assert "This day is too soon" in words(response)
    assert "The nearest free times:" in words(response)


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        ("{0.day}. {0.month}. {0.year}", "18.00", "20"),
        ("{0.day}/{0.month}/{0.year}", "18h00", "20:00:00"),
        ("٢٠٢٧-٠٣-٢٢", "١٨:٠٠", "٢٠:٠٠"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(client, site, day, begins, ends):
    with time_machine.travel("2027-03-01T10:00:00+01:00", tick=False):
        day = day.format(in_days(21))
        send(client, site.form_address(), first_day=day, begins=begins, ends=ends)

        case = RoomRequest.objects.get()
    assert (case.first_day.isoformat(), case.begins, case.ends) == (
        "2027-03-22",
        time(18),
        time(20),
    )


def test_equipment_can_be_asked_for_where_the_room_has_some(client, site):
    assert "What do you need in the room?" not in words(client.get(site.form_address()))
    RoomEquipment.objects.create(room=site.room, item="projector")

    send(client, site.form_address(), equipment=["projector"])

    assert RoomRequest.objects.get().equipment == ["projector"]


def test_a_room_that_is_not_lent_says_so(client, site):
    site.room.is_active = False
    site.room.save()

    for response in (
        client.get(site.form_address()),
        client.post(site.form_address(), answers(step="send")),
    ):
        assert response.status_code == 409
        assert "takes no requests" in words(response)


def test_an_unknown_room_is_not_found(client, site):
    assert client.get("/en/room-request/no-such-room/").status_code == 404


def test_the_calendar_leads_to_the_form_with_its_day(client, site):
    day = in_days(14).isoformat()

    filled = client.get(f"{site.form_address()}?day={day}").content.decode()
    garbage = client.get(f"{site.form_address()}?day=%00tomorrow")

    assert f'value="{day}"' in filled
    assert f'href="/ar/room-request/{site.room.code}/?day={day}"' in filled
    assert garbage.status_code == 200


def test_without_a_room_in_the_address_people_choose_one(client, site):
    page = client.get("/en/room-request/").content.decode()

    assert site.form_address() in page
    assert "Hall en" in page


class TestChangeOfTheClocks:
    """In 2027 the clocks go forward on 28 March and back on 31 October."""

    def series(self, client, site, first, last, **changes):
        send(
            client,
            site.form_address(),
            first_day=first,
            repeat_until=last,
            **{"begins": "18:00", "ends": "20:00"} | changes,
        )
        return RoomRequest.objects.get()

    @pytest.mark.parametrize(
        ("now", "first", "last", "offsets", "weeks"),
        [
            (
                "2027-03-01", "2027-03-23", "2027-04-06",
                ["+01:00", "+02:00", "+02:00"], ("W12", "W13", "W14"),
            ),
            (
                "2027-10-01", "2027-10-26", "2027-11-09",
                ["+02:00", "+01:00", "+01:00"], ("W43", "W44", "W45"),
            ),
        ],
    )  # fmt: skip
    def test_a_weekly_series_stays_at_18(
        self, client, site, now, first, last, offsets, weeks
    ):
        with time_machine.travel(f"{now}T10:00:00Z", tick=False):
            case = self.series(client, site, first, last)
            shown = words(client.get(f"{site.form_address()}sent/", follow=True))
            room_pages = [
                words(client.get(f"{site.page_address()}?week=2027-{week}"))
                for week in weeks
            ]
            perform(case, "approve", staff(make_staff("coordinator")))
            perform(case, "accept", APPLICANT)
            enter(client, case)
            status = words(client.get(own_page(case)))
            download = client.get(f"{own_page(case)}calendar/")

        moments = local_times(case.slots.all())
        assert [each[10:] for each in moments] == [
            f"T18:00:00{offset}" for offset in offsets
        ]
        assert shown.count("18:00–20:00") == status.count("18:00–20:00") == 3
        assert [page.count("17:30–20:30 taken") for page in room_pages] == [1, 1, 1]
        mail = Message.objects.get(name="confirmed")
        assert mail.parts[0]["text"].count("18:00–20:00") == 3
        assert mail.parts[1]["text"].count("18:00–20:00") == 3
        for file in (mail.attachments[0]["text"], download.content):
            starts = [
                each["DTSTART"] for each in Calendar.from_ical(file).walk("VEVENT")
            ]
            assert [each.dt.isoformat() for each in starts] == moments
            assert {each.params["TZID"] for each in starts} == {"Europe/Prague"}

    @time_machine.travel("2027-03-01T10:00:00Z", tick=False)
    def test_a_time_that_does_not_exist_is_refused_with_words(self, client):
        site = make_room_site(open_times=(time(0), time(23)))

        asked = {"first_day": "2027-03-28", "begins": "02:30", "ends": "04:00"}

        robot = Robot(client).open(site.form_address()).type(answers(**asked)).press()

        assert "This time does not exist on that day" in robot.errors[0]
        assert not RoomRequest.objects.exists()

    @time_machine.travel("2027-03-01T10:00:00Z", tick=False)
    def test_a_series_leaves_out_the_night_without_its_time(self, client):
        site = make_room_site(open_times=(time(0), time(23)))
        asked = {"begins": "02:30", "ends": "04:00"}

        days = {"first_day": "2027-03-21", "repeat_until": "2027-04-04"}
        shown = fill_in(client, site.form_address(), **days, **asked).text
        case = self.series(client, site, "2027-03-21", "2027-04-04", **asked)

        assert "Sunday 28 March 2027 This time does not exist" in shown
        assert [each[:16] for each in local_times(case.slots.all())] == [
            "2027-03-21T02:30",
            "2027-04-04T02:30",
        ]
