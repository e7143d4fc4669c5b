"""A page that was open for too long: axe finds nothing, and the answers go on."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import faults
from tests.factories import Question, make_request_forms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_late_answers_are_sent_again(old_phone, website, language):
    make_request_forms(Question("topic"), Question("more", "step"), Question("story"))
    page = old_phone
    page.goto(f"/{language}/request/")
    page.fill("[name=full_name]", "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.fill("[name=topic]", "An example")
    page.context.clear_cookies()
    with page.expect_navigation():
        page.locator("button[value=check]").click()

    assert page.locator("html").get_attribute("lang") == language
    assert faults(page) == []
    with page.expect_navigation():
        page.locator("main form button").click()

    expect(page.locator("[name=story]")).to_be_visible()
    assert page.locator("[name=topic]").get_attribute("value") == "An example"
