"""Answers that a page carries along without showing them."""

from typing import Any

from django import forms


class CarriedField(forms.BoundField):
    """A hidden input has no description: nobody is told of it, and HTML forbids it.

    Django 5.2 describes it all the same, by a help text that is not on the page.
    """

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if widget is not None and widget.is_hidden:
            attrs.pop("aria-describedby", None)
        return attrs
