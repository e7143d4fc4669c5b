"""The public way of a volunteer: apply, check, send; later choose a time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from django.utils.translation import gettext
from icalendar import Calendar

from forms_app.engine.actors import APPLICANT
from forms_app.engine.outbox.writing import STATUS_LINK_MARK, render_message
from forms_app.engine.transitions import perform
from forms_app.models import Intake, Message, VolunteerApplication
from forms_app.volunteers.moments_field import moment_key
from forms_app.volunteers.pages import VolunteerForm
from home.templatetags.display import long_date
from tests.applicant import enter, own_page, seen, step_page
from tests.factories import VolunteerApplicationFactory, make_volunteer_site, put
from tests.factories.volunteers import CONSENT, QUESTION_KEY, in_days
from tests.journeys.robot import Robot

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_volunteer_site()


@pytest.fixture
def invited(site):
    return VolunteerApplicationFactory(state="interview_offered")


def answers(**changes) -> dict:
    return {
        "full_name": "Example Person",
        "email": "person@example.org",
        "phone": "",
        "is_adult": "yes",
        "region": "liberec",
        "spoken": ["cs", "ar"],
        "other_languages": "Romani",
        "availability": ["0-morning", "6-evening"],
        "interests": ["talk", "anything"],
        "motivation": "I came here once myself.",
        QUESTION_KEY: "Now",
        "consent": "on",
    } | changes


def send(client, language="en", **changes):
    return fill_in(client, language, **changes).press()


def fill_in(client, language="en", **changes) -> Robot:
    """Page after page, as far as the one that shows all answers."""
    robot = Robot(client).open(f"/{language}/volunteer/")
    return robot.walk_to_check(answers(**changes))


def choose(client, application, moment, language="en"):
    return client.post(
        step_page(application, "choose", language),
        seen(application) | {"choose-time": moment},
    )


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_an_application_is_stored_and_confirmed_in_its_language(client, site, language):
    robot = send(client, language)

    case = VolunteerApplication.objects.get()
    assert robot.address == f"/{language}/volunteer/sent/{case.handle}/"
    assert robot.reference == case.reference
    assert (case.state, case.language) == ("applied", language)
    assert case.consent_wording == CONSENT[language]
    assert [message.name for message in Message.objects.all()] == ["received"]


def test_every_answer_is_stored_under_its_key(client, site):
    send(client)

    case = VolunteerApplication.objects.get()
    assert (case.is_adult, case.region) == (True, "liberec")
    assert (case.spoken, case.other_languages) == (["cs", "ar"], "Romani")
    assert case.availability == ["0-morning", "6-evening"]
    assert case.interests == ["talk", "anything"]
    assert case.motivation == "I came here once myself."
    assert case.answers[0]["value"] == "Now"


def test_checking_shows_all_answers_and_sending_them_loses_none(client, site):
    robot = fill_in(client)
    page = str(robot.page)
    robot.press()

    assert "Monday – morning<br/>Sunday – evening" in page
    case = VolunteerApplication.objects.get()
    assert (case.is_adult, case.spoken) == (True, ["cs", "ar"])
    assert case.availability == ["0-morning", "6-evening"]


def test_changing_one_answer_keeps_it_and_carries_the_others(client, site):
    robot = fill_in(client)

    robot.press(robot.button("time"))
    kept = robot.values
    robot.type({"availability": "1-evening"}).press()

    assert kept == {"availability": ["0-morning", "6-evening"]}
    assert robot.controls == [], "straight back to all answers"
    robot.press()
    case = VolunteerApplication.objects.get()
    assert (case.availability, case.spoken) == (["1-evening"], ["cs", "ar"])
    assert case.motivation == "I came here once myself."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_asks_one_topic_after_the_other(client, site, language):
    robot, asked = Robot(client).open(f"/{language}/volunteer/"), []

    while robot.controls:
        asked.append(set(robot.names))
        robot.type(answers()).press()

    for names, (_key, _title, wanted) in zip(asked, VolunteerForm.groups, strict=True):
        assert names >= set(wanted)
    assert robot.button("send")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("is_adult", "", "Choose yes or no."),
        ("is_adult", "perhaps", "perhaps"),
        ("region", "", "Choose one region."),
        ("region", "atlantis", "atlantis"),
        ("spoken", [], "Choose at least one language."),
        ("spoken", ["tlh"], "tlh"),
        ("availability", ["8-noon"], "8-noon"),
        ("interests", [], "Choose at least one."),
        ("motivation", "", "Write a sentence"),
        ("motivation", "x" * 2001, "at most 2000"),
        ("other_languages", "a\0b", "Null characters"),
        ("consent", "", "Without your agreement"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_lost(
    client, site, field, typed, words
):
    """Posted at once: some of it cannot be typed into the page, and machines try."""
    response = client.post("/en/volunteer/", answers(step="send", **{field: typed}))

    page = response.content.decode()
    assert response.status_code == 200
    assert "error-summary" in page
    assert words in page
    assert 'value="Example Person"' in page
    assert not VolunteerApplication.objects.exists()


def test_the_same_box_sent_many_times_counts_once(client, site):
    """No page has such boxes, so it is posted: a machine sent it."""
    many = {"spoken": ["cs"] * 200, "availability": ["1-evening"] * 200}
    client.post("/en/volunteer/", answers(step="send", **many))

    case = VolunteerApplication.objects.get()
    assert (case.spoken, case.availability) == (["cs"], ["1-evening"])


def test_somebody_under_age_may_apply_and_the_coordinator_decides(client, site):
    send(client, is_adult="no")

    assert VolunteerApplication.objects.get().is_adult is False


def test_the_same_form_sent_twice_is_one_application(client, site):
    robot = fill_in(client)

    for _again in range(2):
        robot.again().press()

    assert VolunteerApplication.objects.count() == 1
    assert Message.objects.count() == 1


def test_one_switch_closes_the_form_in_every_language(client, site):
    robot = fill_in(client)
    Intake.objects.update(is_open=False)

    for language in ("cs", "en", "ar"):
        assert client.get(f"/{language}/volunteer/").status_code == 409
    assert "This form is closed" in robot.press().text
    assert not VolunteerApplication.objects.exists()


def test_groups_hold_every_fixed_question_once():
    grouped = [name for _key, _title, names in VolunteerForm.groups for name in names]

    assert sorted(grouped) == sorted({*VolunteerForm.base_fields} - {"idempotency_key"})
    assert 4 <= len(VolunteerForm.groups) <= 6


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_the_status_page_offers_the_times_in_every_language(client, invited, language):
    page = (
        enter(client, invited, language)
        .get(own_page(invited, language))
        .content.decode()
    )

    with translation.override(language):
        days = [long_date(moment) for moment in invited.offered_times]
    assert all(day in page for day in days)
    assert page.count('type="radio"') == 2
    assert invited.interview_where in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_applicant_chooses_a_time(client, invited, language):
    moment = invited.offered_times[1]
    enter(client, invited, language)

    response = choose(client, invited, moment_key(moment), language)

    invited.refresh_from_db()
    assert response.status_code == 302
    assert (invited.state, invited.interview_at) == ("interview_booked", moment)
    page = client.get(own_page(invited, language)).content.decode()
    with translation.override(language):
        assert long_date(moment) in page
    assert f"{own_page(invited, language)}calendar/" in page


@pytest.mark.parametrize(
    "typed", ["", "x", "\0", "2027-02-03T18:00:00+00:00", "9" * 5000]
)
def test_a_time_that_is_not_offered_is_refused_with_the_others_to_choose(
    client, invited, typed
):
    enter(client, invited)

    response = choose(client, invited, typed)

    invited.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, invited.state) == (422, "interview_offered")
    assert "error-summary" in page
    assert page.count('type="radio"') == 2


def test_a_time_that_is_over_is_not_offered_any_more(client, site):
    over, ahead = in_days(-1), in_days(1)
    application = VolunteerApplicationFactory(
        state="interview_offered", offered_times=[over, ahead]
    )
    enter(client, application)

    response = choose(client, application, moment_key(over))

    page = response.content.decode()
    assert response.status_code == 422
    assert "cannot be chosen any more" in page
    assert page.count('type="radio"') == 1


def test_when_all_times_are_over_the_page_says_that_new_ones_come(client, site):
    application = VolunteerApplicationFactory(
        state="interview_offered", offered_times=[in_days(-1)]
    )
    enter(client, application)

    page = client.get(own_page(application)).content.decode()
    refused = choose(client, application, moment_key(in_days(-1)))

    assert "We will offer new ones." in page
    assert 'type="radio"' not in page
    assert refused.status_code == 409


def test_times_that_were_replaced_meanwhile_change_nothing(client, invited):
    enter(client, invited)
    stale = invited.version
    VolunteerApplication.objects.filter(pk=invited.pk).update(version=stale + 1)

    response = choose(client, invited, moment_key(invited.offered_times[0]))

    invited.refresh_from_db()
    assert (response.status_code, invited.state) == (409, "interview_offered")


def test_withdrawing_asks_once_more_without_a_word_about_seats(client, invited):
    enter(client, invited)

    question = client.get(step_page(invited, "withdraw")).content.decode()
    client.post(step_page(invited, "withdraw"), seen(invited))

    invited.refresh_from_db()
    assert "Are you sure?" in question
    assert "seat" not in question
    assert invited.state == "withdrawn"


@pytest.mark.parametrize(
    "step", ["invite", "hold", "book", "train", "ready", "decline"]
)
def test_a_step_of_the_staff_is_not_the_applicants(client, invited, step):
    enter(client, invited)

    response = client.post(step_page(invited, step), seen(invited))

    invited.refresh_from_db()
    assert (response.status_code, invited.state) == (409, "interview_offered")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "applied",
            "We have your application. We will offer you times for an interview.",
        ),
        ("interviewed", "We have met. We will write to you how it goes on."),
        (
            "not_now",
            "We cannot use your help just now. We keep your application for later.",
        ),
        (
            "course_booked",
            "There you receive the guide “The How and The Why of Helping People from "
            "Other Countries”.",
        ),
        (
            "trained",
            "Keep the guide “The How and The Why of Helping People from Other "
            "Countries”: it will help you.",
        ),
        (
            "ready",
            "You are a volunteer now. We will write to you when somebody needs you.",
        ),
        ("declined", "We could not take you as a volunteer. We wrote to you why."),
        (
            "withdrawn",
            "Your application is withdrawn. You can apply again at any time.",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_status_page_says_where_the_application_stands(
    client, site, state, words, language
):
    application = VolunteerApplicationFactory(state=state)
    enter(client, application, language)

    page = client.get(own_page(application, language)).content.decode()

    with translation.override(language):
        assert gettext(words) in page
    assert application.reference in page
    for secret in (application.full_name, application.email, application.motivation):
        assert secret not in page


def test_the_booked_interview_is_a_calendar_entry(client, site):
    moment = in_days(3)
    application = VolunteerApplicationFactory(
        state="interview_booked", interview_at=moment
    )
    enter(client, application)

    response = client.get(f"{own_page(application)}calendar/")

    [entry] = Calendar.from_ical(response.content).walk("VEVENT")
    assert entry.decoded("dtstart") == moment
    assert entry["location"] == "Example street 1"
    assert entry["summary"] == "Interview: volunteering"
    assert application.full_name not in response.content.decode()


def test_the_message_brings_the_calendar_file_and_moving_keeps_its_identifier(invited):
    times = invited.offered_times
    booked = perform(invited, "choose", by=APPLICANT, details={"time": times[0]})
    put(booked, state="interview_offered", offered_times=[times[1]])
    perform(booked, "choose", by=APPLICANT, details={"time": times[1]})

    entries = [
        Calendar.from_ical(message.attachments[0]["text"]).walk("VEVENT")[0]
        for message in Message.objects.order_by("pk")
    ]
    assert [entry.decoded("dtstart") for entry in entries] == times
    assert len({str(entry["uid"]) for entry in entries}) == 1
    assert entries[0]["sequence"] < entries[1]["sequence"]


def test_without_an_appointment_the_calendar_leads_back(client, site):
    application = VolunteerApplicationFactory()
    enter(client, application)

    response = client.get(f"{own_page(application)}calendar/")

    assert (response.status_code, response["Location"]) == (302, own_page(application))


@pytest.mark.parametrize(
    ("day", "offset"), [("2027-03-26", 1), ("2027-03-29", 2), ("2027-11-01", 1)]
)
def test_an_interview_at_six_stays_at_six_across_the_clocks(day, offset):
    moment = datetime.fromisoformat(f"{day}T18:00").replace(
        tzinfo=ZoneInfo("Europe/Prague")
    )
    application = VolunteerApplicationFactory(
        state="interview_booked", interview_at=moment.astimezone(UTC)
    )

    [file] = application.attachments("interview_booked", "en")

    [entry] = Calendar.from_ical(file["text"]).walk("VEVENT")
    assert entry.decoded("dtstart").isoformat() == f"{day}T18:00:00+0{offset}:00"
    assert application.message_facts("en")["interview"].endswith(", 18:00")


@pytest.mark.parametrize(
    "name",
    [
        "received", "invited", "interview_booked", "not_now", "declined",
        "course_booked", "trained", "ready", "withdrawn",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["cs", "en", "uk", "ar"])
def test_every_message_can_be_written_in_every_language(name, language):
    application = VolunteerApplicationFactory(
        state="ready", offered_times=[in_days(2)], interview_at=in_days(2)
    )
    application.course_at = in_days(3)
    application._change_reason = "An example reason"

    subject, body = render_message(application, name, language)

    assert subject
    assert application.full_name in body
    assert STATUS_LINK_MARK in body
    assert "None" not in body
