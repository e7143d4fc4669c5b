"""Every component in every look: axe finds nothing, and nothing sticks out."""

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.looks import SCHEMES, TOO_WIDE, WIDTHS
from tests.browser.steps import barriers_of_loaded
from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(looking, website, live_server):
    """Of an editor, without the detour over the log-in."""
    client = Client()
    client.force_login(make_staff("editor", "Editors"))
    name = settings.SESSION_COOKIE_NAME
    page = looking(WIDTHS[0], SCHEMES[0])
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_component_has_barriers(page, language):
    assert page.goto(f"/{language}/style-guide/").ok
    assert page.locator(".specimen").count() > 50
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(TOO_WIDE) <= 0, width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert barriers_of_loaded(page) == [], (width, scheme)
