"""A coordinator's morning, from the welcome page to the export; then by keys alone."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from events.models import CourseRun
from forms_app.engine.exports import Export
from forms_app.models import Message, Registration, ReplyTemplate, ReplyWording
from tests.browser.steps import follow, log_in
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = ("من فضلك أحضر جواز سفرك", "نحتاج إلى رؤية جواز سفرك.")
ENGLISH = ("Please bring your passport", "We need to see your passport.")
CZECH = ("Doneste prosím pas", "Potřebujeme vidět váš pas.")


@pytest.fixture
def coordinator(website):
    return make_staff("coordinator", "Course coordinators")


@pytest.fixture
def cases(website):
    """Three who wait for an answer, the oldest too long; the list has room for two."""
    run = CourseRunFactory(
        course=website.course,
        place=website.place,
        enrolment=CourseRun.Enrolment.BY_COORDINATOR,
        waiting_list_size=2,
    )
    now = timezone.now()
    people = (
        ("Žofie Šťastná", "cs", 1),
        ("ليلى حداد", "ar", 2),
        ("Олена Коваленко", "uk", 9),
    )
    return [
        RegistrationFactory(
            run=run,
            full_name=name,
            language=language,
            submitted_at=now - timedelta(days=days),
            state_since=now - timedelta(days=days),
        )
        for name, language, days in people
    ]


@pytest.fixture
def reply():
    template = ReplyTemplate.objects.create(name="Passport")
    for language, (subject, text) in {
        "ar": ARABIC,
        "en": ENGLISH,
        "cs": CZECH,
    }.items():
        ReplyWording.objects.create(
            template=template, language=language, subject=subject, text=text
        )
    return template


def state_of(case) -> str:
    return Registration.objects.get(pk=case.pk).state


def rows(page: Page) -> Locator:
    return page.locator("td.title a")


def test_a_coordinators_morning(desk, coordinator, cases, reply):
    page, (last, arabic, late) = desk, cases
    log_in(page, "coordinator")

    # The welcome page says what waits, and leads there.
    inboxes = page.locator(".welcome__inboxes")
    expect(inboxes).to_contain_text("Open cases: 3")
    follow(page, inboxes.get_by_role("link", name="Overdue 1"))
    expect(rows(page)).to_have_text([late.reference])
    follow(page, page.get_by_role("link", name="Unassigned 3"))
    expect(rows(page)).to_have_count(3)

    # Search without accents and in another script; the address keeps it.
    page.goto("/admin/registrations/?q=stastna")
    expect(rows(page)).to_have_text([cases[0].reference])
    page.goto("/admin/registrations/?q=ليلى&state=received")
    follow(page, page.get_by_role("link", name=arabic.reference))

    # The case: mine now, and answered in the words of both.
    follow(page, page.get_by_role("button", name="Assign to me"))
    expect(page.locator("main")).to_contain_text("You.")
    follow(page, page.get_by_role("link", name="Send a reply"))
    page.get_by_label("Reply").select_option("Passport")
    follow(page, page.get_by_role("button", name="Preview"))
    previews = page.locator(".case__previews section")
    expect(previews.nth(0)).to_contain_text(ARABIC[1])
    expect(previews.nth(0)).to_have_attribute("dir", "rtl")
    expect(previews.nth(1)).to_contain_text(ENGLISH[1])
    follow(page, page.get_by_role("button", name="Send this reply"))
    expect(page.locator(".timeline__message")).to_contain_text(ARABIC[0])
    assert [part["language"] for part in Message.objects.get().parts] == ["ar", "cs"]

    # All three to the waiting list: the two that came first fit, and the last is told
    # why not.
    page.goto("/admin/registrations/")
    page.get_by_label("Select all on this page").check()
    page.locator("select[name=act]").select_option("Put on the waiting list")
    follow(page, page.get_by_role("button", name="See what would happen"))
    lists = page.locator(".bulk-cases")
    expect(lists.nth(0).locator("bdi").first).to_have_text(late.full_name)
    expect(lists.nth(1)).to_contain_text("The waiting list is full.")
    expect(lists.nth(1)).to_contain_text(last.full_name)
    expect(page.locator("main")).to_contain_text("2 messages wait for 5 min.")
    previews = page.locator(".case__previews section")
    expect(previews.nth(0)).to_have_attribute("lang", "uk")
    assert {state_of(case) for case in cases} == {"received"}
    follow(page, page.get_by_role("button", name="Put on the waiting list: 2 cases"))
    expect(page.locator("main")).to_contain_text("2 cases have changed.")
    page.reload()
    expect(page.locator(".bulk-cases").nth(1)).to_contain_text("place 2 in the list")
    assert [state_of(case) for case in cases] == ["received", *["waitlisted"] * 2]

    # One of them was a mistake; then both.
    result = page.url
    follow(page, page.get_by_role("link", name=arabic.reference))
    follow(page, page.get_by_role("button", name="Undo the last step"))
    expect(page.locator("h1 .case-state")).to_have_text("Received")
    assert state_of(arabic) == "received"
    page.goto(result)
    follow(page, page.get_by_role("button", name="Undo it for all"))
    expect(page.locator("main")).to_contain_text("1 case is as it was before.")
    assert {state_of(case) for case in cases} == {"received"}

    # A file of what the filter shows, for a reason.
    page.goto("/admin/registrations/?state=received")
    follow(page, page.get_by_role("link", name="Export"))
    export = page.get_by_role("button", name="Export")
    follow(page, export)
    expect(page.locator(".error-message")).to_have_text(
        "Write what you need the file for."
    )
    page.get_by_label("Reason").fill("The meeting of lecturers")
    with page.expect_download() as download:
        export.click()
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    exported = {row[0].value for row in sheet.iter_rows(min_row=2)}
    assert exported == {case.reference for case in cases}
    kept = Export.objects.get()
    assert (kept.person, kept.reason, kept.count) == (
        coordinator,
        "The meeting of lecturers",
        3,
    )


# By keys alone


def reach(page: Page, control: Locator, most: int = 90) -> None:
    """Press Tab until this control has the focus, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if control.evaluate("each => each === document.activeElement"):
            break
    else:
        pytest.fail(f"No key leads to {control}.")
    shows = control.evaluate(
        "each => { const style = getComputedStyle(each);"
        " return style.outlineStyle !== 'none' || style.boxShadow !== 'none' }"
    )
    assert shows, f"The focus on {control} cannot be seen."


def press(page: Page, control: Locator, key: str = "Enter") -> None:
    reach(page, control)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_inbox_is_worked_by_keys_alone(desk, coordinator, cases):
    page, (first, *_others) = desk, cases
    page.goto("/admin/login/")
    reach(page, page.locator("[name=username]"))
    page.keyboard.type("coordinator")
    reach(page, page.locator("[name=password]"))
    page.keyboard.type("example")
    with page.expect_navigation(url="**/admin/"):
        page.keyboard.press("Enter")

    press(page, page.get_by_role("link", name="Unassigned 3"))
    reach(page, page.locator("select[name=act]"))
    page.keyboard.type("Assign to me")
    tick = page.get_by_label(f"Select case {first.reference}")
    reach(page, tick)
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Enter")  # in a form, as everywhere
    press(page, page.get_by_role("button", name="Assign to me: 1 case"))
    first.refresh_from_db()
    assert first.assigned_to == coordinator
    press(page, page.get_by_role("button", name="Undo it for all"))
    first.refresh_from_db()
    assert first.assigned_to is None

    press(page, page.get_by_role("link", name=first.reference))
    press(page, page.get_by_role("link", name="Decline"))
    reach(page, page.get_by_label("Reason"))
    page.keyboard.type("Another level")
    press(page, page.get_by_role("button", name="Decline"))
    assert state_of(first) == "declined"
    press(page, page.get_by_role("button", name="Undo the last step"))
    assert state_of(first) == "received"
    reach(page, page.locator("textarea[name=text]"))
    page.keyboard.type("Called, will come on Monday")
    press(page, page.get_by_role("button", name="Save the note"))
    expect(page.locator(".timeline__note")).to_contain_text("will come on Monday")
