"""A form goes out in a language when its page and its questions have words there."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from forms_app.engine.fields.question_writing import translate_question
from forms_app.models import RequestFormPage
from tests.factories import IntakeFactory, ask, make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

WORDS = {
    "Poradna": "Counselling",
    "Úvod": "Introduction",
    "Souhlasím.": "I agree.",
    "Děkujeme.": "Thank you.",
}


@pytest.fixture
def form_page():
    """A Czech form with one question that has no other words yet."""
    make_small_site()
    home = Page.objects.get(depth=2, locale__language_code="cs")
    form_page = RequestFormPage(
        title="Poradna",
        slug="poradna",
        introduction="Úvod",
        locale=home.locale,
        intake=IntakeFactory(name="Counselling (for staff)"),
        consent_text="Souhlasím.",
        confirmation_text="Děkujeme.",
    )
    choices = {"cs": {"work": "Práce", "flat": "Byt"}}
    ask(form_page.intake, "q_topic", "radio", {"cs": "Co řešíte?"}, choices)
    home.add_child(instance=form_page)
    form_page.save_revision().publish()
    return RequestFormPage.objects.get(pk=form_page.pk)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_staff("editor", "Editors"))
    return client


def translate(form_page, words: dict[str, str]) -> Translation:
    """What translators do with the page: their words, saved into the English draft."""
    source, _made = TranslationSource.update_or_create_from_instance(form_page)
    english = Locale.objects.get(language_code="en")
    translation, _made = Translation.objects.get_or_create(
        source=source, target_locale=english
    )
    for segment in source.stringsegment_set.all():
        if segment.string.data in words:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=english,
                defaults={"data": words[segment.string.data]},
            )
    return translation


def translate_questions(form_page) -> None:
    [topic] = form_page.intake.questions.all()
    texts = {"label": "What about?", "choice-work": "Work", "choice-flat": "Flat"}
    translate_question(topic, "en", texts)


@pytest.fixture
def save(django_capture_on_commit_callbacks):
    def save_and_publish(translation, publish=True) -> RequestFormPage:
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=publish)
        return translation.get_target_instance()

    return save_and_publish


def press_publish(editor, page) -> str:
    answer = editor.post(
        f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True
    )
    return answer.content.decode()


def test_translators_of_the_page_get_its_own_words_and_nothing_else(form_page):
    TranslationSource.update_or_create_from_instance(form_page)

    segments = StringSegment.objects.exclude(context__path="slug")

    assert set(segments.values_list("string__data", flat=True)) == set(WORDS)


def test_a_language_goes_out_when_all_words_are_there(form_page, save):
    translate_questions(form_page)

    english = save(translate(form_page, WORDS))

    assert english.live
    assert english.intake == form_page.intake
    assert [row.label for row in english.rows] == ["What about?"]


@pytest.mark.parametrize("lacking", ["Poradna", "Děkujeme."])
def test_a_language_stays_a_draft_while_the_page_lacks_words(form_page, save, lacking):
    translate_questions(form_page)
    words = {key: word for key, word in WORDS.items() if key != lacking}

    assert not save(translate(form_page, words)).live
    assert save(translate(form_page, WORDS)).live


def test_a_language_stays_a_draft_while_its_questions_lack_words(form_page, save):
    assert not save(translate(form_page, WORDS)).live
    translate_questions(form_page)
    assert save(translate(form_page, WORDS)).live


def test_editors_are_told_how_many_words_are_missing_and_led_to_them(
    form_page, editor, save
):
    english = save(translate(form_page, {"Poradna": "Counselling"}), publish=False)

    shown = press_publish(editor, english)

    # Three of the page, three of its question.
    assert "Not published: 6 texts of this form are not translated yet." in shown
    words = reverse("questions:words", args=[form_page.intake_id, "en"])
    assert BeautifulSoup(shown, "html.parser").select(f".messages a[href='{words}']")
    english.refresh_from_db()
    assert not english.live


def test_a_question_that_came_later_keeps_nobody_from_publishing(
    form_page, editor, save
):
    translate_questions(form_page)
    english = save(translate(form_page, WORDS))
    ask(form_page.intake, "q_later", "singleline", {"cs": "Ještě něco?"})
    form_page.confirmation_text = "Ozveme se."
    form_page.save_revision().publish()
    form_page = RequestFormPage.objects.get(pk=form_page.pk)

    save(translate(form_page, WORDS | {"Ozveme se.": "We get back to you."}))

    english.refresh_from_db()
    assert english.confirmation_text == "We get back to you."


def test_a_source_page_is_published_as_ever(form_page):
    form_page.save_revision().publish()

    assert RequestFormPage.objects.get(pk=form_page.pk).live


def test_readers_are_told_that_words_wait_for_a_translation(form_page, client, save):
    translate_questions(form_page)
    english = save(translate(form_page, WORDS))
    notice = "not translated yet"
    assert notice not in client.get(english.url).content.decode()

    form_page.confirmation_text = "Ozveme se."
    form_page.save_revision().publish()
    translate(RequestFormPage.objects.get(pk=form_page.pk), {})

    assert notice in client.get(english.url).content.decode()


def test_readers_are_told_that_a_question_is_in_another_language(
    form_page, client, save
):
    translate_questions(form_page)
    english = save(translate(form_page, WORDS))
    labels = {"cs": "Ještě něco?"}
    ask(form_page.intake, "q_later", "singleline", labels, required=True)

    assert "not translated yet" in client.get(english.url).content.decode()
    assert "not translated yet" not in client.get(form_page.url).content.decode()
