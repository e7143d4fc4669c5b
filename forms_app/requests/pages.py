"""A form that an editor makes without a developer."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from forms_app.engine.fields import ContactForm
from forms_app.engine.pages import FormPageManager
from forms_app.engine.pages.addresses import OneForm
from forms_app.requests.models import PlainRequest
from services.models import Place, PlacePage


class RequestForm(ContactForm):
    """Contact and consent; all other questions are the editor's."""

    field_order = ["full_name", "email", "phone"]


class PlaceField(forms.ModelChoiceField):
    """Places by the titles that their pages have in the reader's language."""

    widget = forms.RadioSelect

    def __init__(self, locale, **options):
        pages = PlacePage.objects.live().filter(locale=locale)
        self._titles = dict(pages.values_list("place_id", "title"))
        places = Place.objects.filter(pk__in=self._titles)
        super().__init__(places, empty_label=None, **options)

    def label_from_instance(self, obj: Place) -> str:
        return self._titles[obj.pk]


class RequestFormPage(OneForm):
    """A topic's form. Its cases go to the topic's people, and to those of the place."""

    case_model = PlainRequest
    form_class = RequestForm
    objects = FormPageManager()
    template = "forms_app/form/fill.html"
    subpage_types: list[str] = []

    asks_place = models.BooleanField(
        _("ask for the place"),
        default=False,
        help_text=_("People choose a branch, and its coordinators get the request."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Where every request goes, if people are not asked."),
    )

    content_panels = [
        *OneForm.content_panels,
        MultiFieldPanel(
            [FieldPanel("asks_place"), FieldPanel("place")], heading=_("Place")
        ),
    ]
    override_translatable_fields = [
        *OneForm.override_translatable_fields,
        SynchronizedField("asks_place", overridable=False),
        SynchronizedField("place", overridable=False),
    ]

    class Meta:
        verbose_name = _("request form")

    def make_fixed_form(self, data, initial: dict | None) -> ContactForm:
        form = super().make_fixed_form(data, initial)
        if self.asks_place:
            form.fields["place"] = PlaceField(
                self.locale,
                label=_("Which branch suits you?"),
                error_messages={"required": _("Choose a branch.")},
            )
        return form

    def example_case(self, about: Any) -> PlainRequest:
        return PlainRequest(place=self.place)

    def build_case(self, about: Any, cleaned: dict) -> PlainRequest:
        return PlainRequest(place=cleaned.get("place") or self.place)
