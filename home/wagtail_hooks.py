from functools import partial

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home.affected.admin import PeopleToTellPanel
from home.affected.admin import addresses as addresses_of_people_to_tell
from home.alerts.admin import AlertViewSet
from home.broken_links.admin import BrokenLinksView
from home.fact_editing.settings import settings_addresses
from home.frame.admin import FrameViewSet, OneForEachSite
from home.mending import MendingView, tell_after_saving
from home.models import SiteFrame
from home.reader_reports import FailedSearchesView, UsefulnessView
from home.report_view import ReportMenuItem, report_addresses
from home.reviewing.admin import (
    NoteCheckedView,
    PagesToCheckPanel,
    PagesToCheckView,
    offer_check,
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

# With their order in the menu.
REPORTS = (
    (PagesToCheckView, 900),
    (MendingView, 910),
    (BrokenLinksView, 920),
    (FailedSearchesView, 1000),
    (UsefulnessView, 1100),
)


hooks.register("register_admin_urls", addresses_of_people_to_tell)


@hooks.register("construct_homepage_panels")
def show_people_to_tell(request, panels):
    panels.append(PeopleToTellPanel())


@hooks.register("register_admin_viewset")
def register_alerts():
    return AlertViewSet("alerts_of_the_site", url_prefix="site-alerts")


register_permission_policy(SiteFrame, OneForEachSite(SiteFrame))
register_snippet(FrameViewSet)

# Before Wagtail's own: the first address that fits answers.
hooks.register("register_admin_urls", settings_addresses, order=-1)


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
def register_reports():
    return [address for view, _order in REPORTS for address in report_addresses(view)]


for view, order in REPORTS:
    hooks.register("register_reports_menu_item", partial(ReportMenuItem, view, order))


@hooks.register("register_admin_urls")
def register_review():
    return [
        path(
            "reports/pages-to-check/<int:pk>/checked/",
            NoteCheckedView.as_view(),
            name="page_checked",
        )
    ]


@hooks.register("construct_homepage_panels")
def show_pages_to_check(request, panels):
    panels.append(PagesToCheckPanel())


@hooks.register("register_log_actions")
def register_check(actions):
    actions.register_action(CHECKED, _("Check"), _("Everything is still true"))


hooks.register("register_page_header_buttons", offer_check)
hooks.register("after_create_page", tell_after_saving)
hooks.register("after_edit_page", tell_after_saving)
