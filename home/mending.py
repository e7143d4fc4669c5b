"""What the content checks find: told after saving, and listed for all live pages."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from home.content_checks import Finding, findings_in
from home.models import SitePage
from home.report_view import StaffReportView

TOLD_AT_ONCE = 8


def tell_after_saving(request, page) -> None:
    """Not while the editor saves by itself: messages would pile up unseen."""
    if not isinstance(page, SitePage) or not request.accepts("text/html"):
        return
    found = findings_in(page)
    if found:
        told = format_html(
            "{} <ul>{}</ul>", gettext("Saved, but please mend:"), in_a_list(found)
        )
        messages.warning(request, told)


def in_a_list(found: list[Finding]) -> str:
    """The first few, and how many more there are."""
    shown = [
        (format_html("{}: <q>{}</q>", each.problem.label, each.words),)
        if each.words
        else (each.problem.label,)
        for each in found[:TOLD_AT_ONCE]
    ]
    if len(found) > TOLD_AT_ONCE:
        shown.append((f"+ {len(found) - TOLD_AT_ONCE}",))
    return format_html_join("", "<li>{}</li>", shown)


def findings_by_page(pages) -> dict[int, list[Finding]]:
    """Of all live pages that need mending; one query for each kind of page."""
    locales = Locale.objects.in_bulk()
    found = {}
    for page in pages.filter(live=True, alias_of=None).specific():
        if isinstance(page, SitePage):
            page.locale = locales[page.locale_id]
            found[page.pk] = findings_in(page)
    return {pk: findings for pk, findings in found.items() if findings}


class MendingView(StaffReportView):
    page_title = _("What to mend")
    header_icon = "clipboard-list"
    index_url_name = "what_to_mend"
    index_results_url_name = "what_to_mend_results"
    permission_policy = page_permission_policy
    any_permission_required = ("change",)
    model = Page
    default_ordering = "path"
    list_export = ("title", "locale.language_code", "in_words")
    columns = (
        TitleColumn(
            "title",
            label=_("Page"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("locale", label=_("Language"), accessor="locale.language_code"),
        Column(
            "findings",
            label=_("What to mend"),
            accessor=lambda page: format_html("<ul>{}</ul>", in_a_list(page.findings)),
        ),
    )

    def get_base_queryset(self):
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        self.found = findings_by_page(pages)
        return Page.objects.filter(pk__in=self.found).select_related("locale")

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.findings = self.found[page.pk]
            page.in_words = "; ".join(
                f"{each.problem.label} {each.words}".strip() for each in page.findings
            )
        return object_list
