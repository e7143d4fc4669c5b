"""What a finger needs and axe does not ask for."""

import pytest

from tests.browser.every_template import make_every_template

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FINGER = 44
# Links in running text need no such height.
LOW = f"""() => [...document.querySelectorAll("main :is(h3, dd, li, .on-screen) > a")]
    .filter((link) => !link.matches(".prose *, .card__link, .trail *"))
    .filter((link) => link.getBoundingClientRect().height < {FINGER - 0.5})
    .map((link) => link.textContent.trim())"""


def test_links_of_lists_are_as_high_as_a_finger(old_phone):
    make_every_template()
    page = old_phone
    for address in ("courses/", "courses/?month=2027-02", "places/branch/"):
        page.goto(f"/en/{address}")
        assert page.locator("main a").count()
        assert page.evaluate(LOW) == [], address
