import re

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permissions import page_permission_policy

from home.broken_links.models import BrokenLink
from home.report_view import StaffReportView

SHOWN_OF_AN_ADDRESS = 120
SIGNS = re.compile(r"(?<=[/?&=._-])(?=.)")


def _words_and_address(row: BrokenLink) -> str:
    """The address is a link, to try it, and may be broken at its signs."""
    if not row.address:
        return row.words
    short = Truncator(row.address).chars(SHOWN_OF_AN_ADDRESS)
    parts = format_html_join(
        mark_safe("<wbr>"), "{}", ((each,) for each in SIGNS.split(short))
    )
    return format_html(
        '{}<br><a href="{}" rel="noreferrer" dir="ltr">{}</a>',
        "" if row.words == row.address else row.words,
        row.address,
        parts,
    )


def _day(row: BrokenLink) -> str:
    return date_format(row.since) if row.since else ""


class BrokenLinksView(StaffReportView):
    page_title = _("Links that lead nowhere")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    permission_policy = page_permission_policy
    any_permission_required = ("change",)
    model = BrokenLink
    list_export = (
        "page.title",
        "page.locale.language_code",
        "words",
        "address",
        "reason_in_words",
        "next_step",
        "since",
    )
    columns = (
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.title",
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
            width="20%",
        ),
        Column("locale", label=_("Language"), accessor="page.locale.language_code"),
        Column("words", label=_("Words"), accessor=_words_and_address),
        Column("reason", label=_("Reason"), accessor="reason_in_words"),
        Column("next_step", label=_("What to do"), accessor="next_step"),
        Column("since", label=_("Since"), accessor=_day),
    )

    def get_base_queryset(self):
        pages = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        links = BrokenLink.objects.filter(page__in=pages, page__live=True)
        return links.select_related("page__locale")
