"""What people do on a page, waited for as long as a browser needs."""

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Locator, Page

from tests.browser.looks import EVERY, TOO_WIDE, Look, one_after_the_other

# Nothing else is sent back: passes are many and long.
VIOLATIONS = """async () => {
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.flatMap(
        ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""


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
    """As after the form, without the detour over it."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    page.context.add_cookies(
        [{"name": name, "value": value, "domain": "localhost", "path": "/"}]
    )
    page.goto("/admin/")


def faults(page: Page, looks: tuple[Look, ...] = EVERY) -> list[str]:
    """What keeps people from using the page in any of these looks: none, one hopes.

    What axe has against it (WCAG 2.2 AA and its own good practice), and that it has to
    be pushed sideways. Afterwards the page keeps the last look.
    """
    page.evaluate(AXE_SCRIPT)
    found = []
    for look in one_after_the_other(page, looks):
        found += [f"{look}: {violation}" for violation in page.evaluate(VIOLATIONS)]
        if (pixels := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{look}: {pixels} px too wide")
    return found
