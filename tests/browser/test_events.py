"""What is on, as a list, a month and one event: no barriers, nothing sticks out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.steps import faults
from tests.events.event_pages import add_date, make_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_on_has_no_barriers(old_phone, website, run, language):
    page = old_phone
    event = make_event("Walk", languages=("en", "ar"), place=website.place)
    now = timezone.now()
    add_date(event, now - timedelta(days=3))
    add_date(event, now + timedelta(hours=1), moved_from=now)
    add_date(event, now + timedelta(days=1), is_cancelled=True)
    courses = f"/{language}/courses/"
    for address in (
        f"{courses}?kind=events&since=x",
        f"{courses}?month={now:%Y-%m}",
        f"{courses}archive/",
        f"{courses}walk-{language}/",
    ):
        page.goto(address)
        assert faults(page) == [], address
