"""Which pages to check again: a report, a button, a number to begin the day with."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.links_panel import CountedLink, LinksPanel
from home.models import ContactSettings, SitePage
from home.report_view import StaffReportView
from home.reviewing.due import (
    check_by,
    count_overdue,
    is_overdue,
    note_checked,
    pages_with_checks,
    soonest_first,
)
from home.reviewing.models import NEVER


def pages_of(user):
    """Whoever may publish a page answers for it."""
    policy = page_permission_policy
    return policy.instances_user_has_any_permission_for(user, ["publish"])


def answers_for_pages(user) -> bool:
    return page_permission_policy.user_has_any_permission(user, ["publish"])


def months_between_checks(request: HttpRequest) -> int:
    return ContactSettings.for_request(request).check_again_after


class CheckColumn(Column):
    """By when to check, and the button that says it is done."""

    cell_template_name = "home/check_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        checked_on, months = instance.checked_on, instance.months
        return super().get_cell_context_data(instance, parent_context) | {
            "due": check_by(checked_on, months),
            "is_overdue": is_overdue(checked_on, months),
            "is_never_due": months == NEVER,
            "csrf_token": get_token(parent_context["request"]),
        }


class PagesToCheckView(StaffReportView):
    page_title = _("Pages to check again")
    header_icon = "calendar-check"
    index_url_name = "pages_to_check"
    index_results_url_name = "pages_to_check_results"
    permission_policy = page_permission_policy
    any_permission_required = ("publish",)
    model = Page
    list_export = ("title", "checked_on")
    columns = (
        TitleColumn(
            "title",
            label=_("Page"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        # Wagtail's column would say how many hours ago it was; a day has none.
        Column(
            "checked_on",
            label=_("last reviewed on"),
            accessor=lambda page: page.checked_on and date_format(page.checked_on),
        ),
        CheckColumn("due", label=_("Check again by")),
    )

    def get_base_queryset(self):
        months = months_between_checks(self.request)
        return pages_with_checks(pages_of(self.request.user), months)

    def order_queryset(self, queryset):
        return soonest_first(queryset)


class NoteCheckedView(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=pk, live=True, alias_of=None).specific
        rights = page.permissions_for_user(request.user)
        if not isinstance(page, SitePage) or not rights.can_publish():
            raise PermissionDenied
        note_checked(page, request.user)
        messages.success(request, gettext("Noted: checked today."))
        back = get_valid_next_url_from_request(request) or reverse("pages_to_check")
        return HttpResponseRedirect(back)


def offer_check(page: Page, user, view_name: str, next_url: str | None = None):
    """The same click beside the page's other actions, for whoever has just read it."""
    is_checked_itself = (
        isinstance(page.specific_deferred, SitePage) and not page.alias_of_id
    )
    if (
        is_checked_itself
        and page.live
        and page.permissions_for_user(user).can_publish()
    ):
        back = urlencode({"next": reverse("wagtailadmin_pages:edit", args=[page.pk])})
        url = f"{reverse('page_checked', args=[page.pk])}?{back}"
        yield Button(
            _("Checked today"),
            icon_name=PagesToCheckView.header_icon,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": url,
            },
            priority=12,
        )


class PagesToCheckPanel(LinksPanel):
    name = "pages-to-check"
    heading = _("Pages")
    order = 96

    def links(self, request: HttpRequest) -> list[CountedLink]:
        if not answers_for_pages(request.user):
            return []
        months = months_between_checks(request)
        count = count_overdue(pages_of(request.user), months)
        return [
            CountedLink(PagesToCheckView.page_title, reverse("pages_to_check"), count)
        ]
