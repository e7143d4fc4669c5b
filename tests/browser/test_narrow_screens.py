"""No page has to be pushed sideways: on the smallest phone, in ten languages, in the
letters of whatever fonts a phone has.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from forms_app.engine.status_link import token_for
from home.languages import LANGUAGES
from tests.browser.every_template import NOT_THERE, make_every_template
from tests.browser.fonts import FAMILIES, environment_with
from tests.browser.looks import OLD_PHONE, SMALLEST, TOO_WIDE, screen
from tests.browser.steps import send
from tests.factories import RegistrationFactory, RoomRequestFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Letters that other fonts draw: joined ones, stacked accents, Cyrillic beyond Russian.
IN_OTHER_FONTS = ("ar", "vi", "mn")
OPEN_ALL = """() =>
    document.querySelectorAll("details").forEach((each) => { each.open = true; })"""
FORM = "form[data-form]"


@pytest.fixture
def addresses() -> list[str]:
    """Those of every template, and of cases as applicants see them."""
    found = make_every_template()
    for case in (RegistrationFactory(), RoomRequestFactory()):
        found.append(f"case/{token_for(case.link_nonce)}/")
    return found


def narrow_page(browser: Browser, address: str) -> Page:
    context = browser.new_context(
        base_url=address, viewport=screen(OLD_PHONE), service_workers="block"
    )
    return context.new_page()


def too_wide(page: Page, where: str) -> Iterator[str]:
    """The open page with all its parts open; in the end it is as wide as before."""
    page.evaluate(OPEN_ALL)
    for width in (SMALLEST, OLD_PHONE):
        page.set_viewport_size(screen(width))
        if (pixels := page.evaluate(TOO_WIDE)) > 0:
            yield f"{where}: {pixels} px too wide for {width}"


def test_no_page_is_wider_than_the_smallest_phone(browser, live_server, addresses):
    """Nor is a form with the errors of whoever sends it empty."""
    page = narrow_page(browser, live_server.url)
    found = []
    for code, path in product(LANGUAGES, addresses):
        address = f"/{code}/{path}"
        assert page.goto(address).ok or path in NOT_THERE, address
        found += too_wide(page, address)
        if page.locator(FORM).count():
            send(page)
            found += too_wide(page, f"{address}, sent empty")
    page.context.close()
    assert found == []


def test_no_page_is_wider_in_other_fonts(
    launch_browser, live_server, client, addresses, tmp_path
):
    """Pages come from the server once, and get their styles from it in each browser."""
    pages = {
        f"/{code}/{path}": client.get(f"/{code}/{path}", follow=True).text
        for code, path in product(IN_OTHER_FONTS, addresses)
    }
    found = []
    for family in FAMILIES:
        browser = launch_browser(env=environment_with(family, tmp_path / family))
        page = narrow_page(browser, live_server.url)
        page.goto("/en/offline/")
        for address, text in pages.items():
            page.set_content(text)
            found += too_wide(page, f"{address} in {family}")
        browser.close()
    assert found == []


def test_a_browser_has_the_fonts_that_it_is_given(launch_browser, tmp_path):
    """The control: the same words are not as wide in another family."""
    widths = {}
    for family in FAMILIES:
        browser = launch_browser(env=environment_with(family, tmp_path / family))
        page = browser.new_page()
        page.set_content("<span>Tiếng Việt, Монгол хэл</span>")
        widths[family] = page.evaluate("document.body.firstChild.offsetWidth")
        browser.close()
    assert len(set(widths.values())) == len(FAMILIES), widths


def test_what_is_too_wide_is_found(browser):
    """The control: at each width where it is, and nowhere else."""
    page = narrow_page(browser, "http://localhost")
    page.set_content('<!doctype html><div style="inline-size: 340px">Wide</div>')
    page.add_style_tag(content="body { margin: 0 }")
    assert list(too_wide(page, "here")) == ["here: 20 px too wide for 320"]
    page.context.close()
