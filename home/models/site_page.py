"""What every page of the site has in common."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail_localize.fields import SynchronizedField

from home.blocks import BodyBlock
from home.fallback import under_prefix
from home.reviewing.choosing import SitePageForm, keep_interval
from home.search.kinds import Kind
from home.search.texts import Part

REMEMBERED_ROOTS = "_wagtail_cached_site_root_paths"


class SitePage(Page):
    """An ordinary Wagtail page with an introduction, a body and a review date."""

    base_form_class = SitePageForm

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("One or two plain sentences: what is this page good for?"),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_("When somebody last checked that everything here is still true."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
        FieldPanel("check_again_after"),
    ]
    promote_panels = [
        # Without Wagtail's last panel, which promises a place in the menu.
        *Page.promote_panels[:-1],
        MultiFieldPanel(
            [
                FieldPanel(
                    "show_in_menus",
                    help_text=_(
                        "Lists the page among the ways on from the page above it. What "
                        "stands at the top of every page is chosen under “Menu and "
                        "footer”."
                    ),
                )
            ],
            heading=_("Menu"),
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("reviewed_on"),
        SynchronizedField("show_in_menus"),
    ]

    # What a leaflet says beside the words; a page without it has no leaflet.
    leaflet_template = ""
    kind_to_search: ClassVar[Kind] = Kind.TEXT

    # A form is not always open: what it is about leads to it.
    is_in_sitemap: ClassVar[bool] = True

    # Whoever fetched the page may have seen that the site has no restriction at all.
    is_surely_open_to_all = False

    class Meta:
        abstract = True

    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        keep_interval(self)
        return revision

    def get_url(self, request=None, current_site=None):
        """As in Wagtail; but a link on a page does not lead out of its language.

        A page in another language answers under the reader's prefix, too.
        """
        url = super().get_url(request, current_site)
        code = getattr(request, "reader_stays_in", None)
        return under_prefix(url, code) if code and url and url[0] == "/" else url

    def get_url_parts(self, request=None):
        """As in Wagtail; but a language that has just been added is not missed.

        Each process remembers for an hour where the trees of languages begin, and
        a command that adds one runs in another process.
        """
        parts = super().get_url_parts(request)
        if parts is None:
            Site.clear_site_root_paths_cache()
            vars(self if request is None else request).pop(REMEMBERED_ROOTS, None)
            parts = super().get_url_parts(request)
        return parts

    def address_in(self, translation: Page, request) -> str:
        """The address of this view on another language's page; routes add to it."""
        return translation.get_url(request)

    @classmethod
    def addresses_below(cls) -> dict[int, list[str]]:
        """For the sitemap: parts of addresses below live pages, by the page's key."""
        return {}

    def facts_to_search(self) -> Iterable[str]:
        """What people look for besides the words of the page, in its language."""
        return ()

    def parts_to_search(self) -> Iterable[Part]:
        """What stands below the page and is found by itself."""
        return ()

    def last_day_to_search(self) -> date | None:
        """After it nobody needs to find the page any more."""
        return None

    def get_view_restrictions(self):
        """As in Wagtail, in one query: this page's, its ancestors', their sources'."""
        if self.is_surely_open_to_all:
            return PageViewRestriction.objects.none()
        paths = [
            self.path[:length]
            for length in range(self.steplen, len(self.path) + 1, self.steplen)
        ]
        here_or_above = models.Q(page__path__in=paths, page__alias_of=None)
        by_source = models.Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(here_or_above | by_source).distinct()


def kinds_of_pages() -> list[type[SitePage]]:
    """Every kind of page of the site, whichever app it lives in."""
    return [model for model in get_page_models() if issubclass(model, SitePage)]
