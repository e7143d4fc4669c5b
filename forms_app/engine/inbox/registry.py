"""All inboxes of the site, whatever kinds of cases there are."""

from typing import Any

from django.urls import reverse
from wagtail.admin.viewsets import viewsets

from forms_app.engine.inbox.viewset import InboxViewSet


def all_inboxes() -> list[InboxViewSet]:
    """In the order of the menu. Wagtail collects them with its addresses."""
    reverse("wagtailadmin_home")
    inboxes = [each for each in viewsets.viewsets if isinstance(each, InboxViewSet)]
    return sorted(inboxes, key=lambda inbox: inbox.menu_order)


def inboxes_of(user: Any) -> list[InboxViewSet]:
    """Those that this person may open."""
    return [
        inbox
        for inbox in all_inboxes()
        if inbox.permission_policy.user_has_permission(user, "view")
    ]
