"""The guide inside the admin: its list of chapters, a chapter, and the ways there."""

from itertools import groupby
from operator import attrgetter

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import lazy
from django.utils.html import strip_tags
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.folding import fold
from home.links_panel import CountedLink, LinksPanel
from icp.guide.chapters import CHAPTERS, Chapter, chapters_for
from icp.guide.words import guide_words, language_of_guide

ICON = "help"


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)

    def chosen_from(self, chapters: list[Chapter]) -> list[Chapter]:
        """The chapters that have all the words, in any form of writing."""
        words = fold(self.cleaned_data["q"]).split() if self.is_valid() else []
        return [each for each in chapters if not words or has_all(each, words)]


def has_all(chapter: Chapter, words: list[str]) -> bool:
    text = strip_tags(render_to_string(chapter.template_name))
    folded = fold(f"{chapter.title} {text}")
    return all(word in folded for word in words)


def by_part(chapters: list[Chapter]) -> list[tuple[str, str, list[Chapter]]]:
    """(name, heading, chapters) of each part; `chapters` are in the order of parts."""
    headings = guide_words()["parts"]
    return [
        (name, headings[name], list(group))
        for name, group in groupby(chapters, attrgetter("part"))
    ]


class GuideMixin(WagtailAdminTemplateMixin):
    header_icon = ICON

    def get_context_data(self, **kwargs):
        more = {"words": guide_words(), "language": language_of_guide()}
        return super().get_context_data(**kwargs) | more


class GuideView(GuideMixin, View):
    template_name = "guide/index.html"

    def get_page_title(self) -> str:
        return guide_words()["title"]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.GET)
        found = form.chosen_from(chapters_for(request.user))
        context = {"query": request.GET.get("q", ""), "parts": by_part(found)}
        return self.render_to_response(self.get_context_data(**context))


class ChapterView(GuideMixin, View):
    template_name = "guide/chapter.html"
    chapter: Chapter

    def get_page_title(self) -> str:
        return self.chapter.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("guide"), "label": guide_words()["title"]},
            {"url": "", "label": self.chapter.title},
        ]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if slug not in {each.slug for each in CHAPTERS}:
            raise Http404
        own = chapters_for(request.user)
        here = next((at for at, each in enumerate(own) if each.slug == slug), None)
        if here is None:
            raise PermissionDenied
        self.chapter = own[here]
        context = {"chapter": self.chapter, "next": next(iter(own[here + 1 :]), None)}
        return self.render_to_response(self.get_context_data(**context))


class GuideMenuItem(MenuItem):
    def __init__(self):
        super().__init__(
            lazy(lambda: guide_words()["title"], str)(),
            reverse_lazy("guide"),
            name="guide",
            icon_name=ICON,
            order=9900,
        )


class GuidePanel(LinksPanel):
    """At the foot: the parts that its reader needs."""

    name = "guide"
    heading = lazy(lambda: guide_words()["title"], str)()
    order = 200

    def links(self, request: HttpRequest) -> list[CountedLink]:
        return [
            CountedLink(heading, f"{reverse('guide')}#{name}")
            for name, heading, _chapters in by_part(chapters_for(request.user))
        ]


def guide_addresses() -> list:
    return [
        path("guide/", GuideView.as_view(), name="guide"),
        path("guide/<slug:slug>/", ChapterView.as_view(), name="guide_chapter"),
    ]
