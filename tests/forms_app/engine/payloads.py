"""What people type who want a page to run their script, and what shows that it does."""

from html.parser import HTMLParser

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202e<a href=javascript:alert(1)>x</a>",
)


class Markup(HTMLParser):
    """Everything in a page that could run something a person typed."""

    def __init__(self, page: str):
        super().__init__()
        self.dangers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag in {"iframe", "math", "mglyph"}:
            self.dangers.append(tag)
        for name, value in told.items():
            is_handler = name in {"onload", "onerror", "onfocus"}
            is_address = name in {"href", "src", "action", "formaction", "data"}
            if is_handler or (is_address and "javascript:" in (value or "").lower()):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data):
        if self.cdata_elem == "script" and "alert(1)" in data:
            self.dangers.append(data)


def dangers_in(page: str) -> list[str]:
    return Markup(page).dangers
