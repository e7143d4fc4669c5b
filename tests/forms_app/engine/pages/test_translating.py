"""Translators get words, keys stay, and a language goes out when it is complete."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from forms_app.models import RequestFormField, RequestFormPage
from tests.factories import IntakeFactory, make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

WORDS = {
    "Poradna": "Counselling",
    "Úvod": "Introduction",
    "Souhlasím.": "I agree.",
    "Děkujeme.": "Thank you.",
    "Co řešíte?": "What is it about?",
    "Abychom našli radu.": "To find advice.",
    "Vyberte jedno.": "Choose one.",
    "Práce": "Work",
    "Byt": "Flat",
    "Rozhlas": "Radio",
    "Kdy": "When",
}


@pytest.fixture
def form_page():
    """A Czech form whose rows use every kind of word."""
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
    form_page.form_fields = [
        RequestFormField(
            locale=home.locale,
            clean_name="q_topic",
            label="Co řešíte?",
            why="Abychom našli radu.",
            help_text="Vyberte jedno.",
            field_type="radio",
            choices="work | Práce\nflat | Byt\n- radio | Rozhlas",
            sort_order=0,
        ),
        RequestFormField(
            locale=home.locale,
            clean_name="q_step",
            label="Kdy",
            field_type="step",
            sort_order=1,
        ),
        RequestFormField(
            locale=home.locale,
            clean_name="q_day",
            label="Kdy",
            field_type="date",
            shown_if="q_topic=work",
            sort_order=2,
        ),
    ]
    home.add_child(instance=form_page)
    form_page.save_revision().publish()
    return RequestFormPage.objects.get(pk=form_page.pk)


def translate(form_page, words: dict[str, str]) -> Translation:
    """What translators do: their words, saved into the English draft."""
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


def save(translation, capture, publish=True) -> RequestFormPage:
    with capture(execute=True):
        translation.save_target(publish=publish)
    return translation.get_target_instance()


def rows_of(form_page) -> dict:
    rows = RequestFormField.objects.filter(page=form_page).order_by("sort_order")
    return {
        row.clean_name: (row.label, row.why, row.help_text, row.choices, row.shown_if)
        for row in rows
    }


def test_translators_get_words_and_nothing_else(form_page):
    TranslationSource.update_or_create_from_instance(form_page)

    segments = StringSegment.objects.exclude(context__path="slug")

    assert set(segments.values_list("string__data", flat=True)) == set(WORDS)


def test_a_translation_has_the_same_keys_and_its_own_words(
    form_page, django_capture_on_commit_callbacks
):
    english = save(translate(form_page, WORDS), django_capture_on_commit_callbacks)

    assert english.live
    assert english.intake == form_page.intake
    assert rows_of(english) == {
        "q_topic": (
            "What is it about?",
            "To find advice.",
            "Choose one.",
            "work | Work\nflat | Flat\n- radio | Radio",
            "",
        ),
        "q_step": ("When", "", "", "", ""),
        "q_day": ("When", "", "", "", "q_topic=work"),
    }


def test_keys_survive_changes_of_the_source(
    form_page, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    save(translate(form_page, WORDS), capture)
    topic, step, day = form_page.form_fields.all()
    topic.label = "O co jde?"
    topic.choices = "flat | Byt\nwork | Práce\n- radio | Rozhlas\nmore | Jiné"
    topic.sort_order, step.sort_order, day.sort_order = 2, 0, 1
    day.is_retired = True
    form_page.form_fields = [step, day, topic]
    form_page.save_revision().publish()
    form_page = RequestFormPage.objects.get(pk=form_page.pk)

    more = WORDS | {"O co jde?": "What about?", "Jiné": "Other"}
    english = save(translate(form_page, more), capture)

    assert list(rows_of(english)) == ["q_step", "q_day", "q_topic"]
    row = rows_of(english)["q_topic"]
    assert row[0] == "What about?"
    assert row[3] == "flat | Flat\nwork | Work\n- radio | Radio\nmore | Other"
    retired = RequestFormField.objects.filter(is_retired=True)
    assert set(retired.values_list("clean_name", flat=True)) == {"q_day"}
    assert retired.count() == 2


def test_a_language_stays_a_draft_while_words_are_missing(
    form_page, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    incomplete = {key: WORDS[key] for key in list(WORDS)[:-1]}

    english = save(translate(form_page, incomplete), capture, publish=False)
    english.get_latest_revision().publish()
    english.refresh_from_db()
    assert not english.live

    assert save(translate(form_page, WORDS), capture).live


def test_editors_are_told_how_many_words_are_missing(
    form_page, client: Client, django_capture_on_commit_callbacks
):
    incomplete = {key: WORDS[key] for key in list(WORDS)[:-2]}
    english = save(
        translate(form_page, incomplete),
        django_capture_on_commit_callbacks,
        publish=False,
    )
    client.force_login(make_staff("editor", "Editors"))

    response = client.post(
        f"/admin/pages/{english.pk}/edit/", {"action": "publish"}, follow=True
    )

    # Two rows are called "Kdy".
    assert "Not published: 3 texts of this form are not translated yet." in (
        response.content.decode()
    )
    english.refresh_from_db()
    assert not english.live


def test_a_source_page_is_published_as_ever(form_page):
    form_page.save_revision().publish()

    assert RequestFormPage.objects.get(pk=form_page.pk).live


def test_readers_are_told_that_new_words_wait_for_a_translation(
    form_page, client, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    english = save(translate(form_page, WORDS), capture)
    notice = "not translated yet"
    assert notice not in client.get(english.url).content.decode()

    form_page.confirmation_text = "Ozveme se."
    form_page.save_revision().publish()
    translate(RequestFormPage.objects.get(pk=form_page.pk), {})

    assert notice in client.get(english.url).content.decode()
