"""The navigation and the footer, as editors make them: one record for each site."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, Site

from home.fallback import best_of
from home.frame.blocks import FooterBlock, MenuBlock
from home.frame.words import Words, words_in
from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from home.models.pages import HomePage
from home.page_reference import references_in

MOST_IN_THE_MENU = 9


class SiteFrame(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """Facts once, words by language; the row holds what is published.

    Pages are keys: each reader gets the version in their language or the nearest.
    """

    site = models.OneToOneField(
        Site, on_delete=models.CASCADE, related_name="frame", editable=False
    )
    menu = StreamField(
        MenuBlock(max_num=MOST_IN_THE_MENU, required=False),
        verbose_name=_("menu"),
        blank=True,
        help_text=_(
            "The pages at the top of every page, in this order. Choose the Czech "
            "page: each reader sees its title in their language, or in the nearest "
            "that has the page. Without any, the pages below the home page stand "
            "here that are marked “Show in menus”."
        ),
    )
    footer = StreamField(
        FooterBlock(required=False),
        verbose_name=_("footer"),
        blank=True,
        help_text=_("Columns at the end of every page, the first one first."),
    )

    class Meta:
        app_label = "home"
        verbose_name = _("menu and footer")
        verbose_name_plural = _("menu and footer")

    def __str__(self):
        return capfirst(str(self._meta.verbose_name))

    @property
    def menu_keys(self) -> list[int]:
        return list(dict.fromkeys(references_in(list(self.menu.raw_data))))

    @property
    def linked_keys(self) -> set[int]:
        """All pages that the navigation and the footer lead to."""
        return {*self.menu_keys, *references_in(list(self.footer.raw_data))}

    def gaps(self) -> dict[Language, list[Words]]:
        """For each other language, the words that it lacks."""
        words = [each for each in words_in(self.footer) if each.source]
        return {
            language: [each for each in words if code not in each.written]
            for code, language in LANGUAGES.items()
            if code != SOURCE_LANGUAGE.code
        }

    # Each language is a way to look at it.
    preview_modes: ClassVar = [(code, each.endonym) for code, each in LANGUAGES.items()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The home page in this language, with the navigation and footer as typed."""
        request.site_frame = self
        with translation.override(mode_name):
            pages = HomePage.objects.live().select_related("locale")
            page = next(iter(best_of(pages, "translation_key").values()), None)
            context = page.get_context(request) if page else {}
            response = TemplateResponse(request, "home/home_page.html", context)
            return response.render()
