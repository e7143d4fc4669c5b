"""The report on health: all checks, for whoever runs the website."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from icp.operations.health.check import Check, Finding, State
from icp.operations.health.page_cache import look_at_page_cache

logger = logging.getLogger(__name__)

TITLE = pgettext_lazy("of the website", "Health")
ICON = "desktop"
# In the order of the report. What is looked at next gets a module beside this one.
CHECKS = (Check(_("Page cache"), look_at_page_cache),)


def carry_out(check: Check) -> Finding:
    """A check that fails is a finding, too, and no reason to show none."""
    try:
        return check.look()
    except Exception:
        logger.exception("A check of the health report failed: %s", check.look.__name__)
        words = gettext("This could not be looked at. The log of the server says why.")
        return Finding(State.BAD, "", words)


class HealthView(WagtailAdminTemplateMixin, View):
    page_title = TITLE
    header_icon = ICON
    template_name = "operations/health.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = [(check.name, carry_out(check)) for check in CHECKS]
        return self.render_to_response(self.get_context_data(rows=rows))


class HealthMenuItem(AdminOnlyMenuItem):
    def __init__(self):
        super().__init__(
            TITLE, reverse_lazy("health"), name="health", icon_name=ICON, order=1200
        )


def health_addresses() -> list:
    return [path("reports/health/", HealthView.as_view(), name="health")]
