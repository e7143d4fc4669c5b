"""The roles as agreed, written by hand: what each group may do and nothing more."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)
from wagtail_localize.models import StringTranslation, Translation

from events.models import EventPage
from home.models import HomePage, StandardPage
from tests.factories import (
    CourseRunFactory,
    EventFactory,
    IntakeFactory,
    make_small_site,
    make_staff,
)
from tests.staff_forms import version_of

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

AGREED = {
    "Editors": {
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "home.change_contactsettings",
        "home.change_siteframe",
        "home.publish_siteframe",
        "events.view_event",
        "events.add_event",
        "events.change_event",
        "events.view_eventdate",
        "events.change_eventdate",
        "home.view_synonyms",
        "home.add_synonyms",
        "home.change_synonyms",
        "home.delete_synonyms",
        "home.view_failedsearch",
        "home.view_usefulnesscount",
        "home.view_alert",
        "home.add_alert",
        "home.change_alert",
        "home.delete_alert",
        "forms_app.view_intake",
        "forms_app.add_intake",
        "forms_app.change_intake",
        "forms_app.add_question",
        "forms_app.change_question",
        "forms_app.delete_question",
        "forms_app.change_questionwords",
        "services.view_place",
        "services.add_place",
        "services.change_place",
        "services.view_counsellingslot",
        "services.add_counsellingslot",
        "services.change_counsellingslot",
        "services.delete_counsellingslot",
        "services.view_eligibilityrules",
        "services.add_eligibilityrules",
        "services.change_eligibilityrules",
    },
    "Authors": {"wagtailadmin.access_admin"},
    "Course coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_registration",
        "forms_app.change_registration",
        "forms_app.registrations_of_every_place",
        "forms_app.view_replytemplate",
        "forms_app.add_replytemplate",
        "forms_app.change_replytemplate",
        "forms_app.delete_replytemplate",
        "events.view_courserun",
        "events.add_courserun",
        "events.change_courserun",
        "events.view_course",
        "events.add_course",
        "events.change_course",
    },
    "Place coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_registration",
        "forms_app.change_registration",
        "forms_app.view_plainrequest",
        "forms_app.change_plainrequest",
        "forms_app.view_roomrequest",
        "forms_app.change_roomrequest",
        "services.view_counsellingslot",
        "services.add_counsellingslot",
        "services.change_counsellingslot",
        "services.delete_counsellingslot",
    },
    "Room coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_roomrequest",
        "forms_app.change_roomrequest",
        "forms_app.room_requests_of_every_place",
        "services.view_room",
        "services.add_room",
        "services.change_room",
        "services.view_houserules",
        "services.add_houserules",
        "services.change_houserules",
    },
    "Request coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_plainrequest",
        "forms_app.change_plainrequest",
        "forms_app.requests_of_every_topic",
        "forms_app.view_intake",
        "forms_app.add_intake",
        "forms_app.change_intake",
        "forms_app.choose_intake_handlers",
    },
    "Topic coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_plainrequest",
        "forms_app.change_plainrequest",
    },
    "Volunteer coordinators": {
        "wagtailadmin.access_admin",
        "forms_app.view_volunteerapplication",
        "forms_app.change_volunteerapplication",
    },
}
AGREED_ON_PAGES = {
    "Editors": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    "Authors": {"add_page", "change_page"},
}
AGREED_ON_COLLECTIONS = {
    "Editors": {
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    },
    "Authors": {"add_image", "choose_image", "add_document", "choose_document"},
}


def roles():
    output = StringIO()
    call_command("roles", stdout=output)
    return output.getvalue().strip()


def permissions_of(name):
    permissions = Permission.objects.filter(group__name=name)
    return {
        f"{each.content_type.app_label}.{each.codename}"
        for each in permissions.select_related("content_type")
    }


def on_pages(name):
    rows = GroupPagePermission.objects.filter(group__name=name)
    return {(row.permission.codename, row.page.depth) for row in rows}


def on_collections(name):
    rows = GroupCollectionPermission.objects.filter(group__name=name)
    return {(row.permission.codename, row.collection.depth) for row in rows}


def everything():
    return {
        group.name: (
            permissions_of(group.name),
            on_pages(group.name),
            on_collections(group.name),
        )
        for group in Group.objects.all()
    }


def as_agreed():
    return {
        name: (
            permissions,
            {(codename, 1) for codename in AGREED_ON_PAGES.get(name, ())},
            {(codename, 1) for codename in AGREED_ON_COLLECTIONS.get(name, ())},
        )
        for name, permissions in AGREED.items()
    }


def of_our_roles():
    return {name: held for name, held in everything().items() if name in AGREED}


def test_roles_makes_the_groups_of_the_table():
    said = roles().removeprefix("Roles are set: ").removesuffix(".")
    assert set(said.split(", ")) == set(AGREED)
    assert of_our_roles() == as_agreed()


def test_roles_again_changes_nothing():
    roles()
    before = everything()
    roles()
    assert everything() == before


def test_no_other_group_lets_anybody_into_the_admin():
    roles()
    others = Group.objects.exclude(name__in=AGREED)
    inside = others.filter(permissions__codename="access_admin")
    assert list(inside.values_list("name", flat=True)) == []


@pytest.mark.parametrize("name", AGREED)
def test_roles_takes_away_what_does_not_belong(name):
    roles()
    group = Group.objects.get(name=name)
    group.permissions.add(Permission.objects.get(codename="delete_courserun"))
    delete_page = Permission.objects.get(
        codename="delete_page", content_type__app_label="wagtailcore"
    )
    root = Page.get_first_root_node()
    for page in (root, root.get_children().first()):
        for permission in (
            delete_page,
            Permission.objects.get(
                codename="change_page", content_type__app_label="wagtailcore"
            ),
        ):
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=permission
            )
    collection = Collection.get_first_root_node().add_child(name="Below")
    GroupCollectionPermission.objects.create(
        group=group,
        collection=collection,
        permission=Permission.objects.get(
            codename="add_image", content_type__app_label="wagtailimages"
        ),
    )
    assert of_our_roles() != as_agreed()
    roles()
    assert of_our_roles() == as_agreed()


def test_roles_gives_back_what_was_taken_away():
    roles()
    for group in Group.objects.filter(name__in=AGREED):
        group.permissions.clear()
    GroupPagePermission.objects.all().delete()
    GroupCollectionPermission.objects.all().delete()
    roles()
    assert of_our_roles() == as_agreed()


def test_roles_leaves_the_members_of_a_group_alone():
    user = make_staff("ada", "Editors")
    roles()
    assert [group.name for group in user.groups.all()] == ["Editors"]


# Editors


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def editor(client, website):
    client.force_login(make_staff("editor", "Editors"))
    return client


def test_editor_opens_every_kind_of_page_to_edit_it(editor, website):
    home = HomePage.objects.get(locale__language_code="cs")
    index = website.courses["cs"].get_parent()
    event = EventPage(title="Concert", locale=home.locale, event=EventFactory())
    index.add_child(instance=event)
    pages = {page.title: page.pk for page in home.get_descendants(inclusive=True)}
    assert len(pages) == 7
    answers = {
        title: status_of(editor, reverse("wagtailadmin_pages:edit", args=[pk]))
        for title, pk in pages.items()
    }
    assert answers == dict.fromkeys(pages, 200)


def status_of(client, url):
    client.raise_request_exception = False
    return client.get(url).status_code


def test_editor_publishes_pages(editor, website):
    rights = website.courses["cs"].permissions_for_user(make_staff("ada", "Editors"))
    assert (rights.can_edit(), rights.can_publish()) == (True, True)


@pytest.fixture
def translation(editor, website, django_capture_on_commit_callbacks):
    """A Czech page that the editor sent to be translated into English."""
    home = website.courses["cs"].get_parent().get_parent()
    page = StandardPage(title="O nás", slug="o-nas", locale=home.locale)
    home.add_child(instance=page)
    english = website.courses["en"].locale
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert editor.get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url, {"locales": [english.pk], "include_subtree": ""})
    return Translation.objects.get(target_locale=english)


def test_editor_opens_the_translation_editor(editor, translation):
    page = translation.get_target_instance()
    response = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    names = [template.name for template in response.templates]
    assert "wagtail_localize/admin/edit_translation.html" in names


def test_editor_translates_a_string(editor, translation):
    segment = translation.source.stringsegment_set.get(string__data="O nás")
    url = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
    )
    response = editor.put(
        url, "value=About+us", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 201
    assert StringTranslation.objects.get().data == "About us"


@pytest.mark.parametrize("role", sorted(set(AGREED) - {"Editors", "Authors"}))
def test_coordinator_edits_no_page(client, website, role):
    client.force_login(make_staff("coordinator", role))
    page = website.forms["cs"]
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_editor_sees_no_inbox(editor):
    response = editor.get(reverse("registrations:index"))
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_editor_changes_the_contacts_of_the_house(editor):
    url = reverse("wagtailsettings:edit", args=["home", "contactsettings"])
    response = editor.get(url, follow=True)
    assert response.status_code == 200
    assert "form" in response.context
    assert set(response.context["form"].fields) == {
        "phone",
        "email",
        "is_demonstration",
        "marks_unchecked",
        "check_again_after",
        "made_from",
    }


@pytest.mark.parametrize("role", ["Editors", "Request coordinators"])
def test_handlers_of_an_intake_are_chosen_by_request_coordinators_only(client, role):
    user = make_staff("ada", role)
    client.force_login(user)
    intake = IntakeFactory()
    url = reverse("intakes:edit", args=[intake.pk])
    typed = {"name": "Renamed", "is_open": "on", "handlers": [user.pk]}
    client.post(url, typed | version_of(client, url))
    intake.refresh_from_db()
    chosen = [user] if role == "Request coordinators" else []
    assert (intake.name, list(intake.handlers.all())) == ("Renamed", chosen)


# Courses


COURSE_URLS = ("course-runs:index", "course-runs:add", "courses:index", "courses:add")


def answers(client, names):
    return {name: client.get(reverse(name)).status_code for name in names}


def test_coordinator_of_courses_keeps_courses_and_runs(client):
    client.force_login(make_staff("courses", "Course coordinators"))
    run = CourseRunFactory()
    assert answers(client, COURSE_URLS) == dict.fromkeys(COURSE_URLS, 200)
    assert client.get(reverse("course-runs:edit", args=[run.pk])).status_code == 200


def test_coordinator_of_courses_deletes_no_run(client):
    client.force_login(make_staff("courses", "Course coordinators"))
    run = CourseRunFactory()
    response = client.post(reverse("course-runs:delete", args=[run.pk]))
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    run.refresh_from_db()


@pytest.mark.parametrize("role", sorted(set(AGREED) - {"Course coordinators"}))
def test_courses_are_closed_to(client, role):
    run = CourseRunFactory()
    client.force_login(make_staff("ada", role, places=[run.place]))
    assert answers(client, COURSE_URLS) == dict.fromkeys(COURSE_URLS, 302)


def test_coordinator_of_a_place_cannot_change_a_run(client):
    run = CourseRunFactory(capacity=2)
    client.force_login(make_staff("ada", "Place coordinators", places=[run.place]))
    before = run.history.count()
    response = client.post(
        reverse("course-runs:edit", args=[run.pk]), {"capacity": 200}
    )
    run.refresh_from_db()
    assert (response.status_code, run.capacity, run.history.count()) == (302, 2, before)


def edit_place(client, place, user):
    """Save the editor of a place with a new street and this person as coordinator."""
    typed = {
        "name": place.name,
        "street": "New street 2",
        "city": place.city,
        "step_free": place.step_free,
        "more_phones-count": 0,
        "coordinators": [user.pk],
    }
    for rows in ("opening_hours", "special_hours", "closures"):
        typed |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
    client.force_login(user)
    url = reverse("places:edit", args=[place.pk])
    may = client.get(url).status_code == 200
    response = client.post(url, typed | (version_of(client, url) if may else {}))
    place.refresh_from_db()
    return response.status_code, place.street == typed["street"]


@pytest.mark.parametrize("role", AGREED)
def test_role_cannot_make_itself_coordinator_of_a_place(client, role):
    """Editors keep the address right; who sees the cases is not theirs to say."""
    place = CourseRunFactory().place
    answer = edit_place(client, place, make_staff("ada", role))
    assert answer == (302, role == "Editors")
    assert list(place.coordinators.all()) == []


def test_superuser_makes_coordinators(client):
    place = CourseRunFactory().place
    root = get_user_model().objects.create_superuser("root")
    assert edit_place(client, place, root) == (302, True)
    assert list(place.coordinators.all()) == [root]


@pytest.mark.parametrize("role", AGREED)
def test_role_manages_no_accounts(client, role):
    client.force_login(make_staff("ada", role))
    names = ("wagtailusers_users:index", "wagtailusers_groups:index")
    assert answers(client, names) == dict.fromkeys(names, 302)
