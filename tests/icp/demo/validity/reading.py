"""Read a page tag by tag, as strictly as XML."""

import re
from html.parser import HTMLParser

from tests.icp.demo.validity.standard import (
    ATTRIBUTES,
    CHILDREN,
    FIRST,
    GLOBAL,
    INTERACTIVE,
    ROLES,
    TRANSPARENT,
    VALUES,
    VOID,
    WITHOUT_LETTERS,
    these,
)

Attributes = list[tuple[str, str | None]]

OPEN_AMPERSAND = re.compile(r"&(?!#\d+;|#[xX][0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)")
ALLOWED = {
    name: GLOBAL | these(ATTRIBUTES.get(name, ""))
    for name in {*CHILDREN, *VOID, *TRANSPARENT}
}


class Reader(HTMLParser):
    """Fed with a whole page, it has its `faults`, each with line and column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.has_doctype = False
        # How many elements stand in each open one so far.
        self.counts: list[int] = []

    def fault(self, words: str) -> None:
        line, column = self.getpos()
        self.faults.append(f"{line}:{column} {words}")

    def close(self) -> None:
        super().close()
        if not self.has_doctype:
            self.fault("no doctype")
        if self.open:
            self.fault(f"never closed: {self.open}")

    def handle_decl(self, decl: str) -> None:
        self.has_doctype = decl.lower() == "doctype html" and not self.open

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if "svg" not in self.open:
            self.judge(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
            self.counts.append(0)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if "svg" not in self.open:
            self.fault(f"<{tag}/> closes itself")

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] != [tag]:
            self.fault(f"</{tag}> in {self.open[-2:]}")
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]
            del self.counts[len(self.open) :]

    def handle_data(self, data: str) -> None:
        parent = self.open[-1] if self.open else "html"
        if parent in WITHOUT_LETTERS and data.strip():
            self.fault(f"words in <{parent}>: {data.strip()[:30]}")
        if parent != "script" and OPEN_AMPERSAND.search(data):
            self.fault(f"open ampersand: {data.strip()[:30]}")

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def judge(self, tag: str, attrs: Attributes) -> None:
        if tag == "svg":
            return
        if tag not in ALLOWED:
            self.fault(f"<{tag}> is not in our part of the standard")
            return
        if OPEN_AMPERSAND.search(self.get_starttag_text() or ""):
            self.fault(f"open ampersand: {self.get_starttag_text()}")
        self.judge_place(tag, dict(attrs))
        self.judge_attributes(tag, attrs)

    def judge_place(self, tag: str, attrs: dict[str, str | None]) -> None:
        parent = self.parent()
        first = FIRST.get(parent)
        is_first = bool(self.counts) and self.counts[-1] == 0
        if self.counts:
            self.counts[-1] += 1
        if first and is_first is not (tag == first):
            self.fault(f"<{first}> comes first in <{parent}>")
        if tag not in self.children_of(parent):
            self.fault(f"<{tag}> in <{parent}>")
        if tag in INTERACTIVE and attrs.get("type") != "hidden":
            for outer in {"a", "button"} & set(self.open):
                self.fault(f"<{tag}> inside of <{outer}>")
        if tag in {"form", "label", "main"} and tag in self.open:
            self.fault(f"<{tag}> inside of <{tag}>")

    def parent(self) -> str:
        return next(
            (each for each in reversed(self.open) if each not in TRANSPARENT), ""
        )

    def children_of(self, parent: str) -> frozenset[str]:
        if parent == "":
            return these("html")
        if self.open[-2:] == ["dl", "div"]:
            return these("dt dd")
        return CHILDREN.get(parent) or frozenset()

    def judge_attributes(self, tag: str, attrs: Attributes) -> None:
        names = [name for name, _value in attrs]
        for name in {each for each in names if names.count(each) > 1}:
            self.fault(f"{name} stands twice on <{tag}>")
        for name, value in attrs:
            pattern = VALUES.get(f"{tag} {name}") or VALUES.get(name)
            if name not in ALLOWED[tag] and not name.startswith("data-"):
                self.fault(f"<{tag}> takes no {name}")
            elif pattern and not pattern.fullmatch(value or ""):
                self.fault(f'<{tag} {name}="{value}">')
            elif name == "role" and tag not in ROLES.get(value or "", ()):
                self.fault(f'<{tag} role="{value}">')
