"""The handle of a case, as a part of an address: `<handle:handle>`.

Importing it is enough, and whoever reads passes does.
"""

from django.urls import register_converter


class HandleConverter:
    """Shorter than any secret link, and no word that an address has in its place."""

    regex = "[a-z2-7]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HandleConverter, "handle")
