"""What a phone shows without a network: the pages read before, never a form."""

import time

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 20  # seconds
READY = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return Boolean(registration?.active && navigator.serviceWorker.controller);
}"""
KEPT = """async () => {
  const names = await caches.keys();
  const stores = await Promise.all(names.map((name) => caches.open(name)));
  const requests = await Promise.all(stores.map((store) => store.keys()));
  return requests.flat().map(({ url }) => new URL(url).pathname);
}"""


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def wait_until(page: Page, script: str, **wanted: list[str]) -> None:
    """Ask again and again, until the script says yes.

    Playwright's own `wait_for_function` asks with `eval` as soon as it has to wait,
    and the site's policy forbids that.
    """
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(script, wanted):
        assert time.monotonic() < deadline, "The page never came so far."
        page.wait_for_timeout(50)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    wait_until(page, READY)


def cut_off(context: BrowserContext) -> None:
    context.set_offline(True)


def wait_until_kept(page: Page, *addresses: str) -> None:
    script = (
        f"async ({{ addresses }}) => {{ const kept = await ({KEPT})();"
        " return addresses.every((each) => kept.includes(each)); }"
    )
    wait_until(page, script, addresses=list(addresses))


def test_visited_page_stays_readable_offline(phone, website, run):
    visit(phone, "/en/")
    phone.goto("/en/places/branch/")
    wait_until_kept(phone, "/en/places/branch/", "/en/offline/")
    cut_off(phone.context)
    phone.goto("/en/places/branch/")
    expect(phone.locator("h1")).to_have_text("Branch en")
    phone.goto("/en/courses/czech/")
    expect(phone.locator("h1")).to_have_text("You have no connection")


def test_form_and_case_are_never_kept(phone, website, run):
    visit(phone, "/en/")
    form = website.form_address(run)
    for address in (form, "/en/case/", "/en/places/"):
        phone.goto(address)
    wait_until_kept(phone, "/en/places/", "/en/offline/")
    kept = phone.evaluate(KEPT)
    assert [each for each in kept if each in (form, "/en/case/")] == []
    cut_off(phone.context)
    phone.goto(form)
    expect(phone.locator("h1")).to_have_text("You have no connection")
