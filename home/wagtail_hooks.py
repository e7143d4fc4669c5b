from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.alerts.admin import AlertViewSet
from home.broken_links.admin import BrokenLinksMenuItem, broken_links_addresses
from home.frame.admin import FrameViewSet, OneForEachSite
from home.mending import MendingMenuItem, mending_addresses, tell_after_saving
from home.models import SiteFrame
from home.reports import MENU, ReportMenuItem, report_addresses
from home.reviewing.admin import (
    PagesToCheckMenuItem,
    PagesToCheckPanel,
    offer_check,
    review_addresses,
)
from home.reviewing.due import CHECKED
from home.search.admin import SynonymsViewSet
from home.translating.admin import (
    CheckedView,
    OverviewView,
    TranslationsMenuItem,
    TranslationsPanel,
    hide_the_other_report,
)


@hooks.register("register_admin_viewset")
def register_alerts():
    return AlertViewSet("alerts_of_the_site", url_prefix="site-alerts")


register_permission_policy(SiteFrame, OneForEachSite(SiteFrame))
register_snippet(FrameViewSet)


@hooks.register("register_admin_urls")
def register_translations():
    return [
        path("translations/", OverviewView.as_view(), name="translations"),
        path(
            "translations/<int:pk>/checked/",
            CheckedView.as_view(),
            name="translation_checked",
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_translations_menu_item():
    return TranslationsMenuItem()


@hooks.register("construct_homepage_panels")
def show_translations(request, panels):
    panels.append(TranslationsPanel())


hooks.register("construct_reports_menu", hide_the_other_report)


@hooks.register("register_admin_viewset")
def register_synonyms():
    return SynonymsViewSet()


@hooks.register("register_admin_urls")
def register_report_addresses():
    return report_addresses()


@hooks.register("register_reports_menu_item")
def register_report_of_failed_searches():
    return ReportMenuItem(*MENU[0], order=1000)


@hooks.register("register_reports_menu_item")
def register_report_of_usefulness():
    return ReportMenuItem(*MENU[1], order=1100)


@hooks.register("register_admin_urls")
def register_review_addresses():
    return review_addresses()


@hooks.register("register_reports_menu_item")
def register_pages_to_check():
    return PagesToCheckMenuItem()


@hooks.register("construct_homepage_panels")
def show_pages_to_check(request, panels):
    panels.append(PagesToCheckPanel())


@hooks.register("register_log_actions")
def register_check(actions):
    actions.register_action(CHECKED, _("Check"), _("Everything is still true"))


hooks.register("register_page_header_buttons", offer_check)
hooks.register("after_create_page", tell_after_saving)
hooks.register("after_edit_page", tell_after_saving)


@hooks.register("register_admin_urls")
def register_mending_addresses():
    return mending_addresses()


@hooks.register("register_reports_menu_item")
def register_mending():
    return MendingMenuItem()


@hooks.register("register_admin_urls")
def register_broken_links_addresses():
    return broken_links_addresses()


@hooks.register("register_reports_menu_item")
def register_broken_links():
    return BrokenLinksMenuItem()
