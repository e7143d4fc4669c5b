"""The list of cases that a person may see."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from forms_app.engine.inbox.bulk_actions import (
    assignments_for_several,
    steps_for_several,
    steps_one_by_one,
)
from forms_app.engine.inbox.columns import case_columns
from forms_app.engine.inbox.counting import CappedCount, Count, count_each
from forms_app.engine.inbox.pagination import CasePaginator
from forms_app.engine.inbox.selection import handled_by, in_scope, search_cases
from forms_app.engine.inbox.tabs import ALL, TABS, tab_condition
from forms_app.engine.saved_views import SavedView

# A hundred pages: whoever looks for somebody narrows the list before.
FOUND_AT_MOST = 5000


class InboxView(IndexView):
    any_permission_required = ("view",)
    results_template_name = "forms_app/inbox/index_results.html"
    template_name = "forms_app/inbox/index.html"
    default_ordering = "-submitted_at"
    paginator_class = CasePaginator
    paginate_by = 50
    is_searchable = True
    show_export_buttons = False
    viewset: Any = None
    case_url_name = ""
    more_columns: tuple[Column, ...] = ()

    @cached_property
    def columns(self):
        return case_columns(self.case_url_name, self.more_columns)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # An export is an act that has to be recorded; it has a view of its own.
        self.is_export = False

    def get_base_queryset(self):
        return in_scope(self.viewset, self.request.user)

    def order_queryset(self, queryset):
        """The primary key decides between equals, in the direction of the index."""
        key = "-pk" if self.ordering.startswith("-") else "pk"
        return queryset.order_by(self.ordering, key)

    def search_queryset(self, queryset):
        return search_cases(queryset, self.search_query)

    def get_paginator(self, queryset, *args, **kwargs):
        """Counted in the same query as the tabs.

        All cases are counted in an index; what fits filters only up to a limit that
        nobody turns the pages of. A search reads all texts, so it is made once.
        """
        paginator = super().get_paginator(queryset, *args, **kwargs)
        most = FOUND_AT_MOST if self.is_searching or self.is_filtering else None
        if self.is_searching:
            self.counted = self._counts()
            found = paginator.find_keys(FOUND_AT_MOST + 1)
        else:
            self.counted = self._counts(found=CappedCount(queryset, most))
            found = self.counted["found"].number
        self.is_capped = most is not None and found > most
        paginator.count = most if self.is_capped else found
        return paginator

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["is_capped"] = self.is_capped
        context["tabs"] = self._tabs(self.counted)
        context["state_counts"] = self._state_counts(self.counted)
        context["may_change"] = self.user_has_permission("change")
        context["enter_url"] = self._url("enter")
        context["quarantine_url"] = self._url("quarantine")
        context["held"] = self.counted["held"]
        context["bulk_steps"] = steps_for_several(self.model)
        context["bulk_one_by_one"] = steps_one_by_one(self.model)
        context["bulk_people"] = assignments_for_several(self.model, self.request.user)
        context["saved_views"] = self._saved_views()
        context["export_url"] = f"{self._url('export')}?{self.request.GET.urlencode()}"
        context["alerts_url"] = reverse("inbox_alerts")
        context["save_url"] = self._url("save_view")
        context["bulk_url"] = self._url("bulk")
        context["narrowed"] = self.is_searching or self.is_filtering
        context["query"] = self.request.GET.urlencode()
        return context

    def _url(self, name: str) -> str:
        return reverse(self.viewset.get_url_name(name))

    def _counts(self, **found: CappedCount) -> dict[str, Count]:
        """Of the list, all tabs, all states and the quarantine, in one query."""
        user, workflow = self.request.user, self.model.workflow
        visible = handled_by(self.model, user)
        tabs = {tab: visible.filter(tab_condition(tab, user, workflow)) for tab in TABS}
        states = {f"in_{name}": visible.filter(state=name) for name in workflow.states}
        held = self.model.objects.visible_to(user).filter(
            is_quarantined=True, is_spam=False
        )
        return count_each({**found, **tabs, **states, "held": held})

    def _tabs(self, counted: dict[str, Count]) -> list[dict]:
        now = self.request.GET.get("tab", "")
        everything = {"label": ALL, "url": self.index_url, "is_current": not now}
        return [everything] + [
            {
                "label": label,
                "url": f"{self.index_url}?tab={name}",
                "count": counted[name],
                "is_current": now == name,
            }
            for name, label in TABS.items()
        ]

    def _state_counts(self, counted: dict[str, Count]) -> list[dict]:
        """How many of this person's cases rest in each state that has any."""
        return [
            {"state": state, "count": counted[f"in_{name}"]}
            for name, state in self.model.workflow.states.items()
            if counted[f"in_{name}"]
        ]

    def _saved_views(self) -> list[dict]:
        own = SavedView.objects.filter(user=self.request.user, kind=self.model.kind)
        name = self.viewset.get_url_name("forget_view")
        return [
            {"view": view, "forget_url": reverse(name, args=[view.pk])} for view in own
        ]
