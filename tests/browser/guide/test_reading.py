"""The guide as staff read it: narrow and wide, light and dark, and on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.looks import OF_STAFF
from tests.browser.steps import faults, follow, log_in
from tests.factories import make_staff

pytestmark = [
    pytest.mark.browser,
    pytest.mark.grid,
    pytest.mark.django_db(transaction=True),
]


def test_guide_has_no_barriers(old_phone):
    make_staff("coordinator", "Course coordinators")
    page = old_phone
    log_in(page, "coordinator")
    for address in (
        f"{reverse('guide')}?q=xyzzy",
        reverse("guide"),
        reverse("guide_chapter", args=["case"]),
    ):
        page.goto(address)
        assert faults(page, OF_STAFF) == [], address
    broken = "all => all.filter(each => !each.naturalWidth).map(each => each.src)"
    assert page.locator(".guide img").evaluate_all(broken) == []


def test_chapter_is_found_read_and_printed_without_the_frame(desk):
    make_staff("author", "Authors")
    page = desk
    log_in(page, "author")
    follow(page, page.get_by_role("link", name="Guide", exact=True).first)
    page.get_by_label("Search the guide").fill("DECORATIVE")
    follow(page, page.get_by_role("button", name="Find"))
    expect(page.locator(".guide__chapters a")).to_have_count(1)
    follow(page, page.locator(".guide__chapters a"))
    expect(page.locator("h1")).to_contain_text("Pictures and their descriptions")

    page.emulate_media(media="print")
    expect(page.locator(".guide__chapter h2").first).to_be_visible()
    expect(page.locator(".sidebar")).to_be_hidden()
    expect(page.locator(".guide__ways")).to_be_hidden()
