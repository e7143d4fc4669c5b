"""Every component in every look: axe finds nothing, and nothing sticks out."""

import pytest

from tests.browser.steps import faults, log_in
from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_component_has_barriers(old_phone, website, language):
    make_staff("editor", "Editors")
    log_in(old_phone, "editor")
    assert old_phone.goto(f"/{language}/style-guide/").ok
    assert old_phone.locator(".specimen").count() > 50
    assert faults(old_phone) == []
