"""Suspicion and hostile input, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Registration
from tests.browser.steps import follow, log_in, send
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.payloads import PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_in(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("[name=full_name]", "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.check("[name=level][value=none]")
    page.check("[name=consent]")
    # Too fast for a person: this browser is suspicious from now on.
    send(page)


@pytest.fixture(autouse=True)
def _guarded(settings):
    settings.SPAM_GUARD = True


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_browser_works_off_the_suspicion_unnoticed(desk, website, run, language):
    fill_in(desk, website.form_address(run, language))
    expect(desk.locator("[data-work]")).to_have_count(1)

    follow(desk, desk.locator("form[data-form] button[value=send]"))

    expect(desk.locator("[data-reference]")).to_be_visible()
    case = Registration.objects.get()
    assert (case.is_quarantined, case.state) == (False, "offered")


def test_without_scripts_the_form_is_sent_all_the_same(
    phone_without_scripts, website, run
):
    page = phone_without_scripts
    fill_in(page, website.form_address(run, "en"))

    follow(page, page.locator("form[data-form] button[value=send]"))

    expect(page.locator("[data-reference]")).to_be_visible()
    assert Registration.objects.get().is_quarantined is True


def test_nothing_that_was_typed_runs_in_the_staffs_browser(desk, website, run):
    typed = " ".join(PAYLOADS)[:200]
    case = RegistrationFactory(
        run=run,
        full_name=typed,
        language="ar",
        answers=[
            {
                "key": "gone",
                "type": "multiline",
                "question": " ".join(PAYLOADS),
                "value": " ".join(PAYLOADS),
                "answer": " ".join(PAYLOADS),
            }
        ],
    )
    held = RegistrationFactory(run=run, full_name=typed, is_quarantined=True)
    make_staff("coordinator", "Course coordinators")
    dialogs, refusals = [], []
    desk.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    desk.on(
        "console",
        lambda line: (
            refusals.append(line.text)
            if "Content Security Policy" in line.text
            else None
        ),
    )
    log_in(desk, "coordinator")
    inbox = "/admin/registrations/"

    for address in (
        inbox,
        f"{inbox}quarantine/",
        f"{inbox}case/{case.pk}/",
        f"{inbox}case/{held.pk}/",
        f"{inbox}case/{case.pk}/step/decline/",
        f"{inbox}case/{case.pk}/slip/",
    ):
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        assert (dialogs, refusals) == ([], []), address
    desk.goto(f"{inbox}case/{case.pk}/")
    assert "alert(1)" in desk.locator("main").inner_text(), "the control"
