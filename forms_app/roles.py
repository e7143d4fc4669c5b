"""The roles of the staff and what each may do, as one table.

Whoever is in no group sees nothing. `manage.py roles` writes the table into groups
and may run again at any time: it adds what is missing and takes away what is not here.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

ENTER_THE_ADMIN = "wagtailadmin.access_admin"
EDITORS = "Editors"
AUTHORS = "Authors"
COURSE_COORDINATORS = "Course coordinators"
PLACE_COORDINATORS = "Place coordinators"
ROOM_COORDINATORS = "Room coordinators"
VOLUNTEER_COORDINATORS = "Volunteer coordinators"
REQUEST_COORDINATORS = "Request coordinators"
TOPIC_COORDINATORS = "Topic coordinators"

MODEL_PERMISSIONS = {
    EDITORS: [
        ENTER_THE_ADMIN,
        "wagtail_localize.submit_translation",
        "home.change_contactsettings",
        "home.change_siteframe",
        "home.publish_siteframe",
        "home.view_alert",
        "home.add_alert",
        "home.change_alert",
        "home.delete_alert",
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
    ],
    # They write; an editor publishes (`moderation.py`).
    AUTHORS: [ENTER_THE_ADMIN],
    COURSE_COORDINATORS: [
        ENTER_THE_ADMIN,
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
    ],
    PLACE_COORDINATORS: [
        ENTER_THE_ADMIN,
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
    ],
    ROOM_COORDINATORS: [
        ENTER_THE_ADMIN,
        "forms_app.view_roomrequest",
        "forms_app.change_roomrequest",
        "forms_app.room_requests_of_every_place",
        "services.view_room",
        "services.add_room",
        "services.change_room",
        "services.view_houserules",
        "services.add_houserules",
        "services.change_houserules",
    ],
    REQUEST_COORDINATORS: [
        ENTER_THE_ADMIN,
        "forms_app.view_plainrequest",
        "forms_app.change_plainrequest",
        "forms_app.requests_of_every_topic",
        "forms_app.view_intake",
        "forms_app.add_intake",
        "forms_app.change_intake",
        "forms_app.choose_intake_handlers",
    ],
    # They see the topics whose intakes name them, and no others.
    TOPIC_COORDINATORS: [
        ENTER_THE_ADMIN,
        "forms_app.view_plainrequest",
        "forms_app.change_plainrequest",
    ],
    VOLUNTEER_COORDINATORS: [
        ENTER_THE_ADMIN,
        "forms_app.view_volunteerapplication",
        "forms_app.change_volunteerapplication",
    ],
}
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
    AUTHORS: ["add_page", "change_page"],
}
COLLECTION_PERMISSIONS = {
    EDITORS: [
        ("wagtailimages", "add_image"),
        ("wagtailimages", "change_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "change_document"),
        ("wagtaildocs", "choose_document"),
    ],
    # Who may add, may change what they added.
    AUTHORS: [
        ("wagtailimages", "add_image"),
        ("wagtailimages", "choose_image"),
        ("wagtaildocs", "add_document"),
        ("wagtaildocs", "choose_document"),
    ],
}


def make_roles() -> list[Group]:
    """All groups of the table, with exactly its permissions.

    Wagtail brings a group that the table does not know; nobody is in it yet.
    """
    Group.objects.filter(name="Moderators", user=None).delete()
    return [_make_role(name) for name in MODEL_PERMISSIONS]


def _make_role(name: str) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(_permission(each) for each in MODEL_PERMISSIONS[name])
    _set_page_permissions(group, PAGE_PERMISSIONS.get(name, []))
    _set_collection_permissions(group, COLLECTION_PERMISSIONS.get(name, []))
    return group


def _permission(dotted: str) -> Permission:
    app_label, codename = dotted.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _set_page_permissions(group: Group, codenames: list[str]) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    GroupPagePermission.objects.filter(group=group).exclude(
        permission__in=wanted, page=root
    ).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission
        )


def _set_collection_permissions(group: Group, wanted: list[tuple[str, str]]) -> None:
    root = Collection.get_first_root_node()
    permissions = [_permission(f"{app_label}.{name}") for app_label, name in wanted]
    GroupCollectionPermission.objects.filter(group=group).exclude(
        permission__in=permissions, collection=root
    ).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
