"""Translations that fell behind their source: readers are told."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail_localize.models import TranslationSource

from home.models import ContactSettings, PageWording
from tests.factories import make_small_site
from tests.home.translating.pages import WORDS, change, translate

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


def told(client, url="/ar/o-nas/"):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    notes = page.select(".about-translation, .unchecked")
    return " ".join(" ".join(note.text.split()) for note in notes) or None


def said(message: str, code: str = "ar") -> str:
    """The beginning of the message, up to its date, in the reader's language."""
    with translation.override(code):
        return gettext(message).partition("%(")[0].strip()


UNCHECKED = "No native speaker has checked this translation yet."
CHANGED = "The Czech text changed on %(date)s. This translation may be out of date."


def test_fresh_translation_says_only_that_nobody_checked_it(client, arabic):
    assert told(client) == said(UNCHECKED)


def test_checked_translation_says_nothing(client, arabic, admin_user):
    arabic.wording.mark_checked(admin_user)
    assert told(client) is None
    assert told(client, "/cs/o-nas/") is None, "the source has nothing to say"


def test_translation_that_changed_after_the_check_is_unchecked(
    client, arabic, admin_user
):
    arabic.wording.mark_checked(admin_user)
    change(arabic, introduction="كلمات أخرى")
    assert told(client) == said(UNCHECKED)


def test_site_may_keep_silent_about_unchecked_translations(client, arabic):
    assert told(client) == said(UNCHECKED)
    settings = ContactSettings.for_request(client.get("/ar/").wsgi_request)
    settings.marks_unchecked = False
    settings.save()
    assert told(client) is None


def test_reader_is_told_when_the_source_changed(client, czech, arabic):
    change(czech, introduction="Jinak")
    note = told(client)
    assert said(CHANGED) in note
    page = BeautifulSoup(client.get("/ar/o-nas/").content, "html.parser")
    assert page.select_one(".about-translation a")["href"] == "/cs/o-nas/"


def test_source_that_was_published_without_a_new_word_makes_nothing_stale(
    client, czech, arabic
):
    change(czech, reviewed_on=timezone.localdate(), slug="o-nas-2")
    assert told(client) == said(UNCHECKED)


def test_correction_of_a_stale_translation_does_not_make_it_fresh(
    client, czech, arabic
):
    """wagtail-localize would call it up to date."""
    change(czech, introduction="Jinak")
    arabic.refresh_from_db()
    change(arabic, introduction="تصحيح")
    assert said(CHANGED) in told(client)


def test_translation_that_was_synchronised_again_is_fresh(client, czech, arabic):
    change(czech, introduction="Jinak")
    assert said(CHANGED) in told(client)
    translate(czech, words=WORDS | {"Jinak": "بطريقة أخرى"})
    assert told(client) == said(UNCHECKED)


def test_synchronised_draft_is_stale_until_it_is_published(client, czech, arabic):
    change(czech, introduction="Jinak")
    source, _made = TranslationSource.update_or_create_from_instance(czech)
    source.translations.get().save_target(publish=False)
    assert said(CHANGED) in told(client)


def test_untranslated_page_tells_of_its_own_age(client, czech):
    translate(czech, code="en", words={"O nás": "About us", "Česky": "In English"})
    change(czech, introduction="Jinak")
    note = told(client, "/vi/o-nas/")
    assert said("This page is not in your language yet.", "vi") in note
    assert said(CHANGED, "vi") in note


def test_page_that_was_never_published_says_nothing(client):
    make_small_site()
    assert PageWording.objects.count() == 0
    assert told(client, "/cs/places/") is None


def test_words_are_noted_once_for_each_page(czech):
    before = PageWording.objects.get(page=czech)
    change(czech, show_in_menus=True)
    assert PageWording.objects.get(page=czech).changed_at == before.changed_at
    change(czech, title="Jiný titulek")
    after = PageWording.objects.get(page=czech)
    assert after.changed_at > before.changed_at
    assert timezone.now() - after.changed_at < timedelta(minutes=1)
