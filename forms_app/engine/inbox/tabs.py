"""The tabs of an inbox: mine, unassigned, overdue. They are filters in the URL, too."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from forms_app.engine.outbox import Message
from forms_app.engine.states import Workflow
from forms_app.engine.terms import overdue

ALL = pgettext_lazy("cases", "All")
TABS = {
    "mine": pgettext_lazy("cases", "Mine"),
    "unassigned": pgettext_lazy("cases", "Unassigned"),
    "overdue": pgettext_lazy("cases", "Overdue"),
}


def tab_condition(tab: str, user: Any, workflow: Workflow) -> Q:
    """Which cases the tab shows. Finished ones are nobody's work any more."""
    if tab == "overdue":
        return overdue(workflow, timezone.now())
    assigned_to = user if tab == "mine" else None
    return Q(assigned_to=assigned_to, state__in=workflow.open_states)


class TabFilterSet(WagtailFilterSet):
    tab = django_filters.ChoiceFilter(
        label=_("Whose"),
        choices=list(TABS.items()),
        empty_label=ALL,
        method="filter_tab",
    )

    message = django_filters.ChoiceFilter(
        label=_("Message"),
        choices=[
            (each.value, each.label)
            for each in (Message.Delivery.FAILED, Message.Delivery.TO_TELL)
        ],
        method="filter_message",
    )

    class Meta:
        fields: tuple[str, ...] = ()

    def filter_tab(self, queryset, name, value):
        workflow = queryset.model.workflow
        return queryset.filter(tab_condition(value, self.request.user, workflow))

    def filter_message(self, queryset, name, value):
        model = queryset.model
        kind = ContentType.objects.get_for_model(model)
        about = Message.objects.filter(kind=kind, delivery=value)
        return queryset.filter(pk__in=about.values("submission_id"))


def with_tabs(filterset_class: type | None) -> type:
    """The filters of one kind of case, and the tabs."""
    if filterset_class is None:
        return TabFilterSet
    return type(
        f"Tabbed{filterset_class.__name__}", (filterset_class, TabFilterSet), {}
    )
