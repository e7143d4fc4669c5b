"""Translations in the admin: what is missing, stale or unread, and what to do now."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.frame.admin import told_of
from home.frame.current import frame_of
from home.languages import LANGUAGES, SOURCE_LANGUAGE
from home.links_panel import CountedLink, LinksPanel
from home.models import PageWording
from home.translating.beside_pages import beside_pages
from home.translating.overview import Item, State, all_items, counts

ON_A_PAGE = 50
MAY_CHANGE_THE_FRAME = "home.change_siteframe"
MAY_TRANSLATE = "wagtail_localize.submit_translation"
# Those that somebody has to do something about.
URGENT = (State.MISSING, State.STALE, State.PARTLY, State.UNCHECKED)
TARGETS = [
    (code, each.endonym)
    for code, each in LANGUAGES.items()
    if code != SOURCE_LANGUAGE.code
]


class FilterForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("All")), *TARGETS], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *State.choices], required=False
    )

    def matches(self, item: Item) -> bool:
        chosen = self.cleaned_data if self.is_valid() else {}
        return chosen.get("language") in ("", None, item.language.code) and (
            chosen.get("state") in ("", None, item.state)
        )


class OverviewView(WagtailAdminTemplateMixin, View):
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    template_name = "home/translations.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not request.user.has_perm(MAY_TRANSLATE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        items = all_items()
        form = FilterForm(self.request.GET)
        chosen = [item for item in items if form.matches(item)]
        page = Paginator(chosen, ON_A_PAGE).get_page(self.request.GET.get("page"))
        filters = {
            name: self.request.GET.get(name, "") for name in ("language", "state")
        }
        return super().get_context_data(**kwargs) | {
            "page_title": self.page_title,
            "header_icon": self.header_icon,
            "states": State,
            "summary": summary(items),
            "form": form,
            "page_obj": page,
            "rows": [(item, action_of(item)) for item in page],
            "filters": urlencode(filters),
            "here": self.request.get_full_path(),
            "frame": self._frame(),
            "beside_pages": beside_pages(self.request),
        }

    def _frame(self) -> dict | None:
        """The words of the menu and the footer, which are no page."""
        frame = frame_of(self.request)
        if frame is None or not self.request.user.has_perm(MAY_CHANGE_THE_FRAME):
            return None
        return told_of(frame)


def summary(items: list[Item]) -> list[dict]:
    """A row for each language, a cell with its link for each state."""
    url = reverse("translations")
    return [
        {
            "language": LANGUAGES[code],
            "cells": [
                (state.label, counted[state], f"{url}?language={code}&state={state}")
                for state in State
            ],
        }
        for code, counted in counts(items).items()
    ]


def action_of(item: Item) -> tuple[str, str]:
    """What to do next, and where; a check is a button instead."""
    if item.page is not None and item.state == State.MISSING:
        return gettext("Finish and publish"), edit_url(item.page)
    if item.state == State.MISSING:
        name = "wagtail_localize:submit_page_translation"
        return gettext("Translate"), reverse(name, args=[item.source.pk])
    if item.state == State.STALE and item.page.source_id:
        name = "wagtail_localize:update_translations"
        return gettext("Synchronise"), reverse(name, args=[item.page.source_id])
    if item.state in (State.STALE, State.PARTLY):
        return gettext("Translate"), edit_url(item.page)
    return gettext("Read and edit"), edit_url(item.page)


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class CheckForm(forms.Form):
    """`fingerprint` names the words that were on the screen."""

    checked = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    fingerprint = forms.CharField(max_length=64)
    back = forms.CharField(required=False)

    def clean_back(self) -> str:
        """Back to the list with its filters, and nowhere else."""
        url, back = reverse("translations"), self.cleaned_data["back"]
        return back if back.startswith(f"{url}?") else url


class CheckedView(View):
    """A native speaker has read a translation (or takes that back)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wording = get_object_or_404(PageWording.objects.select_related("page"), page=pk)
        if not wording.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        form = CheckForm(request.POST)
        if not form.is_valid():
            return HttpResponseRedirect(reverse("translations"))
        self._decide(request, wording, form.cleaned_data)
        return HttpResponseRedirect(form.cleaned_data["back"])

    def _decide(self, request: HttpRequest, wording: PageWording, said: dict) -> None:
        if said["fingerprint"] != wording.fingerprint:
            changed = gettext("The words changed meanwhile. Read them once more.")
            messages.error(request, changed)
        elif said["checked"] == "yes":
            wording.mark_checked(request.user)
            messages.success(request, gettext("Noted: a native speaker checked it."))
        else:
            wording.mark_unchecked()
            messages.success(request, gettext("Noted: it has to be checked."))


class TranslationsMenuItem(MenuItem):
    def __init__(self):
        super().__init__(
            _("Translations"),
            reverse_lazy("translations"),
            name="translations",
            icon_name="wagtail-localize-language",
            order=207,
        )

    def is_shown(self, request) -> bool:
        return request.user.has_perm(MAY_TRANSLATE)


class TranslationsPanel(LinksPanel):
    """How much waits for translators."""

    name = "translations"
    heading = _("Translations")
    order = 95

    def links(self, request: HttpRequest) -> list[CountedLink]:
        if not request.user.has_perm(MAY_TRANSLATE):
            return []
        counted = sum(counts(all_items()).values(), start=Counter())
        url = reverse("translations")
        pages = [
            CountedLink(state.label, f"{url}?state={state}", counted[state])
            for state in URGENT
        ]
        others = [
            CountedLink(each.heading, f"{url}#{each.name}", each.count)
            for each in beside_pages(request)
        ]
        return pages + others


def hide_the_other_report(request, menu_items) -> None:
    """wagtail-localize's list calls a translation up to date that is not."""
    url = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != url]
