"""What the libraries say to staff, they say in Czech."""

import json
from types import SimpleNamespace

import polib
import pytest
from django.urls import reverse

from home import library_catalogues
from home.library_catalogues import (
    Library,
    faults_of_libraries,
    languages_of_staff,
    libraries,
)
from tests.factories import make_staff


def test_staff_read_no_english_word_of_a_library():
    assert {each.name for each in libraries()} >= {"django", "wagtail.admin"}
    assert languages_of_staff() == ["cs"]
    assert list(faults_of_libraries("cs")) == []


# Whatever the libraries of today say


@pytest.fixture
def folders(tmp_path, settings, monkeypatch):
    """A library “shop” and our own additions, both without a word."""
    settings.LIBRARY_LOCALE = tmp_path / "ours"
    shop = Library("shop", tmp_path / "shop")
    monkeypatch.setattr(library_catalogues, "libraries", lambda: [shop])
    return SimpleNamespace(shop=shop.folder, ours=settings.LIBRARY_LOCALE)


def write(folder, language, domain="django", **words):
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=4; plural=0;",
    }
    catalogue.extend(
        polib.POEntry(msgid=key, msgstr=word) for key, word in words.items()
    )
    path = folder / language / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_word_without_czech_is_named(folders, domain):
    write(folders.shop, "en", domain, Cart="", Till="", Aisle="")
    write(folders.shop, "cs", domain, Cart="Košík", Till="")
    write(folders.ours, "cs", domain, Aisle="Ulička")
    assert list(faults_of_libraries("cs")) == [
        "“Till” of shop is not translated; add it to ours/"
    ]


def test_library_without_an_english_list_is_judged_by_its_czech_one(folders):
    write(folders.shop, "cs", Cart="Košík", Till="")
    assert list(faults_of_libraries("cs")) == [
        "“Till” of shop is not translated; add it to ours/"
    ]


def test_word_that_no_library_says_any_more_is_named(folders):
    write(folders.shop, "en", Cart="")
    write(folders.ours, "cs", Cart="Košík", Till="Pokladna")
    assert list(faults_of_libraries("cs")) == ["“Till” is no longer in any library"]


def test_broken_word_of_ours_is_named(folders):
    write(folders.shop, "en", **{"Hi %(a)s": ""})
    write(folders.ours, "cs", **{"Hi %(a)s": "Dobrý den"})
    assert list(faults_of_libraries("cs")) == [
        "“Hi %(a)s” lost %(a)s in “Dobrý den”",
    ]


def test_script_is_not_given_the_words_of_another_library(folders, monkeypatch):
    shop = Library("shop", folders.shop)
    other = Library("other", folders.shop.parent / "other")
    monkeypatch.setattr(library_catalogues, "libraries", lambda: [shop, other])
    for domain in ("django", "djangojs"):
        write(other.folder, "en", domain, Cart="")
        write(other.folder, "cs", domain, Cart="Košík")
        write(folders.shop, "en", domain, Cart="")
    assert list(faults_of_libraries("cs")) == [
        "“Cart” of shop is not translated; add it to ours/"
    ]


# What browsers are given

OF_SCRIPTS = [
    ("wagtailadmin_javascript_catalog", "Split block", "Rozdělit blok"),
    ("wagtail_localize:javascript_catalog", "Publish in ", "Publikovat: "),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "english", "czech"), OF_SCRIPTS)
def test_scripts_of_the_admin_speak_czech(client, view, english, czech):
    client.force_login(make_staff("editorka", "Editors", language="cs"))
    assert catalogue_of_scripts(client, view)[english] == czech


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "english", "czech"), OF_SCRIPTS)
def test_scripts_of_the_admin_speak_english(client, view, english, czech):
    client.force_login(make_staff("editor", "Editors"))
    assert catalogue_of_scripts(client, view).get(english, english) == english


@pytest.mark.django_db
def test_scripts_of_the_admin_count_in_czech(client):
    client.force_login(make_staff("editorka", "Editors", language="cs"))
    words = catalogue_of_scripts(client, "wagtailadmin_javascript_catalog")
    one, few, _fraction, many = words["%(num)s error"]
    assert (one, few, many) == ("%(num)s chyba", "%(num)s chyby", "%(num)s chyb")


def catalogue_of_scripts(client, view):
    script = client.get(reverse(view)).content.decode()
    _before, found, words = script.partition("newcatalog = ")
    return json.JSONDecoder().raw_decode(words)[0] if found else {}
