"""The public forms of a website: those that links lead to from its home page."""

import re
from collections.abc import Iterator
from html import unescape

from django.test import Client

LINK = re.compile(r'href="([^"?#]+)"')
FORM = "data-form="
# They lead to no form, and there are many of them.
LEFT_OUT = ("/search/",)


def forms_found_from(client: Client, home: str) -> list[str]:
    """Addresses of forms in the language of this home page."""
    return [address for address, page in _pages(client, home) if FORM in page]


def _pages(client: Client, home: str) -> Iterator[tuple[str, str]]:
    known, waiting = {home}, [home]
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        page = answer.text if "html" in answer["Content-Type"] else ""
        yield address, page
        for link in map(unescape, LINK.findall(page)):
            is_ours = link.startswith(home) and not link.endswith((".ics", ".xml"))
            if is_ours and link not in known and not link.endswith(LEFT_OUT):
                known.add(link)
                waiting.append(link)
