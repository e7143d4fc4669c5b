"""A volunteer applies and books an interview; a coordinator offers it. axe looks on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from forms_app.engine.status_link import token_for
from forms_app.models import VolunteerApplication
from forms_app.roles import VOLUNTEER_COORDINATORS
from forms_app.volunteers.pages import VolunteerForm
from tests.browser.looks import OF_STAFF
from tests.browser.steps import faults, follow, log_in
from tests.factories import (
    VolunteerApplicationFactory,
    make_staff,
    make_volunteer_site,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = {
    "full_name": "Example Person",
    "email": "person@example.org",
    "motivation": "I would like to help.",
}
BOXES = (
    ("is_adult", "yes"),
    ("region", "liberec"),
    ("spoken", "ar"),
    ("availability", "2-evening"),
    ("interests", "talk"),
)


def enter(page, application, language) -> None:
    page.goto(f"/{language}/case/{token_for(application.link_nonce)}/")
    follow(page, page.locator("main form button"))


def answer(page) -> None:
    """Whatever this step asks."""
    for name, text in TEXTS.items():
        if page.locator(f"[name={name}]").is_visible():
            page.fill(f"[name={name}]", text)
    for name, value in BOXES:
        box = page.locator(f"[name={name}][value='{value}']")
        if box.count() and box.is_visible():
            box.check()
    if page.locator("[name=consent]").is_visible():
        page.check("[name=consent]")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_applying_has_no_barriers(old_phone, language):
    page = old_phone
    make_volunteer_site()
    page.goto(f"/{language}/volunteer/")
    follow(page, page.locator("button[value=check]"))
    assert faults(page) == [], "errors"

    for _key, title, _names in VolunteerForm.groups:
        with translation.override(language):
            expect(page).to_have_title(re.compile(re.escape(str(title))))
        assert faults(page) == []
        answer(page)
        follow(page, page.locator("button[value=check]"))
    follow(page, page.locator("button[value=send]"))

    assert VolunteerApplication.objects.get().availability == ["2-evening"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_booking_an_interview_has_no_barriers(old_phone, language):
    page = old_phone
    make_volunteer_site()
    application = VolunteerApplicationFactory(
        state="interview_offered", language=language
    )

    enter(page, application, language)
    assert faults(page) == []
    follow(page, page.locator("form[action*=choose] button"))
    assert faults(page) == [], "no time chosen"
    page.locator("input[type=radio]").nth(1).check()
    follow(page, page.locator("form[action*=choose] button"))
    assert faults(page) == [], "booked"

    application.refresh_from_db()
    assert application.interview_at == application.offered_times[1]


def test_offering_times_has_no_barriers(old_phone):
    page = old_phone
    make_volunteer_site()
    application = VolunteerApplicationFactory(language="ar")
    make_staff("coordinator", VOLUNTEER_COORDINATORS)
    log_in(page, "coordinator")
    case = f"/admin/volunteer_applications/case/{application.pk}/"
    for address in ("/admin/volunteer_applications/", case, f"{case}step/invite/"):
        page.goto(address)
        assert faults(page, OF_STAFF) == [], address

    day = timezone.localdate() + timedelta(days=3)
    page.fill("[name=invite-time_1]", f"{day}T18:00")
    page.fill("[name=invite-where]", "Žitná 51")
    follow(page, page.locator("[name=preview]"))
    assert "Žitná 51" in page.locator(".case__previews").inner_text()
    assert faults(page, OF_STAFF) == [], "message"
    follow(page, page.get_by_role("button", name="Offer times for an interview"))

    application.refresh_from_db()
    assert application.state == "interview_offered"
