"""What waits for a person, on the first page of the admin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from forms_app.engine.inbox.counting import count_each
from forms_app.engine.inbox.registry import inboxes_of
from forms_app.engine.inbox.selection import handled_by
from forms_app.engine.inbox.tabs import TABS, tab_condition
from forms_app.engine.inbox.viewset import InboxViewSet
from forms_app.engine.outbox import Message

MOST_TASKS = 200


class InboxesPanel(Component):
    """One query an inbox, within the scope of the person."""

    name = "inboxes"
    template_name = "forms_app/inbox/welcome.html"
    order = 90

    class Media:
        css = {"all": ["css/inbox.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None):
        user = parent_context["request"].user if parent_context else None
        return {
            "inboxes": [_waiting(inbox, user) for inbox in inboxes_of(user)],
            "has_pages": user and _has_pages(user),
        }


def _has_pages(user: Any) -> bool:
    """Wagtail offers everybody the search of pages, and then refuses it."""
    return page_permission_policy.explorable_root_instance(user) is not None


def _waiting(inbox: InboxViewSet, user: Any) -> dict:
    model, url = inbox.model, reverse(inbox.get_url_name("index"))
    visible = handled_by(model, user)
    is_open = visible.filter(state__in=model.workflow.open_states)
    tabs = {
        tab: visible.filter(tab_condition(tab, user, model.workflow)) for tab in TABS
    }
    counted = count_each(
        {
            "open": is_open,
            **tabs,
            "failed": _messages(visible, Message.Delivery.FAILED),
            "to_tell": _messages(visible, Message.Delivery.TO_TELL),
        }
    )
    return {
        "label": inbox.menu_label,
        "url": url,
        "open": counted["open"],
        "tabs": [
            {"label": label, "count": counted[tab], "url": f"{url}?tab={tab}"}
            for tab, label in TABS.items()
        ],
        "tasks": [
            {
                "label": label,
                "count": counted[name],
                "url": f"{url}?message={name}",
                "deadline": _first_deadline(visible, name),
            }
            for name, label in TASKS.items()
            if counted[name]
        ],
        "notices": inbox.notices_for(user),
    }


TASKS = {
    "failed": _("Messages that could not be delivered"),
    "to_tell": _("People to tell by phone"),
}


def _first_deadline(visible: QuerySet, delivery: str) -> datetime | None:
    """The next one among the cases that have such a task, of a few hundred at most."""
    told_of = _messages(visible, delivery).values("submission_id")
    cases = visible.filter(pk__in=told_of).order_by("state_since", "pk")[:MOST_TASKS]
    return min((each.deadline for each in cases if each.deadline), default=None)


def _messages(visible: QuerySet, delivery: str) -> QuerySet:
    return Message.objects.of_cases(visible).filter(delivery=delivery)
