"""The page that asks whom to tell and the task: on a phone, by keyboard, for axe."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from forms_app.engine.outbox import Message
from home.affected.models import PeopleToTell
from home.affected.telling import tell_people
from tests.browser.looks import TOO_WIDE
from tests.browser.steps import log_in
from tests.factories import RegistrationFactory, make_staff

pytestmark = [
    pytest.mark.browser,
    pytest.mark.small_site,
    pytest.mark.django_db(transaction=True),
]
# Of our own part: the frame of the admin is Wagtail's.
VIOLATIONS = """async () => {
    const { violations } = await axe.run(".affected", { resultTypes: ["violations"] });
    return violations.flatMap(
        ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}"""
WIDTHS = (360, 1280)


def faults(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = list(page.evaluate(VIOLATIONS))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (pixels := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{width}: {pixels} px too wide")
    return found


@pytest.mark.parametrize("language", ["cs", "en"])
def test_run_is_cancelled_and_everybody_told_by_keyboard(old_phone, run, language):
    for code in ("cs", "ar", "vi"):
        RegistrationFactory(run=run, state="confirmed", language=code)
    RegistrationFactory(run=run, state="confirmed", email="", phone="+420777123456")
    make_staff("coordinator", "Course coordinators", language=language)
    page = old_phone
    log_in(page, "coordinator")
    page.goto(f"/admin/course-runs/edit/{run.pk}/")
    page.locator("#id_is_cancelled").check()
    page.locator("#w-editor-form").evaluate("form => form.requestSubmit()")
    expect(page.locator(".affected h1")).to_contain_text("4")
    assert faults(page) == []

    page.locator("[name=telling-choice][value=now]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator("[name=telling-reason]")).to_be_focused()
    page.keyboard.type("The teacher is ill")
    save = page.locator(".affected form button").first
    save.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    task = PeopleToTell.objects.get()
    tell_people()
    page.goto(f"/admin/people-to-tell/{task.pk}/")
    expect(page.locator(".affected progress")).to_have_attribute("value", "3")
    assert faults(page) == []
    page.goto("/admin/people-to-tell/")
    assert faults(page) == []
    assert Message.objects.filter(name="cancelled").count() == 4
