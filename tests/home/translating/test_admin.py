"""The overview for translators, and the native speaker's mark."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from home.models import StandardPage
from home.translating.overview import State, all_items, counts
from tests.factories import make_staff
from tests.home.translating.pages import change, translate

pytestmark = pytest.mark.django_db

URL = "/admin/translations/"


def state_of(page, code):
    [item] = [
        each
        for each in all_items()
        if each.source.pk == page.pk and each.language.code == code
    ]
    return item.state


def test_page_that_nobody_translated_is_missing(czech, arabic):
    assert state_of(czech, "vi") == State.MISSING


def test_translation_that_is_not_published_is_missing(czech, arabic):
    arabic.unpublish()
    assert state_of(czech, "ar") == State.MISSING


def test_translation_goes_from_unchecked_to_complete_to_stale(
    czech,
    arabic,
    admin_user,
):
    assert state_of(czech, "ar") == State.UNCHECKED
    arabic.wording.mark_checked(admin_user)
    assert state_of(czech, "ar") == State.COMPLETE
    change(czech, introduction="Jinak")
    assert state_of(czech, "ar") == State.STALE


def test_translation_that_lacks_words_is_partly_translated(czech):
    translate(czech, words={"O nás": "من نحن"})
    assert state_of(czech, "ar") == State.PARTLY


def test_counts_are_by_language(czech, arabic):
    counted = counts([item for item in all_items() if item.source.pk == czech.pk])
    assert counted["ar"] == {State.UNCHECKED: 1}
    assert counted["vi"] == {State.MISSING: 1}
    assert "cs" not in counted


def test_overview_takes_two_queries_however_many_pages(
    czech,
    arabic,
    django_assert_num_queries,
):
    for number in range(3):
        page = StandardPage(title=f"Strana {number}", locale=czech.locale)
        czech.add_child(instance=page)
        page.save_revision().publish()
    with django_assert_num_queries(2):
        states = {item.state for item in all_items()}
    assert states >= {State.MISSING, State.UNCHECKED}


@pytest.fixture
def editor(client):
    client.force_login(make_staff("editor", "Editors"))
    return client


def rows(response):
    page = BeautifulSoup(response.content, "html.parser")
    return page.select("main table")[1].select("tbody tr")


def test_editor_sees_what_to_do(editor, czech, arabic):
    change(czech, introduction="Jinak")
    response = editor.get(URL, {"language": "ar", "state": "stale"})
    [row] = rows(response)
    link = row.a
    source = arabic.get_translation(czech.locale)
    assert source.pk == czech.pk
    assert (link.text, link["href"].split("/")[-3]) == ("Synchronise", "update")


@pytest.mark.parametrize("query", ["language=xx", "state=%00", "page=x", "page=999"])
def test_odd_filters_show_the_page(editor, czech, query):
    assert editor.get(f"{URL}?{query}").status_code == 200


def test_welcome_counts_what_waits(editor, czech, arabic):
    page = BeautifulSoup(editor.get("/admin/").content, "html.parser")
    panel = page.find(id="translations-heading").parent
    told = {
        link.contents[0].strip(): int(link.strong.text) for link in panel.select("a")
    }
    states = [item.state for item in all_items()]
    assert told["not checked"] == states.count(State.UNCHECKED) > 0
    assert told["missing"] == states.count(State.MISSING) > 0


@pytest.mark.parametrize(
    ("role", "answer"),
    [("Course coordinators", 302), ("Place coordinators", 302), (None, 302)],
)
def test_others_do_not_enter(client, czech, arabic, role, answer):
    client.force_login(make_staff("other", role))
    check = reverse("translation_checked", args=[arabic.pk])
    sent = {"checked": "yes", "fingerprint": arabic.wording.fingerprint}
    assert client.get(URL).status_code == answer
    assert client.post(check, sent).status_code == answer
    arabic.wording.refresh_from_db()
    assert not arabic.wording.is_checked


def check(client, page, **changed):
    url = reverse("translation_checked", args=[page.pk])
    sent = {"checked": "yes", "fingerprint": page.wording.fingerprint} | changed
    response = client.post(url, sent)
    page.wording.refresh_from_db()
    return response


def test_native_speaker_s_check_is_noted_and_taken_back(editor, arabic):
    check(editor, arabic)
    wording = arabic.wording
    assert (wording.is_checked, wording.checked_by.username) == (True, "editor")
    check(editor, arabic, checked="no")
    assert (arabic.wording.is_checked, arabic.wording.checked_by) == (False, None)


def test_check_of_other_words_is_refused(editor, arabic):
    check(editor, arabic, fingerprint="0" * 64)
    assert not arabic.wording.is_checked


def test_check_leads_back_to_the_list_and_nowhere_else(editor, arabic):
    back = check(editor, arabic, back=f"{URL}?language=ar")
    assert back["Location"] == f"{URL}?language=ar"
    back = check(editor, arabic, back="https://example.org/")
    assert back["Location"] == URL


@pytest.mark.parametrize(
    "changed", [{"checked": "x"}, {"fingerprint": "\0"}, {"checked": ""}]
)
def test_bad_check_changes_nothing(editor, arabic, changed):
    assert check(editor, arabic, **changed).status_code == 302
    assert not arabic.wording.is_checked
