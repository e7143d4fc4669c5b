"""The menu: the pages that editors chose, each in the reader's language."""

import pytest

from home.models import SiteFrame
from tests.factories.frames import add_text_page, czech, publish_frame

pytestmark = pytest.mark.django_db


def menu(page):
    return [
        (link.get("lang", ""), link.text, link["href"])
        for link in page.select(".masthead .menu a")
    ]


def test_menu_without_editors_has_the_pages_that_are_marked(soup):
    assert [title for _lang, title, _url in menu(soup("/cs/"))] == [
        "Places cs",
        "Courses cs",
    ]


def test_editors_choose_pages_and_their_order(soup):
    story = add_text_page("Příběh")
    publish_frame(menu=[czech("registration"), story.pk, czech("places")])
    assert menu(soup("/cs/")) == [
        ("", "Registration cs", "/cs/registration/"),
        ("", "Příběh", "/cs/pribeh/"),
        ("", "Places cs", "/cs/places/"),
    ]


def test_reader_gets_the_own_version_or_the_nearest(soup):
    story = add_text_page("Příběh")
    add_text_page("Story", "en", story.translation_key)
    publish_frame(menu=[story.pk, czech("places")])
    assert menu(soup("/en/")) == [
        ("", "Story", "/en/story/"),
        ("", "Places en", "/en/places/"),
    ]
    assert menu(soup("/ar/")) == [
        ("en", "Story", "/ar/story/"),
        ("", "Places ar", "/ar/places/"),
    ]


def test_page_stands_there_once_however_often_it_was_chosen(soup):
    places = czech("places")
    publish_frame(menu=[places, czech("courses"), places])
    assert len(menu(soup("/cs/"))) == 2


def test_page_in_the_menu_may_be_anywhere_in_the_tree(soup):
    publish_frame(menu=[czech("branch")])
    assert menu(soup("/en/")) == [("", "Branch en", "/en/places/branch/")]


def test_page_that_is_not_published_or_gone_stands_in_no_menu(soup):
    gone, draft = add_text_page("Pryč"), add_text_page("Koncept")
    publish_frame(menu=[gone.pk, draft.pk, czech("places")])
    gone.delete()
    draft.unpublish()
    assert [title for _lang, title, _url in menu(soup("/cs/"))] == ["Places cs"]


def test_page_that_only_a_translation_has_published_stays(soup):
    story = add_text_page("Příběh")
    add_text_page("Story", "en", story.translation_key)
    publish_frame(menu=[story.pk])
    story.unpublish()
    assert menu(soup("/cs/")) == [("en", "Story", "/cs/story/")]


def test_place_in_the_menu_is_marked_on_its_page(soup):
    publish_frame(menu=[czech("places"), czech("courses")])
    current = soup("/en/places/branch/").select(".menu [aria-current]")
    assert [(each.text, each["aria-current"]) for each in current] == [
        ("Places en", "true")
    ]


def test_draft_changes_nothing_for_readers(soup):
    frame = publish_frame(menu=[czech("places")])
    frame.menu = [("page", czech("courses"))]
    frame.save_revision()
    assert [title for _lang, title, _url in menu(soup("/cs/"))] == ["Places cs"]


def test_menu_that_was_taken_back_leaves_the_marked_pages(soup):
    publish_frame(menu=[czech("registration")]).unpublish()
    assert not SiteFrame.objects.get().live
    assert [title for _lang, title, _url in menu(soup("/cs/"))] == [
        "Places cs",
        "Courses cs",
    ]
