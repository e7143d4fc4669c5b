"""The picker only offers: what was typed stays, and is stored or refused."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from home.models import HomePage
from services.models import Closure
from tests.browser.steps import follow, log_in
from tests.factories import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAYS = ("24. 12. 2026", "24 December 2026", "2026-12-24", "zítra")
MOMENTS = ("24. 12. 2026 18:00", "24 December 2026, 6 pm", "2026-12-24 18:00", "zítra")


def type_into(page: Page, name: str, text: str) -> None:
    """Key by key, and on to the next input: there the picker looks at it."""
    box = page.locator(f"[name='{name}']")
    box.click()
    box.fill("")
    box.press_sequentially(text)
    page.wait_for_timeout(150)  # it opens after a tenth of a second
    box.press("Tab")
    page.wait_for_timeout(50)
    expect(box).to_have_value(text)


@pytest.fixture
def editor(desk, website):
    person = make_staff("editorka", "Editors", language="cs")
    log_in(desk, person.username)
    return desk


@pytest.mark.parametrize(
    ("form", "name", "texts"),
    [
        ("public-events:add", "schedules-0-first_day", DAYS),
        ("alerts_of_the_site:add", "ends_at", MOMENTS),
    ],
)
def test_what_was_typed_stays_in_the_picker(editor, form, name, texts):
    editor.goto(reverse(form))
    for text in texts:
        type_into(editor, name, text)


def test_what_was_typed_stays_in_the_schedule_of_a_page(editor):
    home = HomePage.objects.get(locale__language_code="cs")
    editor.goto(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    dialog = editor.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first
    if not dialog.is_visible():
        editor.locator("[data-side-panel-toggle=status]").first.click()
    dialog.click()
    for text in MOMENTS:
        type_into(editor, "go_live_at", text)


def save(page: Page) -> None:
    follow(page, page.locator("#w-editor-form footer [type=submit]").first)


def test_a_closure_has_the_days_that_were_typed(editor, website):
    address = reverse("places:edit", args=[website.place.pk])
    first, last = "closures-0-first_day", "closures-0-last_day"
    editor.goto(address)
    editor.locator("#id_closures-ADD").click()
    type_into(editor, first, "31. 2. 2027")
    type_into(editor, last, "3. ledna 2027")
    save(editor)

    expect(editor.locator(f"[name={first}]")).to_have_value("31. 2. 2027")
    assert "Takový den v kalendáři není" in editor.content()
    assert not Closure.objects.exists()

    type_into(editor, first, "24. 12. 2026")
    save(editor)

    closure = Closure.objects.get()
    assert closure.first_day == date(2026, 12, 24)
    assert closure.last_day == date(2027, 1, 3)
    editor.goto(address)
    expect(editor.locator(f"[name={first}]")).to_have_value("24. 12. 2026")
