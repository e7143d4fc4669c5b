"""An author writes and submits, an editor looks and publishes."""

import polib
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from forms_app.moderation import name_for_staff
from home.models import HomePage, StandardPage
from tests.factories import make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

ADDRESS = "/cs/novinka/"
TYPED = {
    "title": "Novinka",
    "slug": "novinka",
    "introduction": "",
    "body-count": 0,
    "reviewed_on": "",
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}


@pytest.fixture
def home():
    make_small_site()
    call_command("roles", verbosity=0)
    return HomePage.objects.get(locale__language_code="cs")


def log_in(name, role):
    client = Client()
    client.force_login(make_staff(name, role))
    return client


@pytest.fixture
def author(home):
    return log_in("author", "Authors")


@pytest.fixture
def editor(home):
    return log_in("editor", "Editors")


def write(author, home, **action):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    response = author.post(url, TYPED | action)
    assert response.status_code == 302
    return StandardPage.objects.get(slug="novinka")


def decide(editor, page, action):
    state = page.current_workflow_task_state
    names = "wagtailadmin_pages:workflow_action"
    url = reverse(names, args=[page.pk, action, state.pk])
    return editor.post(url, {"comment": ""})


def test_author_who_tries_to_publish_only_saves_a_draft(client, author, home):
    page = write(author, home, **{"action-publish": "1"})
    assert (page.live, page.current_workflow_state) == (False, None)
    assert client.get(ADDRESS).status_code == 404


def test_page_that_an_author_submits_is_live_once_an_editor_approves(
    client, author, editor, home
):
    page = write(author, home, **{"action-submit": "1"})
    assert client.get(ADDRESS).status_code == 404
    decide(editor, page, "approve")
    page.refresh_from_db()
    assert (page.live, page.current_workflow_state) == (True, None)
    assert client.get(ADDRESS).status_code == 200


def test_author_cannot_approve(author, home):
    page = write(author, home, **{"action-submit": "1"})
    decide(author, page, "approve")
    page.refresh_from_db()
    assert (page.live, page.current_workflow_task.name) == (
        False,
        name_for_staff(),
    )


def test_change_of_a_live_page_waits_as_well(client, author, editor, home):
    page = write(author, home)
    page.get_latest_revision().publish()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    author.post(url, TYPED | {"title": "Lepší novinka", "action-submit": "1"})
    assert b"<h1>Novinka" in client.get(ADDRESS).content.replace(b"\n", b"")
    page.refresh_from_db()
    decide(editor, page, "approve")
    assert "Lepší novinka" in client.get(ADDRESS).text


def test_page_that_is_sent_back_stays_a_draft(author, editor, home):
    page = write(author, home, **{"action-submit": "1"})
    decide(editor, page, "reject")
    page.refresh_from_db()
    assert (page.live, page.current_workflow_state.status) == (False, "needs_changes")


def test_editor_publishes_without_asking_anybody(client, editor, home):
    page = write(editor, home, **{"action-publish": "1"})
    assert page.live
    assert client.get(ADDRESS).status_code == 200


def moderation():
    return (
        list(Workflow.objects.filter(active=True).values_list("name", flat=True)),
        list(WorkflowTask.objects.filter(workflow__active=True).values("task__name")),
        list(GroupApprovalTask.objects.filter(groups__name="Editors").values("name")),
        list(WorkflowPage.objects.values_list("page__depth", "workflow__name")),
    )


def test_roles_make_one_workflow_for_all_pages(home):
    name = name_for_staff()
    expected = ([name], [{"task__name": name}], [{"name": name}], [(1, name)])
    assert moderation() == expected
    call_command("roles", verbosity=0)
    assert moderation() == expected


def test_roles_bring_the_workflow_back(home):
    before = moderation()
    Workflow.objects.get(active=True).deactivate()
    GroupApprovalTask.objects.get(name=name_for_staff()).groups.clear()
    assert moderation() != before
    call_command("roles", verbosity=0)
    assert moderation() == before


@pytest.fixture
def czech_word(tmp_path, settings):
    """One word in Czech, whatever the catalogues say today."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    context = "of a page, before it is published"
    catalogue.append(polib.POEntry(msgctxt=context, msgid="Review", msgstr="Kontrola"))
    folder = tmp_path / "cs/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.usefixtures("czech_word")
def test_workflow_is_named_in_every_language_of_the_staff(home):
    name = "Kontrola / Review"
    assert moderation() == (
        [name],
        [{"task__name": name}],
        [{"name": name}],
        [(1, name)],
    )


@pytest.mark.usefixtures("czech_word")
def test_workflow_with_the_name_of_an_earlier_version_is_renamed(home):
    before = moderation()
    for model in (Workflow, Task):
        model.objects.filter(name=name_for_staff()).update(
            name="Check before publishing"
        )
    call_command("roles", verbosity=0)
    assert moderation() == before
