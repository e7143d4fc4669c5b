"""Alerts in the admin: one form for the facts and the words of all languages."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)

from home.alerts.composing import publish
from home.fact_editing.viewset import FactViewSet
from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from home.models import Alert

LONGEST = 300


def name_of(code: str) -> str:
    return f"words_{code.replace('-', '_')}"


def words_field(each: Language) -> forms.CharField:
    attrs = {"lang": each.code, "dir": each.direction, "rows": 2}
    return forms.CharField(
        label=each.endonym,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=attrs),
    )


class FactsForm(WagtailAdminModelForm):
    """Checks that every reader gets some words, and keeps them on the record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.initial.setdefault(name_of(code), self.instance.words.get(code, ""))

    def clean(self):
        cleaned = super().clean()
        is_closure = cleaned.get("kind") == Alert.Kind.CLOSED
        if is_closure and not cleaned.get("page"):
            self.add_error("page", _("Choose the page of the place that is closed."))
        source = name_of(SOURCE_LANGUAGE.code)
        if not is_closure and source not in self.errors and not cleaned.get(source):
            message = _("Write it in Czech: whoever has no other words reads these.")
            self.add_error(source, message)
        return cleaned

    def save(self, commit=True):
        alert = super().save(commit=False)
        written = {code: self.cleaned_data[name_of(code)] for code in LANGUAGES}
        alert.words = {code: text for code, text in written.items() if text}
        if commit:
            publish(alert)
        return alert


AlertForm = type(
    "AlertForm",
    (FactsForm,),
    {name_of(code): words_field(each) for code, each in LANGUAGES.items()},
)


class AlertViewSet(FactViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 205
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "severity", "starts_at", "ends_at")
    ordering = ("-ends_at",)
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel(
                "severity", help_text=_("Urgent ones stand first and stand out.")
            ),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            PageChooserPanel("page"),
            MultiFieldPanel(
                [FieldPanel(name_of(code)) for code in LANGUAGES],
                heading=_("Words, in as many languages as you can"),
                help_text=_(
                    "One or two sentences: what happened, what to do. Saving "
                    "publishes them in all languages; readers without words of their "
                    "own get the ready-made sentence or the nearest language."
                ),
            ),
        ],
        base_form_class=AlertForm,
    )
