"""A form as `wagtail.contrib.forms` makes it: no seat, no history, no message."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import (
    AbstractFormField,
    EmailFormMixin,
    FormMixin,
)

from home.models import SitePage


class PlainField(AbstractFormField):
    page = ParentalKey(
        "plain.PlainFormPage", on_delete=models.CASCADE, related_name="form_fields"
    )

    def __str__(self):
        return self.label


class PlainFormPage(EmailFormMixin, FormMixin, SitePage):
    """As Wagtail's documentation makes one: stored, mailed to the staff, and thanks.

    `bare` is the least that Wagtail can do: stored, and a page without a frame.
    """

    base_form_class = SitePage.base_form_class
    template = "plain/bare.html"

    def __str__(self):
        return self.title

    def get_landing_page_template(self, request, *args, **kwargs):
        return "plain/bare.html" if self.slug == "bare" else "plain/thanks.html"
