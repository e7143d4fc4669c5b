"""Pages that nobody checked for long come first; one click says they are true."""

from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation

from home.models import ContactSettings, HomePage, ReviewInterval, StandardPage
from home.reviewing.due import check_by, is_overdue
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2027-03-01T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def editor(client, czech):
    """All pages are published today."""
    Page.objects.update(first_published_at=timezone.now())
    client.force_login(make_staff("editor", "Editors"))
    return client


def checked(page, day):
    type(page).objects.filter(pk=page.pk).update(reviewed_on=day)


def rows(client):
    page = BeautifulSoup(client.get(reverse("pages_to_check")).content, "html.parser")
    return {
        row.select_one("td a").text.strip(): "overdue" in row.text
        for row in page.select("main table tbody tr")
    }


def press(client, page):
    return client.post(reverse("page_checked", args=[page.pk]))


@pytest.mark.parametrize(
    ("day", "months", "by", "overdue"),
    [
        (date(2026, 3, 1), 12, date(2027, 3, 1), False),
        (date(2026, 2, 28), 12, date(2027, 2, 28), True),
        (date(2026, 8, 31), 6, date(2027, 2, 28), True),
        (None, 12, None, True),
        (date(2001, 1, 1), 0, None, False),
        (None, 0, None, False),
    ],
)
def test_page_is_overdue_the_day_after(day, months, by, overdue):
    assert (check_by(day, months), is_overdue(day, months)) == (by, overdue)


def test_report_shows_the_overdue_first_and_each_page_once(
    editor,
    czech,
    arabic,
):
    before = rows(editor)
    assert len(before) > 3
    assert set(before.values()) == {False}
    checked(czech, date(2025, 1, 1))
    home = HomePage.objects.get(locale__language_code="cs")
    checked(home, date(2026, 1, 1))
    after = rows(editor)
    assert list(after.items())[:2] == [("O nás", True), (home.title, True)]
    assert set(after) == set(before)
    assert sum(after.values()) == 2


def test_interval_is_a_setting(editor, czech):
    checked(czech, date(2026, 10, 1))
    assert rows(editor)["O nás"] is False
    settings = ContactSettings.for_site(Site.objects.get())
    settings.check_again_after = 3
    settings.save()
    assert rows(editor)["O nás"] is True


# How long a single page stays true


def save(client, page, interval):
    """The form of the page in the admin, as it is, with another interval."""
    form = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": page.introduction,
            "body": streamfield([]),
            "reviewed_on": page.reviewed_on or "",
            "check_again_after": interval,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "action-publish": "on",
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def chosen(client, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = BeautifulSoup(client.get(url).content, "html.parser")
    select = form.find("select", attrs={"name": "check_again_after"})
    return [option["value"] for option in select.select("option[selected]")]


def test_editor_chooses_when_to_check_one_page_again(editor, czech):
    checked(czech, date(2026, 10, 1))
    czech.refresh_from_db()
    assert (chosen(editor, czech), rows(editor)["O nás"]) == ([""], False)
    assert save(editor, czech, "3").status_code == 302
    assert (chosen(editor, czech), rows(editor)["O nás"]) == (["3"], True)
    save(editor, czech, "")
    assert (chosen(editor, czech), rows(editor)["O nás"]) == ([""], False)
    assert not ReviewInterval.objects.exists()


def test_interval_counts_for_the_page_in_all_languages(editor, czech, arabic):
    save(editor, czech, "24")
    assert chosen(editor, czech) == ["24"]
    interval = ReviewInterval.objects.get()
    assert interval.page_key == arabic.translation_key


def test_interval_is_none_of_the_choices(editor, czech):
    assert save(editor, czech, "7").status_code == 200
    assert not ReviewInterval.objects.exists()


def test_preview_changes_no_interval(editor, czech):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[czech.pk])
    form = {
        "title": "O nás",
        "slug": czech.slug,
        "check_again_after": "3",
        **nested_form_data(
            {
                "body": streamfield([]),
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            }
        ),
    }
    assert editor.post(url, form).json()["is_valid"] is True
    assert editor.get(url).status_code == 200
    assert not ReviewInterval.objects.exists()


def test_page_to_check_never_comes_last_and_is_never_counted(editor, czech):
    checked(czech, date(2001, 1, 1))
    ReviewInterval.objects.create(page_key=czech.translation_key, months=0)
    found = rows(editor)
    assert (list(found)[-1], found["O nás"]) == ("O nás", False)
    assert "Never" in editor.get(reverse("pages_to_check")).text
    assert overdue_on_the_welcome_page(editor) == 0


def test_report_begins_with_what_is_due_first(editor, czech):
    """A page checked later can be due earlier; the last day of a month stays one."""
    home = HomePage.objects.get(locale__language_code="cs")
    for title, day, months in (
        ("Yearly", date(2026, 2, 1), 12),
        ("Often", date(2026, 11, 30), 3),
        ("Seldom", date(2025, 3, 1), 24),
    ):
        page = StandardPage(title=title, locale=home.locale, reviewed_on=day)
        home.add_child(instance=page)
        ReviewInterval.objects.create(page_key=page.translation_key, months=months)
    assert list(rows(editor).items())[:3] == [
        ("Yearly", True),
        ("Often", True),
        ("Seldom", False),
    ]


def test_one_click_counts_for_all_languages_and_drafts(editor, czech, arabic):
    checked(czech, date(2025, 1, 1))
    czech.refresh_from_db()
    czech.introduction = "Rozepsáno"
    czech.save_revision()
    assert press(editor, czech)["Location"] == reverse("pages_to_check")
    assert rows(editor)["O nás"] is False
    pages = StandardPage.objects.filter(translation_key=czech.translation_key)
    assert set(pages.values_list("reviewed_on", "introduction")) == {
        (TODAY, "Česky"),
        (TODAY, "بالعربية"),
    }
    czech.refresh_from_db()
    czech.get_latest_revision().publish()
    czech.refresh_from_db()
    assert (czech.reviewed_on, czech.introduction) == (TODAY, "Rozepsáno")


def test_translation_that_is_published_later_keeps_the_day(editor, czech, arabic):
    press(editor, czech)
    translation = Translation.objects.get(source__object_id=czech.translation_key)
    translation.save_target(publish=True)
    arabic.refresh_from_db()
    assert arabic.reviewed_on == TODAY


def test_history_says_who_checked(editor, czech):
    press(editor, czech)
    entry = PageLogEntry.objects.get(action="home.checked")
    assert (entry.page_id, entry.user.username) == (czech.pk, "editor")
    history = editor.get(reverse("wagtailadmin_pages:history", args=[czech.pk]))
    assert "Everything is still true" in history.text


@pytest.mark.parametrize("role", ["Authors", "Course coordinators"])
def test_who_may_not_publish_neither_sees_nor_checks(client, czech, role):
    client.force_login(make_staff("ada", role))
    assert client.get(reverse("pages_to_check")).status_code == 302
    press(client, czech)
    czech.refresh_from_db()
    assert czech.reviewed_on is None
    assert b"pages-to-check" not in client.get("/admin/").content


def overdue_on_the_welcome_page(client):
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    panel = page.find(id="pages-to-check-heading").parent
    [link] = panel.select("a")
    label, count = link.text.rsplit(maxsplit=1)
    assert label.strip() == "Pages to check again"
    return int(count)


def test_welcome_page_counts_the_overdue(editor, czech):
    checked(czech, TODAY - timedelta(days=400))
    assert overdue_on_the_welcome_page(editor) == 1


def test_button_beside_the_page_checks_it_and_comes_back(editor, czech):
    edit = reverse("wagtailadmin_pages:edit", args=[czech.pk])
    page = BeautifulSoup(editor.get(edit).content, "html.parser")
    [button] = page.select("[data-w-action-url-value*='checked']")
    assert "Checked today" in button.text
    response = editor.post(button["data-w-action-url-value"])
    assert response["Location"] == edit
    czech.refresh_from_db()
    assert czech.reviewed_on == TODAY


def test_draft_has_nothing_to_check(editor, czech):
    czech.unpublish()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[czech.pk]))
    assert (edit.status_code, "Checked today" in edit.text) == (200, False)


def test_report_costs_the_same_with_more_pages(
    editor,
    czech,
    django_assert_max_num_queries,
):
    url = reverse("pages_to_check")
    editor.get(url)
    with django_assert_max_num_queries(30) as few:
        editor.get(url)
    home = czech.get_parent()
    for number in range(10):
        home.add_child(instance=StandardPage(title=f"P {number}", locale=czech.locale))
    with django_assert_max_num_queries(30) as many:
        assert "P 9" in editor.get(url).text
    assert len(many) <= len(few)
