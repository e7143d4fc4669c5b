"""Inputs that say in which direction they are written and what describes them."""

from django import template
from django.forms import BoundField

register = template.Library()

# Addresses and numbers run from left to right in every language; names and
# sentences in the direction of their first letter.
DIRECTIONS = {"text": "auto", "search": "auto", "email": "ltr", "url": "ltr"}


@register.simple_tag
def described_by(field: BoundField, why: str = "") -> str:
    """The ids that `aria-describedby` names: the reason, the hint, the error."""
    reason = f"{field.auto_id}_why" if why else ""
    return " ".join(filter(None, [reason, field.aria_describedby]))


@register.simple_tag
def control(field: BoundField, why: str = "") -> str:
    """The input itself. In a fieldset it is the fieldset that is described."""
    attrs = {}
    if direction := _direction(field):
        attrs["dir"] = direction
    if why and not field.use_fieldset:
        attrs["aria-describedby"] = described_by(field, why)
    return field.as_widget(attrs=attrs)


@register.simple_tag
def first_input_id(field: BoundField) -> str:
    """Where a link to this field leads; a group has no input of its own."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


def _direction(field: BoundField) -> str | None:
    if field.widget_type == "textarea":
        return "auto"
    return DIRECTIONS.get(getattr(field.field.widget, "input_type", None))
