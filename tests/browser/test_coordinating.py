"""A coordinator handles a case inside the admin."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import follow, log_in
from tests.factories import RegistrationFactory, make_staff, put

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def registration(website, run):
    return RegistrationFactory(run=run, language="ar", full_name="ليلى", level="a1")


@pytest.fixture
def coordinator(website):
    return make_staff("coordinator", "Course coordinators")


def test_a_coordinator_finds_a_case_and_declines_it(desk, coordinator, registration):
    page = desk
    log_in(page, "coordinator")
    follow(page, page.get_by_role("link", name="Course registrations").first)
    follow(page, page.get_by_role("link", name=registration.reference))

    page.fill("textarea[name=text]", "Called, no answer")
    follow(page, page.get_by_role("button", name="Save the note"))
    expect(page.locator(".timeline")).to_contain_text("Called, no answer")

    follow(page, page.get_by_role("link", name="Decline"))
    follow(page, page.get_by_role("button", name="Decline"))
    expect(page.locator(".error-message")).to_have_text("Please give a reason.")
    page.fill("textarea[name=reason]", "The course is for another level")
    follow(page, page.get_by_role("button", name="Decline"))

    expect(page.locator("h1 .case-state")).to_have_text("Declined")
    timeline = page.locator(".timeline")
    expect(timeline).to_contain_text("The course is for another level")
    expect(timeline).to_contain_text("Received → Declined")
    registration.refresh_from_db()
    assert registration.history.latest().history_user == coordinator


def test_two_coordinators_at_once_see_the_conflict(desk, coordinator, registration):
    page = desk
    log_in(page, "coordinator")
    page.goto(f"/admin/registrations/case/{registration.pk}/step/decline/")
    put(registration, version=registration.version + 1)

    page.fill("textarea[name=reason]", "Too late")
    follow(page, page.get_by_role("button", name="Decline"))

    expect(page.locator("main")).to_contain_text("Nothing was changed")
    expect(page.locator("main")).to_contain_text("Too late")


def test_an_editor_sees_no_inbox(desk, website, registration):
    make_staff("editor", "Editors")
    page = desk
    log_in(page, "editor")

    expect(page.locator("nav").first).to_be_visible()
    expect(page.get_by_role("link", name="Course registrations")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Forms$"))).to_have_count(0)


def test_list_fits_a_phone_and_keeps_to_the_keyboard(old_phone, coordinator, run):
    """As cards: nothing is pushed off the screen, and a card is reached as a row is."""
    case = RegistrationFactory(
        run=run, full_name="Oleksandra Kovalenko-Petrenko" * 2, state="waitlisted"
    )
    page = old_phone
    log_in(page, "coordinator")
    page.goto("/admin/registrations/")
    cells = page.locator(".listing :is(th, td):visible")
    boxes = [each.bounding_box() for each in cells.all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    shown = page.locator(".listing tbody tr").inner_text()
    assert all(each in shown for each in (case.full_name, run.code, "Age:"))
    assert "English" not in shown

    row = page.get_by_role("row").filter(has_text=case.reference)
    expect(row.get_by_role("cell")).to_have_count(7)
    box = page.get_by_label(f"Select case {case.reference}")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=case.reference)).to_be_focused()
