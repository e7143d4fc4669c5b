"""What a chapter of the guide is made of besides plain words."""

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from icp.guide.words import language_of_guide

register = template.Library()


@register.simple_tag
def ui(message: str, context: str = "") -> str:
    """A label of the admin, as it stands on the screen of whoever reads.

    `message` is its English message id, so that a renamed button renames itself here.
    """
    label = pgettext(context, message) if context else gettext(message)
    return format_html('<b class="guide__label">{}</b>', capfirst(label))


@register.inclusion_tag("guide/picture.html")
def picture(name: str, alt: str) -> dict:
    """A picture that the tests take; `make pictures` takes it anew."""
    return {"file": f"guide/{language_of_guide()}/{name}.webp", "alt": alt}
