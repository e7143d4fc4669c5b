"""The home page and pages of plain text."""

from django.utils.translation import gettext_lazy as _

from home.models.site_page import SitePage


class HomePage(SitePage):
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    # The funders' logos stand here.
    is_home = True

    @property
    def leads_on(self) -> bool:
        """Editors chose the ways on from here; else the sections stand in for them."""
        return any(block.block_type == "cards" for block in self.body)

    class Meta:
        verbose_name = _("home page")


class StandardPage(SitePage):
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page of text")
