"""The public way: read, register, check, send, confirmation, status."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.models import Intake, Message, Registration
from tests.applicant import own_page
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    RegistrationFactory,
    make_small_site,
)
from tests.factories.pages import CONSENT, QUESTION_KEY
from tests.journeys.html_forms import entries
from tests.journeys.robot import URLENCODED, Robot

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def run(site):
    return CourseRunFactory(course=site.course, place=site.place)


def answers(**changes) -> dict:
    return {
        "full_name": "Example Person",
        "email": "person@example.org",
        "phone": "",
        "level": "none",
        QUESTION_KEY: "friend",
        "consent": "on",
    } | changes


def fill_in(client: Client, address: str, **changes) -> Robot:
    """As far as the page that shows all answers."""
    return Robot(client).open(address).walk_to_check(answers(**changes))


def send(client: Client, address: str, **changes) -> Robot:
    return fill_in(client, address, **changes).press()


def title_of(response) -> str:
    return " ".join(TITLE.search(response.content.decode()).group(1).split())


@pytest.mark.parametrize("language", ["cs", "en", "ar"])
def test_a_registration_is_stored_and_confirmed_in_its_language(
    client, site, run, language
):
    address = site.form_address(run, language)

    robot = send(client, address)

    registration = Registration.objects.get()
    assert robot.log[-2:] == [
        (303, address),
        (200, f"{address}sent/{registration.handle}/"),
    ]
    assert robot.reference == registration.reference
    assert (registration.language, registration.run) == (language, run)
    assert registration.consent_wording == CONSENT[language]


def test_answers_have_one_key_and_value_in_every_language(client, site):
    for language in ("cs", "en", "ar"):
        run = CourseRunFactory(course=site.course, place=site.place)
        send(client, site.form_address(run, language))

    stored = [case.answers[0] for case in Registration.objects.order_by("pk")]
    assert {(each["key"], each["value"]) for each in stored} == {
        (QUESTION_KEY, "friend")
    }
    assert [each["answer"] for each in stored] == [
        "Od kamaráda",
        "From a friend",
        "من صديق",
    ]


def test_a_beginner_is_offered_a_seat_at_once(client, site, run):
    send(client, site.form_address(run))

    assert Registration.objects.get().state == "offered"
    assert [message.name for message in Message.objects.all()] == ["offered"]


def test_somebody_whose_level_must_be_found_waits_for_a_coordinator(client, site, run):
    send(client, site.form_address(run), level="a_little")

    assert Registration.objects.get().state == "received"
    assert [message.name for message in Message.objects.all()] == ["received"]


def test_a_full_run_offers_the_waiting_list(client, site, run):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")

    page = client.get(site.form_address(run))
    send(client, site.form_address(run))

    assert "waiting list" in page.content.decode()
    assert Registration.objects.get(full_name="Example Person").state == "waitlisted"


def test_a_run_without_any_place_is_refused_with_words_and_other_courses(
    client, site, run
):
    """Others were quicker, while somebody was reading their answers once more."""
    robot = fill_in(client, site.form_address(run))
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    RegistrationFactory.create_batch(2, run=run, state="waitlisted")
    other = CourseRunFactory(course=site.course, place=site.place)

    robot.press()

    assert robot.status == 409
    page = str(robot.page)
    assert "The course and its waiting list are full." in page
    assert site.form_address(other) in page
    assert "person@example.org" in page, "the answers are kept for another course"
    assert Registration.objects.count() == 4


def test_sending_twice_gives_one_registration_and_one_message(client, site, run):
    robot = fill_in(client, site.form_address(run))

    for _time in range(3):
        robot.again().press()

    assert (Registration.objects.count(), Message.objects.count()) == (1, 1)


def test_going_back_to_a_new_form_and_sending_the_same_gives_one_registration(
    client, site, run
):
    send(client, site.form_address(run))
    send(client, site.form_address(run))

    assert Registration.objects.count() == 1


def test_a_parent_who_sends_the_first_childs_form_again_sees_the_first_child(
    client, site, run
):
    address = site.form_address(run)
    sent = [
        send(client, address, full_name=name)
        for name in ("First Child", "Second Child", "First Child")
    ]

    first, second = Registration.objects.order_by("pk")
    assert sent[0].address == sent[2].address
    shown = [each.reference for each in sent]
    assert shown == [first.reference, second.reference, first.reference]


def test_the_same_words_from_another_browser_are_another_registration(site, run):
    """Otherwise anyone could ask whether somebody is registered."""
    send(Client(), site.form_address(run))
    send(Client(), site.form_address(run))

    assert Registration.objects.count() == 2


def test_sending_again_after_the_run_is_full_shows_the_same_reference(client, site):
    run = CourseRunFactory(
        course=site.course, place=site.place, capacity=1, waiting_list_size=0
    )
    robot = fill_in(client, site.form_address(run))
    first, second = robot.again().press(), robot.again().press()

    case = Registration.objects.get()
    assert [first.reference, second.reference] == [case.reference] * 2


def test_the_next_person_at_a_shared_computer_gets_a_case_of_their_own(
    client, site, run
):
    """They go back to the form that was sent, and write their own name into it."""
    form = Robot(client).open(site.form_address(run))
    form.again().walk(answers())

    form.again().walk(answers(full_name="Somebody Else"))

    names = set(Registration.objects.values_list("full_name", flat=True))
    assert names == {"Example Person", "Somebody Else"}


def test_checking_the_answers_stores_nothing(client, site, run):
    robot = fill_in(client, site.form_address(run))

    assert title_of(robot.response).startswith("Check your answers")
    assert robot.rows["Full name"].startswith("Example Person")
    assert not Registration.objects.exists()


def test_changing_the_answers_keeps_them_and_complains_of_nothing(client, site, run):
    robot = fill_in(client, site.form_address(run))

    robot.press(robot.button("Change my answers"))

    assert robot.values["full_name"] == "Example Person"
    assert robot.page.select("[aria-invalid]") == []


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Write your name."),
        ("full_name", "x" * 201, "at most 200"),
        ("full_name", "a\0b", "Null characters"),
        ("email", "person@", "Check the address"),
        ("phone", "12", "Check the number"),
        ("phone", "067 123 45 67", "+380 67 123 4567"),
        ("level", "", "Choose one"),
        ("level", "expert", "expert"),
        (QUESTION_KEY, "nobody", "nobody"),
        ("consent", "", "Without your agreement"),
    ],
)
def test_a_wrong_answer_is_explained_and_nothing_is_lost(
    client, site, run, field, typed, words
):
    """Posted at once: some of it cannot be typed into the page, and machines try."""
    response = client.post(
        site.form_address(run), answers(step="send", **{field: typed})
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert title_of(response).startswith("Error: ")
    assert words in page
    for name, value in answers(**{field: typed}).items():
        if name in {"full_name", "email"} and name != field:
            assert value in page
    assert not Registration.objects.exists()


def test_without_e_mail_and_phone_nobody_could_answer(client, site, run):
    robot = Robot(client).open(site.form_address(run)).type(answers(email="")).press()

    assert "Write an e-mail or a phone number" in robot.errors[0]
    assert not Registration.objects.exists()


def test_errors_are_in_the_language_of_the_page(client, site, run):
    english = client.post(site.form_address(run), answers(full_name=""))
    arabic = client.post(site.form_address(run, "ar"), answers(full_name=""))

    assert "Write your name." in english.content.decode()
    assert "Write your name." not in arabic.content.decode()
    assert 'lang="ar" dir="rtl"' in arabic.content.decode()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("777 123 456", "+420777123456"),
        ("+380 67 123 45 67", "+380671234567"),
        ("\u202a+420 777 123 456\u202c", "+420777123456"),
        ("٧٧٧ ١٢٣ ٤٥٦", "+420777123456"),
        ("00420777123456", "+420777123456"),
    ],
)
def test_a_phone_number_in_any_way_of_writing_is_stored_alike(
    client, site, run, typed, stored
):
    send(client, site.form_address(run), email="", phone=typed)

    registration = Registration.objects.get()
    assert registration.phone == stored


def test_a_name_is_stored_composed_and_otherwise_as_typed(client, site, run):
    send(client, site.form_address(run), full_name="Nguye\u0302\u0303n A")

    assert Registration.objects.get().full_name == "Nguy\u1ec5n A"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_cancelled": True}, "This course was cancelled."),
        ({"registration_closes_at": timezone.now()}, "not open now"),
    ],
)
def test_a_closed_run_says_so_and_takes_nobody(client, site, change, words):
    run = CourseRunFactory(course=site.course, place=site.place, **change)

    for response in (
        client.get(site.form_address(run)),
        client.post(site.form_address(run), answers(step="send")),
    ):
        assert response.status_code == 409
        assert words in response.content.decode()
    assert not Registration.objects.exists()


def test_one_switch_closes_the_form_in_every_language(client, site, run):
    before = [
        client.get(site.form_address(run, each)).status_code
        for each in ("cs", "ar", "en")
    ]
    Intake.objects.update(is_open=False)
    after = [
        client.get(site.form_address(run, each)).status_code
        for each in ("cs", "ar", "en")
    ]

    assert (before, after) == ([200] * 3, [409] * 3)


def test_an_unknown_run_is_not_found(client, site):
    assert client.get("/en/registration/no-such-run/").status_code == 404


def test_the_confirmation_without_a_pass_tells_how_to_come_back(client, site, run):
    response = client.get(f"{site.form_address(run)}sent/")

    assert response.status_code == 410
    assert "Open your link again" in response.content.decode()


def test_pages_with_answers_are_kept_nowhere(client, site, run):
    address = site.form_address(run)
    sent = send(client, address).address
    case = own_page(Registration.objects.get())

    for path in (address, f"{address}sent/", sent, "/en/case/", case):
        response = client.get(path)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "strict-origin"


def test_every_form_says_its_kind(client, site, run):
    address = site.form_address(run)
    check = fill_in(client, address).response

    for response in (client.get(address), check):
        assert 'data-form="course-registration"' in response.content.decode()


def test_a_thousand_fields_are_refused_with_words(client, site, run):
    response = client.post(
        site.form_address(run), {f"field{n}": "x" for n in range(1001)}
    )

    assert response.status_code == 400
    assert "branch" in response.content.decode()


def test_form_names_the_place_where_the_run_will_be(client, site):
    """A place that has moved by the first lesson."""
    today = timezone.localdate()
    moved = PlaceFactory(name="Old", valid_until=today, successor=site.place)
    run = CourseRunFactory(course=site.course, place=moved)
    assert run.starts_on > today

    page = client.get(site.form_address(run)).content.decode()
    choices = client.get(site.forms["en"].url).content.decode()

    assert ("Branch en" in page, "Old" in page) == (True, False)
    assert ("Branch en" in choices, "Old" in choices) == (True, False)


def test_sending_asks_for_no_page(client, site, run, django_assert_max_num_queries):
    """Neither its frame nor its translations: the answer is a redirect."""
    robot = fill_in(client, site.form_address(run))
    button = robot.primary
    body = urlencode(entries(robot.page, robot.form, button))
    with django_assert_max_num_queries(14):
        client.post(robot.address, body, content_type=URLENCODED)


def test_a_refused_form_shows_its_run_and_reads_it_once_more(
    client, site, django_assert_max_num_queries
):
    """Sending reads only what names the run; its page needs the rest."""
    full = CourseRunFactory(
        course=site.course, place=site.place, capacity=1, waiting_list_size=0
    )
    RegistrationFactory(run=full, state="confirmed")
    address = site.form_address(full)
    with django_assert_max_num_queries(1000) as queries:
        answer = client.post(
            address, answers(idempotency_key=uuid.uuid4(), step="send")
        )
    assert answer.status_code == 409
    reads = [
        each for each in queries if each["sql"].startswith('SELECT "events_courser')
    ]
    assert "The course and its waiting list are full." in answer.content.decode()
    assert len(reads) <= 4
