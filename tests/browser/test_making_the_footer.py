"""An editor orders the menu and writes a column in two languages; readers see it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import log_in
from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def add_column(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()


def write(page: Page, what: str, czech: str, arabic: str) -> None:
    words = f"[name=footer-0-value-{what}-"
    page.fill(f"{words}cs]", czech)
    field = page.locator(f"{words}ar]")
    others = page.locator("section.w-panel", has=field).last
    others.get_by_role("button", name="Toggle section").first.click()
    field.fill(arabic)


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()


def test_the_editor_s_menu_and_words_reach_readers(desk, website):
    page = desk
    make_staff("editor", "Editors")
    log_in(page, "editor")
    page.goto("/admin/frame/")
    page.get_by_role("button", name="Move down").first.click()
    add_column(page, "Text")
    write(page, "heading", "Kdo jsme", "من نحن")
    write(page, "text", "Jsme tu.", "نحن هنا.")
    publish(page)
    expect(page.get_by_text("Complete: العربية")).to_be_visible()

    page.goto("/ar/")
    assert page.locator(".menu a").all_inner_texts() == ["Courses ar", "Places ar"]
    column = page.locator("footer.site-footer .wrap > div")
    assert column.inner_text().split("\n\n") == ["من نحن", "نحن هنا."]
    page.goto("/fr/")
    heading = page.locator("footer.site-footer h2")
    assert (heading.inner_text(), heading.get_attribute("lang")) == ("Kdo jsme", "cs")
