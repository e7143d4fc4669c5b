"""What the style guide shows of a component: the template, with values made up here."""

from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.blocks import StreamBlock

from home.blocks import BodyBlock
from home.frame.blocks import FooterBlock


class Specimen:
    """One component, once for each of its looks: the values of its template.

    `parts` are components that it is made of and that show nothing alone. An entry
    of a list names the class of its list. What has no look stands around the page.
    """

    box_class = ""

    def __init__(
        self,
        name: str,
        *looks: dict,
        parts: tuple[str, ...] = (),
        list_class: str = "",
    ):
        self.name, self.looks = name, looks
        self.parts, self.list_class = parts, list_class

    def shown(self, request: HttpRequest) -> list[SafeString]:
        template = f"components/{self.name}.html"
        return [render_to_string(template, look, request) for look in self.looks]


@dataclass(frozen=True)
class BlockSpecimen:
    """A block of a page, from the form in which it is stored."""

    kind: str
    stored: object
    context: dict
    parts: tuple[str, ...] = ()

    stream: ClassVar[type[StreamBlock]] = BodyBlock
    folder: ClassVar[str] = "blocks"
    list_class: ClassVar[str] = ""
    box_class: ClassVar[str] = "prose body"

    @property
    def name(self) -> str:
        return f"{self.folder}/{self.kind}"

    def shown(self, request: HttpRequest) -> list[SafeString]:
        block = self.stream().child_blocks[self.kind]
        value = block.to_python(self.stored)
        return [block.render(value, {**self.context, "request": request})]


class ColumnSpecimen(BlockSpecimen):
    """A column of the footer."""

    stream = FooterBlock
    folder = "footer"
    box_class = "site-footer night"


@dataclass(frozen=True)
class Group:
    title: str
    specimens: list[Specimen | BlockSpecimen]
