"""Who sees volunteer applications, and how coordinators handle them."""

import pytest
from django.utils import timezone

from forms_app.models import Message, VolunteerApplication
from forms_app.roles import (
    COURSE_COORDINATORS,
    EDITORS,
    PLACE_COORDINATORS,
    VOLUNTEER_COORDINATORS,
)
from tests.factories import (
    PlaceFactory,
    RegistrationFactory,
    VolunteerApplicationFactory,
    make_staff,
)
from tests.factories.volunteers import in_days

pytestmark = pytest.mark.django_db

INBOX = "/admin/volunteer_applications/"
OTHER_ROLES = (EDITORS, COURSE_COORDINATORS, PLACE_COORDINATORS, None)
# What a volunteer told, none of it for other eyes.
TOLD = {
    "full_name": "Zdenka Example",
    "email": "zdenka@example.org",
    "phone": "+420777123456",
    "motivation": "I was a stranger once.",
    "other_languages": "Romani",
}


@pytest.fixture
def application():
    return VolunteerApplicationFactory(**TOLD)


@pytest.fixture
def coordinator(client):
    client.force_login(make_staff("volunteers", VOLUNTEER_COORDINATORS))
    return client


def case_url(application, name: str = "") -> str:
    return f"{INBOX}case/{application.pk}/{name}"


def step(client, application, name: str, **typed):
    data = {"version": application.version} | typed
    return client.post(case_url(application, f"step/{name}/"), data)


def local(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_volunteer_coordinators_see_every_application_with_all_that_was_told(
    coordinator, application
):
    listing = coordinator.get(INBOX).content.decode()
    page = coordinator.get(case_url(application)).content.decode()

    assert TOLD["full_name"] in listing
    assert all(told in page for told in TOLD.values())
    assert "Monday: morning, evening" in page


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_nobody_else_sees_any_of_it(client, application, role):
    """The same addresses show it to the volunteer coordinators: see above."""
    user = make_staff("somebody", role, places=[PlaceFactory()])
    client.force_login(user)

    assert not VolunteerApplication.objects.visible_to(user).exists()
    for address in (
        "/admin/",
        INBOX,
        f"{INBOX}results/",
        f"{INBOX}?q=zdenka",
        f"{INBOX}?state=applied",
        case_url(application),
        case_url(application, "step/invite/"),
    ):
        response = client.get(address, follow=True)
        page = response.content.decode()
        assert not any(told in page for told in TOLD.values())
        assert application.reference not in page


@pytest.mark.parametrize("role", OTHER_ROLES)
@pytest.mark.parametrize("action", ["step/decline/", "note/"])
def test_nobody_else_can_do_anything(client, application, role, action):
    client.force_login(make_staff("somebody", role))

    client.post(
        case_url(application, action),
        {"version": 0, "reason": "Mine now", "text": "Mine now"},
    )

    application.refresh_from_db()
    assert (application.state, application.version) == ("applied", 0)
    assert application.history.count() == 1


def test_volunteer_coordinators_see_no_other_inbox(coordinator):
    registration = RegistrationFactory(full_name="Jana Example")

    for address in (
        "/admin/registrations/",
        f"/admin/registrations/case/{registration.pk}/",
        "/admin/",
    ):
        page = coordinator.get(address, follow=True).content.decode()
        assert "Jana Example" not in page
        assert registration.reference not in page


def test_the_same_number_leads_to_two_kinds_of_cases_and_never_to_the_wrong_one(
    client, application
):
    registration = RegistrationFactory(pk=application.pk, full_name="Jana Example")
    client.force_login(make_staff("courses", COURSE_COORDINATORS))

    page = client.get(f"/admin/registrations/case/{registration.pk}/").content.decode()

    assert "Jana Example" in page
    assert not any(told in page for told in TOLD.values())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("region=liberec", ["liberec"]),
        ("spoken=ar", ["arabic"]),
        ("spoken=en", ["prague", "liberec"]),
        ("availability=2-evening", ["prague", "liberec"]),
        ("availability=5-morning", ["arabic"]),
        ("state=applied&state=ready", ["prague", "liberec", "arabic"]),
        ("q=LIBEREC", ["liberec"]),
        ("spoken=vi", []),
    ],
)
def test_filters_find_by_region_language_and_time(coordinator, query, found):
    VolunteerApplicationFactory(full_name="prague")
    VolunteerApplicationFactory(full_name="liberec", region="liberec", spoken=["en"])
    VolunteerApplicationFactory(
        full_name="arabic", spoken=["ar", "cs"], availability=["5-morning"]
    )

    page = coordinator.get(f"{INBOX}?{query}").content.decode()

    names = ("prague", "liberec", "arabic")
    shown = [name for name in names if f'dir="auto">{name}<' in page]
    assert shown == found


@pytest.mark.parametrize(
    "query", ["spoken=tlh", "availability=%00", "region=x", "state=x"]
)
def test_a_filter_that_makes_no_sense_gives_a_page(coordinator, application, query):
    assert coordinator.get(f"{INBOX}?{query}").status_code == 200


@pytest.mark.parametrize("address", [INBOX, "case"])
def test_queries_do_not_grow_with_the_cases(
    coordinator, application, django_assert_max_num_queries, address
):
    VolunteerApplicationFactory.create_batch(30)
    url = case_url(application) if address == "case" else address
    coordinator.get(url)

    with django_assert_max_num_queries(30):
        coordinator.get(url)


def test_a_coordinator_offers_times_and_the_applicant_reads_them(
    coordinator, application
):
    first, second = in_days(3), in_days(4)
    typed = {
        # Out of order and one of them twice: people type as they think.
        "invite-time_1": local(second),
        "invite-time_2": local(first),
        "invite-time_4": local(second),
        "invite-where": "Žitná 51",
    }

    preview = step(coordinator, application, "invite", preview="1", **typed)
    step(coordinator, application, "invite", **typed)

    application.refresh_from_db()
    assert (application.state, application.offered_times) == (
        "interview_offered",
        [first, second],
    )
    message = Message.objects.get()
    assert "Žitná 51" in message.parts[0]["text"]
    assert "Choose a time for your interview" in preview.content.decode()
    page = coordinator.get(case_url(application)).content.decode()
    assert "Offered times:" in page, "the timeline tells what changed"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"invite-time_1": ""}, "Offer at least one time."),
        ({"invite-time_1": "2020-01-01T10:00"}, "This time is over."),
        ({"invite-time_1": "0001-01-01T00:00"}, "Check the year"),
        ({"invite-time_1": "2099-12-31T23:59"}, "within the next twelve months"),
        ({"invite-time_1": "tomorrow"}, "Check the day and the time."),
        ({"invite-time_5": "2027-13-45T10:00"}, "The calendar has no such day."),
        ({"invite-time_1": "a\0b"}, "Check the day and the time."),
        ({"invite-where": ""}, "Write where it is."),
        ({"invite-where": "x" * 201}, "at most 200"),
    ],
)
def test_times_that_cannot_be_are_refused_with_words(
    coordinator, application, typed, words
):
    fine = {"invite-time_1": local(in_days(3)), "invite-where": "Žitná 51"}

    response = step(coordinator, application, "invite", **(fine | typed))

    application.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, application.state) == (422, "applied")
    assert words in page
    for name in fine.keys() - typed.keys():
        assert fine[name] in page, "what was right is still there"


@pytest.mark.parametrize("day", ["2027-03-28T02:30", "2027-10-31T02:30"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(
    coordinator, application, day
):
    response = step(
        coordinator, application, "invite",
        **{"invite-time_1": day, "invite-where": "Žitná 51"},
    )  # fmt: skip

    assert response.status_code == 422
    assert "couldn’t be interpreted" in response.content.decode()


def test_a_coordinator_books_a_time_for_somebody_on_the_phone(coordinator):
    application = VolunteerApplicationFactory(
        state="interview_offered", email="", phone="+420777123456"
    )
    page = coordinator.get(case_url(application, "step/choose/")).content.decode()
    moment = application.offered_times[0]

    step(coordinator, application, "choose", **{"choose-time": moment.isoformat()})

    application.refresh_from_db()
    assert page.count('type="radio"') == 2
    assert application.interview_at == moment
    assert Message.objects.get().delivery == Message.Delivery.TO_TELL


def test_a_coordinator_books_the_course(coordinator):
    application = VolunteerApplicationFactory(state="interviewed")
    moment = in_days(20)

    step(
        coordinator, application, "book",
        **{"book-at": local(moment), "book-where": "KaIC"},
    )  # fmt: skip

    application.refresh_from_db()
    assert (application.state, application.course_at, application.course_where) == (
        "course_booked",
        moment,
        "KaIC",
    )
    assert (
        Message.objects.get().attachments[0]["content_type"].startswith("text/calendar")
    )


def test_being_ready_keeps_two_days_and_no_papers(coordinator):
    application = VolunteerApplicationFactory(state="trained")
    today = timezone.localdate()

    step(
        coordinator, application, "ready",
        **{"ready-signed_on": f"{today}", "ready-insured_from": f"{today}"},
    )  # fmt: skip

    application.refresh_from_db()
    assert (application.state, application.agreement_signed_on) == ("ready", today)
    kinds = {field.get_internal_type() for field in application._meta.get_fields()}
    assert not kinds & {"FileField", "ImageField"}


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        ("", "Write the day of the signature."),
        ("2999-01-01", "Check the year"),
        ("0001-01-01", "Check the year"),
        ("31. 31. 2027", "The calendar has no such day."),
    ],
)
def test_days_that_cannot_be_are_refused_with_words(coordinator, signed, words):
    application = VolunteerApplicationFactory(state="trained")
    today = timezone.localdate()

    response = step(
        coordinator, application, "ready",
        **{"ready-signed_on": signed, "ready-insured_from": f"{today}"},
    )  # fmt: skip

    application.refresh_from_db()
    assert (response.status_code, application.state) == (422, "trained")
    assert words in response.content.decode()


def test_an_agreement_cannot_be_signed_tomorrow(coordinator):
    application = VolunteerApplicationFactory(state="trained")
    tomorrow = in_days(1).date()

    response = step(
        coordinator, application, "ready",
        **{"ready-signed_on": f"{tomorrow}", "ready-insured_from": f"{tomorrow}"},
    )  # fmt: skip

    assert "This day is still to come." in response.content.decode()


def test_answers_stand_in_the_coordinators_words_beside_the_applicants(application):
    application.language = "ar"

    rows = {str(row.question): row for row in application.answers_in("en")}

    assert rows["Where do you want to help?"].answer == "Prague"
    assert rows["Which languages do you speak?"].answer == "Czech, English"
    assert rows["Are you 18 years old or older?"].answer == "Yes"
    assert rows["Why do you want to be a volunteer?"].is_free_text
