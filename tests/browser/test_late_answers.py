"""A page that was open for too long: axe finds nothing, and the answers go on."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import barriers
from tests.factories import Question, make_request_forms

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ar", 360, "dark"), ("en", 1280, "light")]
)
def test_late_answers_are_sent_again(
    browser, live_server, website, language, width, scheme
):
    make_request_forms(Question("topic"), Question("more", "step"), Question("story"))
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # axe is injected as a script
    )
    page = context.new_page()
    page.goto(f"/{language}/request/")
    page.fill("[name=full_name]", "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.fill("[name=topic]", "An example")
    context.clear_cookies()
    with page.expect_navigation():
        page.locator("button[value=check]").click()

    assert page.locator("html").get_attribute("lang") == language
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_navigation():
        page.locator("main form button").click()

    expect(page.locator("[name=story]")).to_be_visible()
    assert page.locator("[name=topic]").get_attribute("value") == "An example"
    context.close()
