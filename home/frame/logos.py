"""The logos of funders: addresses that need no query, files that keep still.

Wagtail's own view makes the file when a browser asks for it. It also forbids scripts in
a drawing (SVG).
"""

from django.urls import path, reverse
from wagtail.images.utils import generate_signature
from wagtail.images.views.serve import ServeView

# Twice as many points as the style sheet gives it: sharp on a good screen.
SIZE = "max-480x160|preserve-svg"

logo_pattern = path(
    "logos/<str:signature>/<int:image_id>/<str:filter_spec>/",
    ServeView.as_view(),
    name="logo",
)


def address_of_logo(image: int) -> str:
    return reverse("logo", args=[generate_signature(image, SIZE), image, SIZE])
