"""A weekly series with one date taken: asked for, approved, rules accepted."""

import pytest
from playwright.sync_api import expect

from forms_app.engine.status_link import token_for
from forms_app.models import RoomRequest
from forms_app.roles import ROOM_COORDINATORS
from home.templatetags.display import long_date
from tests.browser.steps import faults
from tests.factories import RoomRequestFactory, make_room_site, make_staff
from tests.factories.rooms import in_days

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.small_site,
]

MEETING = {
    "purpose": "Dance lesson",
    "head_count": "12",
    "begins": "10:00",
    "ends": "12:00",
}
PERSON = {"full_name": "Example Person", "email": "person@example.org"}


@pytest.fixture
def site(live_server, settings):
    settings.SITE_URL = live_server.url
    return make_room_site()


def press(page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).click()


def fill(page, answers: dict[str, str]) -> None:
    for name, typed in answers.items():
        page.fill(f"[name={name}]", typed)


def ask_for_a_series(page, site) -> RoomRequest:
    page.goto(site.form_address())
    fill(page, MEETING)
    page.fill("[name=first_day]", in_days(14).isoformat())
    page.fill("[name=repeat_until]", in_days(28).isoformat())
    press(page, "button[value=check]")
    fill(page, PERSON)
    page.check("[name=consent]")
    press(page, "button[value=check]")

    dates = page.locator(".room-dates li")
    expect(dates).to_have_count(3)
    taken = dates.nth(1)
    expect(taken).to_contain_text(long_date(in_days(21)))
    expect(taken).to_contain_text("The room is taken at this time.")
    assert not RoomRequest.objects.filter(purpose="Dance lesson").exists()

    press(page, "button[value=send]")
    expect(page.locator("[data-reference]")).to_be_visible()
    return RoomRequest.objects.get(purpose="Dance lesson")


def approve(page, case: RoomRequest) -> None:
    make_staff("coordinator", ROOM_COORDINATORS)
    page.goto("/admin/login/")
    page.fill("[name=username]", "coordinator")
    page.fill("[name=password]", "example")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    page.goto("/admin/room-requests/")
    with page.expect_navigation():
        page.get_by_role("link", name=case.reference).click()
    with page.expect_navigation():
        page.get_by_role("link", name="Approve", exact=True).click()
    expect(page.locator(".case__previews")).to_contain_text("accept the house rules")
    with page.expect_navigation():
        page.get_by_role("button", name="Approve", exact=True).click()


def accept(page, case: RoomRequest) -> None:
    page.goto(f"/en/case/{token_for(case.link_nonce)}/")
    press(page, "main form button")
    with page.expect_navigation():
        page.get_by_role("link", name="Accept the house rules").click()
    expect(page.get_by_role("link", name="Read the house rules")).to_be_visible()
    press(page, "main form button[type=submit]")
    expect(page.locator("main")).to_contain_text("The room is yours.")


def test_a_series_with_a_conflict_is_asked_for_approved_and_confirmed(
    site, desk, phone_without_scripts
):
    RoomRequestFactory(
        room=site.room, state="confirmed", first_day=in_days(21), purpose="A wedding"
    )

    case = ask_for_a_series(phone_without_scripts, site)
    approve(desk, case)
    accept(phone_without_scripts, case)

    case.refresh_from_db()
    assert (case.state, case.rules) == ("confirmed", site.rules)
    states = [each.state for each in case.all_slots]
    assert states == ["held", "missed", "held"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_lending_has_no_barriers(old_phone, site, language):
    RoomRequestFactory(room=site.room, state="confirmed", first_day=in_days(21))
    page = old_phone
    for address in (
        site.page_address(language),
        f"{site.page_address(language)}?month={in_days(21):%Y-%m}",
        f"/{language}/room-request/",
        f"{site.form_address(language)}?cleared",
    ):
        page.goto(address)
        assert faults(page) == [], address

    page.goto(site.form_address(language))
    press(page, "button[value=check]")
    assert faults(page) == [], "errors"
    fill(page, MEETING)
    page.fill("[name=first_day]", in_days(21).isoformat())
    press(page, "button[value=check]")
    assert faults(page) == [], "second step"
    fill(page, PERSON)
    page.check("[name=consent]")
    press(page, "button[value=check]")
    assert faults(page) == [], "taken"
    press(page, "form button[value=change]")
    page.fill("[name=first_day]", in_days(14).isoformat())
    page.fill("[name=repeat_until]", in_days(28).isoformat())
    press(page, "button[value=check]")
    press(page, "button[value=check]")
    assert faults(page) == [], "check"
    press(page, "button[value=send]")
    assert faults(page) == [], "confirmation"
    page.goto(f"/{language}/case/")
    assert faults(page) == [], "status"
