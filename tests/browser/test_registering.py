"""The whole way of an applicant on an old phone, with JavaScript off."""

import re

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from forms_app.engine.outbox import deliver_due
from forms_app.models import Registration
from tests.browser.steps import follow, send
from tests.factories.pages import CONSENT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ["en", "ar"]
DIRECTION = {"en": "ltr", "ar": "rtl"}


def words(language: str, message: str) -> str:
    with translation.override(language):
        return gettext(message)


def fill_in(page: Page, language: str) -> None:
    page.fill("[name=full_name]", "ليلى" if language == "ar" else "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.check("[name=level][value=none]")
    page.check("[name=consent]")


def link_in(message) -> str:
    return re.search(r"http\S+/case/\S+", message.body).group(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_reads_registers_and_withdraws(
    phone_without_scripts, website, run, language
):
    page = phone_without_scripts
    page.goto(website.courses[language].url + f"{run.code}/")
    register = words(language, "Register")
    follow(page, page.get_by_role("link", name=register, exact=True))

    send(page)
    expect(page).to_have_title(re.compile("^" + words(language, "Error:")))
    expect(page.locator(".error-summary")).to_be_focused()

    fill_in(page, language)
    send(page)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTION[language])
    expect(page.locator("h1")).to_have_text(words(language, "Check your answers"))

    send(page)
    registration = Registration.objects.get()
    expect(page.locator("[data-reference]")).to_have_text(registration.reference)
    assert registration.consent_wording == CONSENT[language]
    page.reload()
    expect(page.locator("[data-reference]")).to_have_text(registration.reference)

    deliver_due()
    page.context.clear_cookies()
    page.goto(link_in(mail.outbox[0]))
    follow(page, page.locator("main form button"))
    expect(page).to_have_url(re.compile(f"/{language}/case/[a-z2-7]{{16}}/$"))
    withdraw = words(language, "Withdraw my registration")
    follow(page, page.get_by_role("link", name=withdraw))
    follow(page, page.locator("main form button"))

    registration.refresh_from_db()
    assert registration.state == "withdrawn"
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_going_back_and_sending_again_gives_one_registration(
    phone_without_scripts, website, run, language
):
    page = phone_without_scripts
    page.goto(website.form_address(run, language))
    fill_in(page, language)
    send(page)
    send(page)
    first = page.locator("[data-reference]").inner_text()

    page.goto(website.form_address(run, language))
    fill_in(page, language)
    send(page)
    send(page)

    expect(page.locator("[data-reference]")).to_have_text(first)
    assert Registration.objects.count() == 1


def test_a_double_click_gives_one_registration(phone_without_scripts, website, run):
    page = phone_without_scripts
    page.goto(website.form_address(run))
    fill_in(page, "en")
    send(page)

    page.locator("form[data-form] button").first.dblclick()

    expect(page.locator("[data-reference]")).to_be_visible()
    assert Registration.objects.count() == 1


def test_changing_an_answer_keeps_the_others(phone_without_scripts, website, run):
    page = phone_without_scripts
    page.goto(website.form_address(run))
    fill_in(page, "en")
    send(page)

    follow(page, page.get_by_role("button", name="Change my answers"))

    expect(page.locator("[name=full_name]")).to_have_value("Example Person")
    expect(page.locator("[name=level][value=none]")).to_be_checked()


def test_nothing_is_wider_than_a_small_screen(phone_without_scripts, website, run):
    page = phone_without_scripts
    page.set_viewport_size({"width": 320, "height": 640})
    for language in LANGUAGES:
        for address in (
            f"/{language}/",
            website.courses[language].url + f"{run.code}/",
            website.form_address(run, language),
        ):
            page.goto(address)
            box = page.locator("html").bounding_box()
            assert box["width"] <= 320, address
            shot = page.screenshot(full_page=True)
            assert width_of_png(shot) <= 320, address


def width_of_png(content: bytes) -> int:
    return int.from_bytes(content[16:20], "big")
