"""What staff may upload as a picture: a drawing (SVG) brings no program along.

An `<img>` runs no script, but whoever opens the file itself would run it with the
rights of this website.
"""

from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

# Elements that run, load or bring HTML. An animation can turn a link into a script.
ACTIVE = {
    "a",
    "animate",
    "animatemotion",
    "animatetransform",
    "embed",
    "foreignobject",
    "handler",
    "iframe",
    "listener",
    "object",
    "script",
    "set",
}
# Where a drawing may point to: its own parts, and pictures that it holds.
OWN = ("#", "data:image/png", "data:image/jpeg")


class PictureForm(BaseImageForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        is_drawing = str(getattr(file, "name", "")).lower().endswith(".svg")
        if is_drawing and "file" in self.changed_data and not is_still(file):
            raise forms.ValidationError(
                _("This drawing holds a script or a link. Export it as plain SVG.")
            )
        return file


class WithoutInstructions(TreeBuilder):
    """An instruction could name a style sheet that makes a page of the drawing."""

    def pi(self, target, text=None):
        raise ParseError(target)


def is_still(drawing: File) -> bool:
    """Whether it draws, and does nothing else."""
    drawing.seek(0)
    parser = ElementTree.XMLParser(target=WithoutInstructions())
    try:
        root = ElementTree.parse(drawing, parser).getroot()
    except (ParseError, DefusedXmlException):
        return False
    finally:
        drawing.seek(0)
    return all(_is_still(element) for element in root.iter())


def _is_still(element) -> bool:
    attributes = {_local(name): value for name, value in element.attrib.items()}
    return (
        _local(element.tag) not in ACTIVE
        and not any(name.startswith("on") for name in attributes)
        and attributes.get("href", "#").strip().lower().startswith(OWN)
    )


def _local(name: str) -> str:
    """`{http://www.w3.org/2000/svg}Script` → `script`"""
    return name.rpartition("}")[2].lower()
