"""What people do on a page, waited for as long as a browser needs."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page


def follow(page: Page, control: Locator) -> None:
    """Press a button or a link and wait for the page that it leads to.

    A click does not wait for the answer: whatever comes next would look at the page
    that is just going away.
    """
    with page.expect_navigation():
        control.click()


def send(page: Page) -> None:
    """Press the first button of a form on the website."""
    follow(page, page.locator("form[data-form] button").first)


def log_in(page: Page, username: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", "example")
    with page.expect_navigation(url="**/admin/"):
        page.get_by_role("button", name="Sign in").click()


def barriers(page: Page) -> list[str]:
    """What axe has against the page: WCAG 2.2 AA and its own good practice."""
    page.wait_for_load_state("networkidle")
    return barriers_of_loaded(page)


def barriers_of_loaded(page: Page) -> list[str]:
    """The same for a page that no script changes: it does not wait for one."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        for node in each["nodes"]
    ]
