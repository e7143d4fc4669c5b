"""Pictures of the library on a page."""

from django import template
from wagtail.images.models import AbstractImage, Picture

from home.pictures import picture_of

register = template.Library()


@register.simple_tag
def shown_picture(image: AbstractImage, **attributes: str) -> Picture | None:
    """`alt` only where the picture does not bring its own words."""
    return picture_of(image, **{"loading": "lazy", "decoding": "async"} | attributes)
