"""What readers tell: searches that failed, pages that did not help."""

from datetime import timedelta

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from home.languages import language
from home.report_view import StaffReportView
from home.search.failures import FailedSearch
from home.usefulness import UsefulnessCount

A_YEAR = timedelta(days=365)


class FailedSearchesView(StaffReportView):
    page_title = _("Searches without a result")
    header_icon = "search"
    index_url_name = "failed_searches"
    index_results_url_name = "failed_searches_results"
    permission_policy = ModelPermissionPolicy(FailedSearch)
    any_permission_required = ("view",)
    model = FailedSearch
    default_ordering = "-count"
    list_export = ("words", "language", "count", "last_day")
    columns = (
        Column("words", label=_("Words"), sort_key="words"),
        Column("language", label=_("Language"), accessor=lambda row: _endonym(row)),
        Column("count", label=_("How often"), sort_key="count"),
        DateColumn("last_day", label=_("Last time"), sort_key="last_day"),
    )

    def get_base_queryset(self):
        return FailedSearch.objects.readable()

    def get_page_subtitle(self):
        return _("What was looked for at least twice. Names and numbers are not kept.")


def _endonym(row: FailedSearch) -> str:
    return language(row.language).endonym


class UsefulnessView(StaffReportView):
    """Pages by how many people said that they were of no use, in the last year."""

    page_title = _("Was this page useful?")
    header_icon = "help"
    index_url_name = "usefulness"
    index_results_url_name = "usefulness_results"
    permission_policy = ModelPermissionPolicy(UsefulnessCount)
    any_permission_required = ("view",)
    model = Page
    default_ordering = "-said_no"
    list_export = ("title", "locale.language_code", "said_yes", "said_no")
    export_headings = {"said_yes": _("useful"), "said_no": _("not useful")}
    columns = (
        TitleColumn(
            "title",
            label=_("Page"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("locale", label=_("Language"), accessor="locale.language_code"),
        Column("said_yes", label=_("Useful"), sort_key="said_yes"),
        Column("said_no", label=_("Not useful"), sort_key="said_no"),
    )

    def get_base_queryset(self):
        lately = Q(usefulness__day__gte=timezone.localdate() - A_YEAR)
        return (
            Page.objects.filter(lately)
            .annotate(said_yes=Sum("usefulness__yes"), said_no=Sum("usefulness__no"))
            .select_related("locale")
        )
