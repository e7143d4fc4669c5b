"""Synonyms in the admin."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.fact_editing.viewset import FactViewSet
from home.search.synonyms import Synonyms

LANGUAGES = [("", _("all languages")), *settings.LANGUAGES]


class SynonymsViewSet(FactViewSet):
    model = Synonyms
    name = "synonyms"
    icon = "search"
    menu_label = _("Synonyms for the search")
    menu_order = 700
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ("words", "language")
    search_fields = ("words",)
    panels = (
        FieldPanel("words"),
        FieldPanel("language", widget=forms.Select(choices=LANGUAGES)),
    )
