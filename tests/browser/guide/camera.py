"""Takes the pictures of the guide, and notes what stood on the screen meanwhile."""

import html
import io
import re
from pathlib import Path

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
PATIENCE = 30_000  # milliseconds
SIDEBAR, MARGIN = 200, 14
MARK = "each => { each.style.outline = '3px solid #d6336c';\
 each.style.outlineOffset = '3px'; }"


class Camera:
    """`words` is all that the pages of the present scene said so far."""

    def __init__(self, page: Page, address: str, folder: Path):
        self.page = page
        self.address = address
        self.folder = folder
        self.begin()

    def begin(self) -> None:
        """A new scene: whatever the last one left open is closed."""
        self.words = ""
        self.taken: set[str] = set()
        if self.page.url.startswith(self.address):
            self.page.evaluate("localStorage.clear()")

    def log_in_as(self, username: str) -> None:
        """Without the form: the log-in has tests of its own."""
        self.client = Client()
        self.client.force_login(get_user_model().objects.get(username=username))
        cookie = self.client.cookies["sessionid"]
        self.page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.address}]
        )

    def open(self, address: str) -> None:
        response = self.page.goto(address)
        assert response is not None
        assert response.ok, f"{address} answered {response.status}"
        self.see()

    def read(self, *addresses: str) -> None:
        """Only the words: of what is named and not shown."""
        for address in addresses:
            # A request leaves its language behind in the thread that asks.
            with translation.override(translation.get_language()):
                response = self.client.get(address)
            assert response.status_code == 200, f"{address}: {response.status_code}"
            self.words += plain(response.content.decode())

    def see(self) -> None:
        self.words += plain(self.page.content())

    def part(self, heading: str) -> Locator:
        """A part of an editor, by the message id of its heading."""
        return self.page.locator("section.w-panel").filter(
            has=self.page.get_by_role(
                "heading", name=capfirst(gettext(heading)), exact=True
            )
        )

    def take(self, name: str, *parts: Locator, mark: Locator | None = None, **size):
        """A picture of the part of the page that holds all these parts.

        `mark` is what the chapter tells to press; `height` cuts a long part short.
        """
        if mark is not None:
            mark.evaluate(MARK)
        clip = around([*parts, *([mark] if mark is not None else [])], **size)
        self.see()
        shot = self.page.screenshot(clip=clip, animations="disabled")
        picture = Image.open(io.BytesIO(shot)).convert("RGB")
        picture.save(self.folder / f"{name}.webp", quality=55, method=6)
        self.taken.add(name)


def plain(source: str) -> str:
    """Without the escapes of HTML, and of JSON within it."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(source))


def around(parts: list[Locator], height: float | None = None) -> FloatRect:
    """What to cut out of the page: a part of it with some air, or its whole width."""
    boxes = []
    for part in parts:
        part.wait_for(state="visible", timeout=PATIENCE)
        box = part.bounding_box()
        assert box is not None
        boxes.append(box)
    left = min(box["x"] for box in boxes)
    top = min(box["y"] for box in boxes)
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    air = min(MARGIN, max(left - SIDEBAR, 0))
    tall = bottom - top + 2 * air
    return {
        "x": left - air,
        "y": max(top - air, 0),
        "width": right - left + 2 * air,
        "height": min(tall, height) if height else tall,
    }
