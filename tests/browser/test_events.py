"""What is on, as a list, a month and one event: no barriers, nothing sticks out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.looks import TOO_WIDE, looks
from tests.browser.steps import barriers
from tests.events.event_pages import add_date, make_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@looks
def test_what_is_on_has_no_barriers(looking, website, run, language, width, scheme):
    page = looking(width, scheme)
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
        assert barriers(page) == [], address
        assert page.evaluate(TOO_WIDE) == 0, address
