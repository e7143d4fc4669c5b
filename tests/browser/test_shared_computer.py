"""The computer of the library: several cases in its tabs, then somebody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.applicant import secret_link
from tests.browser.steps import faults, follow
from tests.factories import RegistrationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_link(page: Page, case) -> None:
    page.goto(secret_link(case))
    follow(page, page.locator("main form button"))


@pytest.mark.parametrize("browser_of", ["desk", "phone_without_scripts"])
def test_each_tab_keeps_its_own_case_and_leaving_closes_all(browser_of, request, run):
    page = request.getfixturevalue(browser_of)
    first, second = (RegistrationFactory(run=run, state="offered") for _ in range(2))
    open_link(page, first)
    other_tab = page.context.new_page()
    open_link(other_tab, second)

    follow(page, page.get_by_role("link", name="Withdraw my registration"))
    follow(page, page.get_by_role("button", name="Withdraw my registration"))
    expect(page.locator("[data-reference]")).to_have_text(first.reference)
    for case in (first, second):
        case.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "offered")

    follow(other_tab, other_tab.get_by_role("link", name="See what else is open"))
    expect(other_tab.locator("main li")).to_have_count(2)
    follow(other_tab, other_tab.get_by_role("button", name="Leave and clear"))
    for tab in (page, other_tab):
        tab.go_back()
        expect(tab.locator("h1")).to_have_text("Open your link again")
        for case in (first, second):
            expect(tab.locator("body")).not_to_contain_text(case.reference)


@pytest.mark.parametrize("language", ["en"])
def test_the_list_of_what_is_open_can_be_used_by_everybody(old_phone, run, language):
    for _number in range(2):
        case = RegistrationFactory(run=run, state="offered")
        old_phone.goto(secret_link(case, language))
        follow(old_phone, old_phone.locator("main form button"))

    old_phone.goto(f"/{language}/case/")

    assert faults(old_phone) == []
