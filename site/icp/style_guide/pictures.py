"""A picture that is in no library and has no files of its own."""

from dataclasses import dataclass

from django.forms.utils import flatatt
from django.templatetags.static import static
from wagtail.images.models import Filter

SIDE = 400


@dataclass
class ExampleRendition:
    """The sign of the site in place of a photograph."""

    url: str
    image: object = None
    width: int = SIDE
    height: int = SIDE

    def img_tag(self, extra_attributes: dict) -> str:
        own = {"src": self.url, "width": self.width, "height": self.height, "alt": ""}
        return f"<img{flatatt({**own, **extra_attributes})}>"


class ExamplePicture:
    """As much of a picture as `home.pictures` asks for."""

    def is_svg(self) -> bool:
        return False

    def find_existing_renditions(self, *filters: Filter) -> dict:
        return dict.fromkeys(filters, ExampleRendition(static("img/favicon.svg")))
