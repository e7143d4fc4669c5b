from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import CourseRun
from forms_app.engine.outbox import Message
from forms_app.engine.states import Role
from tests.factories import CourseRunFactory, RegistrationFactory, make_small_site
from tests.forms_app.engine.inbox.pages import address, main_words, parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def case(run):
    return RegistrationFactory(run=run)


@pytest.fixture
def take(main_desk):
    """Send the form of a step, as it was shown with the case's present version."""

    def send(case, step, **typed):
        typed = {"version": case.version, "reason": ""} | typed
        return main_desk.post(address("step", case, step), typed)

    return send


def everything_about(case):
    """What may not change when a step is refused."""
    case.refresh_from_db()
    return (
        case.state,
        case.version,
        case.queued_at,
        case.offer_expires_at,
        case.history.count(),
        Message.objects.about(case).count(),
    )


# The step is taken


def test_step_moves_the_case_and_leads_back_to_it(take, case):
    response = take(case, "offer")
    case.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, address("case", case))
    assert (case.state, case.version) == ("offered", 1)


def test_step_says_what_was_done(take, main_desk, case):
    page = parsed(main_desk.get(take(case, "offer")["Location"]))
    assert "Done: Offer a seat." in words(page.select_one(".messages"))


def test_step_is_recorded_with_person_and_reason(take, case, coordinator):
    take(case, "decline", reason="  No seat in any course  ")
    row = case.history.latest()
    assert (row.step, row.role, row.history_user, row.history_change_reason) == (
        "decline",
        Role.STAFF,
        coordinator,
        "No seat in any course",
    )


def test_step_writes_its_message_with_the_reason(take, case):
    take(case, "decline", reason="No seat in any course")
    message = Message.objects.about(case).get()
    assert (message.name, message.recipient, message.delivery) == (
        "declined",
        case.email,
        Message.Delivery.WAITING,
    )
    assert ["No seat in any course" in part["text"] for part in message.parts] == [
        True,
        True,
    ]


def test_internal_step_writes_no_message(take, case):
    take(case, "place")
    case.refresh_from_db()
    assert case.state == "eligible"
    assert not Message.objects.exists()


# The step is refused: 409, words, and nothing changes


def refused(response):
    alert = parsed(response).main.find(attrs={"role": "alert"})
    return response.status_code, words(alert)


def full(run):
    RegistrationFactory.create_batch(run.capacity, run=run, state="confirmed")


def waiting_list_full(run):
    size = run.waiting_list_size
    RegistrationFactory.create_batch(size, run=run, state="waitlisted")


def cancelled(run):
    run.is_cancelled = True
    run.save()


def somebody_waits(run):
    RegistrationFactory(run=run, state="waitlisted")


@pytest.mark.parametrize(
    ("prepare", "step", "words_of_refusal"),
    [
        (full, "offer", "The course is full."),
        (cancelled, "offer", "This course was cancelled."),
        (
            somebody_waits,
            "offer",
            "Others wait longer for this course. To offer out of order, say why.",
        ),
        (waiting_list_full, "waitlist", "The waiting list is full."),
        (cancelled, "waitlist", "This course was cancelled."),
    ],
)
def test_step_that_the_guard_refuses_says_why_and_changes_nothing(
    take, case, prepare, step, words_of_refusal
):
    prepare(case.run)
    before = everything_about(case)
    response = take(case, step)
    assert refused(response) == (409, words_of_refusal)
    assert everything_about(case) == before


def test_refused_step_keeps_the_reason_that_was_typed(take, case):
    full(case.run)
    page = parsed(take(case, "offer", reason="مع طفل صغير"))
    kept = page.main.find("div", string="مع طفل صغير")
    assert kept["dir"] == "auto"


def test_offer_out_of_order_with_a_reason_is_taken(take, case):
    somebody_waits(case.run)
    take(case, "offer", reason="Has a small child")
    case.refresh_from_db()
    assert case.state == "offered"


def test_seat_with_a_deposit_is_confirmed_by_a_coordinator(take):
    run = CourseRunFactory(deposit=2000)
    case = RegistrationFactory(run=run, state="offered")
    take(case, "accept")
    case.refresh_from_db()
    assert case.state == "confirmed"


def test_seat_in_a_cancelled_course_is_not_confirmed(take, run):
    case = RegistrationFactory(run=run, state="offered")
    cancelled(run)
    before = everything_about(case)
    assert refused(take(case, "accept")) == (409, "This course was cancelled.")
    assert everything_about(case) == before


NOT_POSSIBLE = "This step is not possible in the present state."


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("received", "accept"),  # not from this state
        ("offered", "lapse"),  # not by people
        ("declined", "withdraw"),  # finished
        ("received", "submit"),
        ("received", "no-such-step"),
    ],
)
def test_step_that_is_not_in_the_table_is_refused(main_desk, run, method, state, step):
    case = RegistrationFactory(run=run, state=state)
    before = everything_about(case)
    send = getattr(main_desk, method)
    response = send(address("step", case, step), {"version": 0, "reason": "Because"})
    assert refused(response) == (409, NOT_POSSIBLE)
    assert everything_about(case) == before


def test_step_outside_the_table_keeps_the_reason_that_was_typed(take, case):
    response = take(case, "accept", reason="Because it rains")
    assert "What you wrote: Because it rains" in main_words(response)


def test_step_is_refused_to_a_superuser_too(client, admin_user, run):
    case = RegistrationFactory(run=run, state="declined")
    client.force_login(admin_user)
    response = client.post(
        address("step", case, "withdraw"), {"version": 0, "reason": "I may do all"}
    )
    case.refresh_from_db()
    assert (response.status_code, case.state) == (409, "declined")


# Two people at once


def test_stale_version_is_refused_with_words_and_changes_nothing(take, case):
    stale = case.version
    take(case, "place")
    before = everything_about(case)
    response = take(case, "decline", version=stale, reason="No seat")
    assert refused(response) == (
        409,
        "Somebody changed this case while you were reading it. Look again.",
    )
    assert everything_about(case) == before


def test_stale_version_loses_nothing_that_was_typed(take, case):
    take(case, "place")
    page = main_words(take(case, "decline", version=0, reason="No seat for children"))
    assert "What you wrote: No seat for children Back to the case" in page


def test_same_step_sent_twice_is_taken_once(take, case):
    take(case, "offer", version=0)
    before = everything_about(case)
    assert take(case, "offer", version=0).status_code == 409
    assert everything_about(case) == before


# What is wrong in the form: 422


@pytest.mark.parametrize("step", ["redirect", "decline", "cancel"])
@pytest.mark.parametrize("reason", ["", "   \n "])
def test_refusal_without_a_reason_asks_for_it_and_changes_nothing(
    take, case, step, reason
):
    before = everything_about(case)
    assert refused(take(case, step, reason=reason)) == (422, "Please give a reason.")
    assert everything_about(case) == before


@pytest.mark.parametrize("reason", ["a\0b", "x" * 2001])
def test_reason_that_cannot_be_stored_is_refused_with_words(take, case, reason):
    before = everything_about(case)
    status, said = refused(take(case, "decline", reason=reason))
    assert (status, bool(said)) == (422, True)
    assert everything_about(case) == before


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "9" * 40, "\0"])
def test_version_that_was_tampered_with_changes_nothing(take, case, version):
    before = everything_about(case)
    response = take(case, "offer", version=version)
    assert response.status_code in {409, 422}
    assert everything_about(case) == before


def test_form_without_a_version_changes_nothing(main_desk, case):
    before = everything_about(case)
    response = main_desk.post(address("step", case, "offer"), {"reason": ""})
    assert response.status_code == 422
    assert everything_about(case) == before


def test_form_that_lacks_only_its_version_says_what_is_wrong(main_desk, case):
    response = main_desk.post(address("step", case, "offer"), {"reason": ""})
    assert parsed(response).main.find(attrs={"role": "alert"}) is not None


# Before the step: what it will do


def previews(response):
    return {
        section["lang"]: (section["dir"], words(section.h3), words(section.div))
        for section in parsed(response).select(".case__previews section")
    }


def preview(main_desk, case, step):
    return previews(main_desk.get(address("step", case, step)))


def test_step_shows_its_message_in_both_languages(main_desk, run, catalogue):
    catalogue(
        ar={
            "We cannot offer you a seat": "لا مكان",
            "The reason:": "السبب:",
            "(the reason that you write above)": "(سبب)",
        }
    )
    shown = preview(main_desk, RegistrationFactory(run=run, language="ar"), "decline")
    assert {code: each[:2] for code, each in shown.items()} == {
        "ar": ("rtl", "العربية: لا مكان"),
        "en": ("ltr", "English: We cannot offer you a seat"),
    }
    assert "السبب: \u2068(سبب)\u2069" in shown["ar"][2]
    assert "The reason: \u2068(the reason that you write above)\u2069" in shown["en"][2]


def test_message_in_the_coordinator_s_own_language_is_shown_once(main_desk, case):
    assert [*preview(main_desk, case, "decline")] == ["en"]


def test_preview_of_an_offer_tells_its_deadline(main_desk, case):
    deadline = timezone.localdate() + timedelta(days=case.run.days_to_accept)
    _dir, _subject, text = preview(main_desk, case, "offer")["en"]
    assert f"Please accept it by {deadline.day} {deadline:%B %Y}" in text


def test_preview_names_the_course_as_its_page_does(main_desk):
    website = make_small_site()
    run = CourseRunFactory(course=website.course, place=website.place)
    case = RegistrationFactory(run=run, language="ar")
    shown = preview(main_desk, case, "decline")
    assert ("Czech ar" in shown["ar"][2], "Czech en" in shown["en"][2]) == (True, True)


def test_preview_stores_nothing(main_desk, case):
    before = everything_about(case)
    assert "en" in preview(main_desk, case, "offer")
    assert everything_about(case) == before


def test_preview_of_an_internal_step_says_that_nobody_is_written_to(main_desk, case):
    page = main_words(main_desk.get(address("step", case, "place")))
    assert "Nothing. This step is internal." in page


@pytest.mark.parametrize(
    ("seated", "subject"),
    [
        (0, "English: A seat for you: please accept it"),
        (1, "English: You are on the waiting list"),
    ],
)
def test_preview_of_an_internal_step_shows_what_it_leads_to(
    take, main_desk, seated, subject
):
    run = CourseRunFactory(capacity=1, enrolment=CourseRun.Enrolment.FIRST_COME)
    RegistrationFactory.create_batch(seated, run=run, state="confirmed")
    case = RegistrationFactory(run=run, level="a1")
    before = everything_about(case)
    assert preview(main_desk, case, "place")["en"][1] == subject
    assert everything_about(case) == before
    take(case, "place")
    assert f"English: {Message.objects.about(case).get().subject}" == subject


def test_preview_without_an_address_says_that_somebody_has_to_call(main_desk, run):
    case = RegistrationFactory(run=run, email="", phone="+420777123456")
    page = main_words(main_desk.get(address("step", case, "decline")))
    assert "The message becomes a task: call and tell them." in page


def test_reason_of_a_step_without_message_is_for_staff_only(main_desk, case):
    page = main_words(main_desk.get(address("step", case, "place")))
    assert "Only staff see this, in the history of the case." in page


def test_reason_that_the_applicant_reads_says_in_which_language(main_desk, run):
    case = RegistrationFactory(run=run, language="ar")
    page = main_words(main_desk.get(address("step", case, "decline")))
    assert "The applicant reads this in the message. Their language: العربية." in page


def test_reason_that_was_refused_stays_in_its_field(take, case):
    typed = "x" * 2001
    field = parsed(take(case, "decline", reason=typed)).find("textarea")
    assert field.text.strip() == typed


def test_first_come_seat_that_becomes_free_is_offered_to_the_next(take):
    run = CourseRunFactory(capacity=1, enrolment=CourseRun.Enrolment.FIRST_COME)
    seated = RegistrationFactory(run=run, state="confirmed")
    waiting = RegistrationFactory(run=run, state="waitlisted")
    take(seated, "withdraw")
    waiting.refresh_from_db()
    row = waiting.history.latest()
    assert (waiting.state, row.role, row.history_user) == ("offered", Role.SYSTEM, None)
