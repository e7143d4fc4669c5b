"""What editors see before they publish a form: nothing of it stays."""

import pytest
from django.test import Client

from forms_app.models import (
    Intake,
    Message,
    PlainRequest,
    RegistrationFormPage,
    RoomRequest,
    RoomRequestFormPage,
    RoomSlot,
    VolunteerFormPage,
)
from tests.factories import (
    CourseRunFactory,
    Question,
    make_request_forms,
    make_room_site,
    make_small_site,
    make_staff,
    make_volunteer_site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

QUESTIONS = (
    Question("topic", "radio", choices=("work", "flat")),
    Question("job", shown_if="topic=work"),
    Question("rent", shown_if="topic=flat"),
    Question("when", "step"),
    Question("day", "date"),
)
RIGHT_TO_LEFT = '<html lang="ar" dir="rtl">'


def preview(page, mode: str) -> str:
    response = page.make_preview_request(None, mode)
    assert response.status_code == 200
    return response.content.decode()


def modes(page) -> list[str]:
    return [mode for mode, _label in page.preview_modes]


@pytest.fixture
def pages():
    make_small_site()
    return make_request_forms(*QUESTIONS)


def test_each_step_has_a_preview_with_all_its_questions(pages):
    page = pages["ar"]

    assert modes(page) == [
        "",
        "step-start-1",
        "step-when",
        "errors",
        "confirmation",
        "mail",
    ]
    shown = [preview(page, mode) for mode in ("", "step-start-1", "step-when")]
    assert all(RIGHT_TO_LEFT in each for each in shown)
    labels = ("topic ar", "job ar", "rent ar", "day ar")
    assert [[label in each for label in labels] for each in shown] == [
        [True, False, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]


def test_errors_are_shown_as_visitors_would_see_them(pages):
    shown = preview(pages["en"], "errors")

    assert "There is a problem" in shown
    assert "Write your name." in shown
    assert "There is a problem" not in preview(pages["en"], "")


def test_the_end_and_the_mail_are_shown_and_nothing_stays(pages):
    page = pages["ar"]
    page.confirmation_text = "شكرا"

    confirmation, mail = preview(page, "confirmation"), preview(page, "mail")

    assert RIGHT_TO_LEFT in confirmation
    assert "شكرا" in confirmation
    assert mail.count('class="mail-preview"') == 2, "the reader's language and Czech"
    assert 'lang="cs" dir="ltr"' in mail
    assert "olena@example.org" in mail
    assert "&lt;p&gt;" not in mail
    assert not PlainRequest.objects.exists()
    assert not PlainRequest.history.exists()
    assert not Message.objects.exists()


def test_a_new_page_without_an_intake_can_be_previewed(pages):
    parent = pages["en"].get_parent()
    page = type(pages["en"])(title="New", slug="new", locale=parent.locale)
    page.set_url_path(parent)
    intakes = Intake.objects.count()

    for mode in modes(page):
        assert preview(page, mode)
    assert Intake.objects.count() == intakes


def test_a_room_is_shown_with_a_date_as_if_it_were_free():
    make_room_site()
    page = RoomRequestFormPage.objects.get(locale__language_code="ar")

    assert "18:00" in preview(page, "confirmation")
    assert "18:00" in preview(page, "mail")
    assert not RoomRequest.objects.exists()
    assert not RoomSlot.history.exists()


def test_a_registration_form_shows_a_course_run():
    site = make_small_site()
    page = RegistrationFormPage.objects.get(locale__language_code="en")
    assert modes(page) == ["", "errors", "confirmation", "mail"]
    assert 'name="level"' not in preview(page, ""), "no run is there to be chosen"
    CourseRunFactory(course=site.course, place=site.place)

    assert 'name="level"' in preview(page, "")
    assert site.courses["en"].title in preview(page, "mail")


def test_the_volunteer_form_shows_each_fixed_step():
    make_volunteer_site()
    page = VolunteerFormPage.objects.get(locale__language_code="ar")

    assert modes(page)[1:5] == [
        "step-languages",
        "step-time",
        "step-interests",
        "step-consent",
    ]
    for mode in modes(page):
        assert RIGHT_TO_LEFT in preview(page, mode)


def test_the_editor_offers_the_previews(client: Client, pages):
    client.force_login(make_staff("editor", "Editors"))

    editor = client.get(f"/admin/pages/{pages['en'].pk}/edit/").content.decode()

    assert "E-mail after sending" in editor
    assert "Step 3: when en" in editor
