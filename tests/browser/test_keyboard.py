"""A visitor without a mouse: from the skip link to the sent form, always in sight."""

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What shows the focus is an outline of the element, or a line that it did not have.
FOCUS = """() => {
    const focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    const style = getComputedStyle(focused);
    return {
        text: focused.textContent.trim(),
        name: focused.getAttribute("name"),
        inSight: box.width > 1 && box.height > 1
            && box.bottom > 0 && box.top < innerHeight,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
}"""
ENOUGH = 80


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; each stop on the way must be seen."""
    for _stop in range(ENOUGH):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["inSight"], focus
        assert focus["outlined"], focus
        if page.evaluate("each => document.activeElement.matches(each)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}.")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_skip_link_is_first_and_leads_to_the_words(page, website):
    page.goto(website.courses["en"].url)
    tab_to(page, ".skip-link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "main a")


def test_menu_and_languages_answer_to_the_keyboard(page, website):
    page.goto("/en/")
    tab_to(page, ".menu-toggle summary")
    assert not page.locator(".menu").is_visible()
    page.keyboard.press("Enter")
    tab_to(page, ".menu a[href$='/courses/']")
    press_enter(page)
    assert page.url.endswith("/en/courses/")
    tab_to(page, ".languages summary")
    assert not page.locator(".languages ul").is_visible()
    page.keyboard.press("Enter")
    tab_to(page, ".languages a[lang=ar]")
    press_enter(page)
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_course_is_found_and_registered_for(page, website, run):
    page.goto(website.courses["en"].url)
    tab_to(page, f"main a[href*='{run.code}']")
    press_enter(page)
    tab_to(page, f"main a[href*='registration/{run.code}']")
    press_enter(page)
    tab_to(page, "[name=full_name]")
    page.keyboard.type("Example Person")
    tab_to(page, "[name=email]")
    page.keyboard.type("person@example.org")
    tab_to(page, "[name=level]")
    page.keyboard.press("Space")
    tab_to(page, "[name=consent]")
    page.keyboard.press("Space")
    tab_to(page, "form[data-form] button")
    press_enter(page)
    tab_to(page, "form[data-form] button")
    press_enter(page)
    assert page.locator(".confirmation__reference").is_visible()
