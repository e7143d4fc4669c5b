"""How a page may look: its language, the width of the screen, the colour scheme."""

import pytest

TOO_WIDE = """() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth"""
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

# Each language on each width and in each scheme.
looks = pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [
        ("en", 360, "light"),
        ("en", 1280, "dark"),
        ("ar", 360, "dark"),
        ("ar", 1280, "light"),
    ],
)
