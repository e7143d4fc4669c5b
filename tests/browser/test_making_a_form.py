"""An editor makes, translates and publishes a form; people send it in two languages."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from forms_app.models import Intake, PlainRequest, RequestFormPage
from home.models import HomePage
from tests.factories import IntakeFactory, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OF_THE_PAGE = {"Poradna": "Advice", "Souhlasím.": "I agree."}
OF_QUESTIONS = {
    "O co jde?": "What is it about?",
    "Práce": "Work",
    "Byt": "Flat",
    "Jaká práce?": "Which work?",
    "Kdy": "When",
    "Který den?": "Which day?",
}
ENGLISH = OF_THE_PAGE | OF_QUESTIONS


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "example")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def add_question(page: Page, intake: Intake, label: str, kind: str, **more: str):
    page.goto(reverse("questions:list", args=[intake.pk]))
    page.get_by_role("link", name="Add a question").click()
    page.fill("#id_label", label)
    page.select_option("#id_field_type", kind)
    if "choices" in more:
        page.fill("#id_choices", more["choices"])
    if "after" in more:
        page.select_option("#id_condition", label=more["after"])
    with page.expect_navigation():
        page.get_by_role("button", name="Save and use in all languages").click()
    expect(page.locator(".messages")).to_contain_text("It counts now")


def make_the_questions(page: Page, intake: Intake) -> None:
    """In the wrong order first, because one thinks of the step later."""
    add_question(page, intake, "O co jde?", "radio", choices="Práce\nByt")
    after = "O co jde? → Práce"
    add_question(page, intake, "Jaká práce?", "singleline", after=after)
    add_question(page, intake, "Který den?", "date")
    add_question(page, intake, "Kdy", "step")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Up ?: Kdy")).click()
    labels = page.locator(".questions__label")
    expect(labels).to_have_text(["O co jde?", "Jaká práce?", "Kdy", "Který den?"])


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()


def make_the_form(page: Page) -> RequestFormPage:
    home = HomePage.objects.get(locale__language_code="cs")
    page.goto(
        reverse(
            "wagtailadmin_pages:add", args=["forms_app", "requestformpage", home.pk]
        )
    )
    page.fill("[name=title]", "Poradna")
    page.select_option("[name=intake]", label="Advice (for staff)")
    page.fill("[name=consent_text]", "Souhlasím.")
    publish(page)
    return RequestFormPage.objects.get(title="Poradna")


def translate_the_questions(page: Page, intake: Intake) -> None:
    page.goto(reverse("questions:list", args=[intake.pk]))
    page.get_by_role("link", name=re.compile("texts are missing ?: English")).click()
    for source, wording in list(OF_QUESTIONS.items()):
        page.get_by_role("textbox", name=source, exact=True).fill(wording)
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("All words are there")


def translate(page: Page, form: RequestFormPage) -> RequestFormPage:
    page.goto(reverse("wagtail_localize:submit_page_translation", args=[form.pk]))
    page.get_by_label("English").check()
    with page.expect_navigation():
        page.locator("main form [type=submit]").last.click()

    expect(page.get_by_role("heading", name="Čeština → English")).to_be_visible()
    publish_button = page.get_by_role("button", name="Publish in English")
    words = list(OF_THE_PAGE.items())
    for source, wording in words[:-1]:
        write(page, source, wording)
    with page.expect_navigation():
        publish_button.click()
    expect(page.locator(".messages")).to_contain_text("1 text of this form is not")
    write(page, *words[-1])
    with page.expect_navigation():
        publish_button.click()
    return RequestFormPage.objects.get(title="Advice")


def write(page: Page, source: str, wording: str) -> None:
    """One text in the editor of wagtail-localize."""
    segment = page.locator("li").filter(has=page.locator(f"> p:text-is('{source}')"))
    segment = segment.last
    segment.get_by_role("button", name="Translate").click()
    segment.locator("textarea").fill(wording)
    segment.get_by_role("button", name="Save").click()
    expect(segment.get_by_role("button", name="Edit")).to_be_visible()


def send(page: Page, address: str, words: dict[str, str]) -> None:
    """As people do: step by step, without scripts, on a narrow screen."""
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    assert not page.get_by_label(words["Jaká práce?"]).is_visible()
    page.fill("[name=full_name]", "Example Person")
    page.fill("[name=email]", "person@example.org")
    page.get_by_label(words["Práce"]).check()
    go_on(page)
    page.get_by_label(words["Jaká práce?"]).fill("Kuchař")
    go_on(page)
    expect(page.locator("h1")).to_have_text(words["Kdy"])
    for part, typed in enumerate(("28", "3", "2027")):
        page.fill(f"[name$=_{part}]", typed)
    page.check("[name=consent]")
    go_on(page)
    with page.expect_navigation():
        page.locator("button[value=send]").click()
    expect(page.locator("[data-reference]")).to_be_visible()


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[value=check]").click()


def test_a_form_is_made_translated_and_sent_in_two_languages_into_one_stream(
    website, desk, phone_without_scripts
):
    intake = IntakeFactory(name="Advice (for staff)")
    make_staff("editor", "Editors")
    log_in(desk)
    make_the_questions(desk, intake)
    czech = make_the_form(desk)
    translate_the_questions(desk, intake)
    english = translate(desk, czech)
    assert english.live

    send(phone_without_scripts, czech.url, {word: word for word in ENGLISH})
    send(phone_without_scripts, english.url, ENGLISH)

    first, second = PlainRequest.objects.order_by("submitted_at")
    assert (first.language, second.language) == ("cs", "en")
    assert first.intake == second.intake
    assert told(first) == told(second)
    assert [value for _key, value in told(first)[1:]] == ["Kuchař", "2027-03-28"]
    assert all(re.fullmatch(r"q_[0-9a-f]{8}", key) for key, _value in told(first))
    assert (first.answers[0]["answer"], second.answers[0]["answer"]) == (
        "Práce",
        "Work",
    )


def told(case: PlainRequest) -> list[tuple]:
    return [(each["key"], each["value"]) for each in case.answers]
