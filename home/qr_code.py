"""Addresses as squares that a phone's camera reads."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str) -> SafeString:
    """An inline SVG without scripts and styles; its size is the style sheet's."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    # Segno draws it from numbers: nothing of the text stands in it.
    return mark_safe(svg)
