"""Words that stand on no page, in the overview for translators.

Whoever has such words registers a part with the hook `words_beside_pages`: it is called
with the request.
"""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component


class WordsBesidePages(Component):
    """A section of the overview; `name` is its anchor there."""

    name: ClassVar[str]
    heading: ClassVar[Any]

    def __init__(self, request: HttpRequest):
        self.request = request

    @property
    def count(self) -> int:
        """How many texts wait for a translator."""
        raise NotImplementedError

    @property
    def is_shown(self) -> bool:
        """May this person write such words?"""
        raise NotImplementedError


def beside_pages(request: HttpRequest) -> list[WordsBesidePages]:
    parts = [make(request) for make in hooks.get_hooks("words_beside_pages")]
    return [part for part in parts if part.is_shown]
