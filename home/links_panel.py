"""A heading and links with numbers on the first page of the admin."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class CountedLink:
    """`count` is how much waits there; None where nothing is counted."""

    label: Any
    url: str
    count: int | None = None


class LinksPanel(Component):
    """Without links there is no panel."""

    name = ""
    heading: Any = ""
    template_name = "home/links_panel.html"

    class Media:
        css = {"all": ["css/inbox.css"]}

    def links(self, request: HttpRequest) -> list[CountedLink]:
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None):
        links = self.links(parent_context["request"]) if parent_context else []
        return {"name": self.name, "heading": self.heading, "links": links}
