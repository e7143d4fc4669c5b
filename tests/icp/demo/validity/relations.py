"""What the elements of a page say about each other."""

from collections import Counter
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from tests.icp.demo.validity.standard import HEADINGS, LABELABLE

REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "headers")
CONTROLS = {"input", "select", "textarea"}
NEED_NO_LABEL = {"hidden", "submit", "button", "reset"}
NEED_WORDS = {*HEADINGS, "a", "button", "summary", "title", "caption", "legend"}


def faults_between(soup: BeautifulSoup) -> list[str]:
    # Looked through once: selectors would take most of the time of a crawl.
    elements = soup.find_all(True)
    named = {each["id"]: each for each in elements if each.has_attr("id")}
    return [
        *_identifiers(elements),
        *_references(elements, named),
        *_labels(elements, named),
        *_silent(elements),
        *_levels(elements),
    ]


def _identifiers(elements: list[Tag]) -> Iterator[str]:
    counted = Counter(each["id"] for each in elements if each.has_attr("id"))
    yield from (f"id {name} stands {n} times" for name, n in counted.items() if n > 1)


def _references(elements: list[Tag], named: dict[str, Tag]) -> Iterator[str]:
    for each in elements:
        for attribute in REFERENCES:
            for name in set(each.get(attribute, "").split()) - named.keys():
                yield f"{attribute} names {name}, which is not there"
        target = each.get("href", "")
        if target.startswith("#") and target[1:] not in named:
            yield f"link to {target}, which is not there"


def _labels(elements: list[Tag], named: dict[str, Tag]) -> Iterator[str]:
    labels = [each for each in elements if each.name == "label"]
    labelled = {each.get("for") for each in labels}
    for name in labelled - {None}:
        if name not in named or named[name].name not in LABELABLE:
            yield f"label for {name}, which is no control"
    for each in elements:
        if each.name not in CONTROLS or each.get("type") in NEED_NO_LABEL:
            continue
        has_label = each.get("id", "") in labelled or each.find_parent("label")
        if not has_label and not _names_itself(each):
            yield f"control without a label: {each.get('name')}"


def _silent(elements: list[Tag]) -> Iterator[str]:
    """What people who listen to the page would not hear."""
    for each in elements:
        if each.name == "img" and not each.has_attr("alt"):
            yield f"picture without words: {each.get('src')}"
        elif each.name in NEED_WORDS and not (_names_itself(each) or _words(each)):
            yield f"nothing to read in {str(each)[:60]}"


def _words(element: Tag) -> str:
    pictures = (each.get("alt", "") for each in element.find_all("img"))
    return (element.get_text() + "".join(pictures)).strip()


def _names_itself(element: Tag) -> bool:
    return element.has_attr("aria-label") or element.has_attr("aria-labelledby")


def _levels(elements: list[Tag]) -> Iterator[str]:
    """A menu may have its heading before the first one of the page."""
    before = 1
    for heading in elements:
        if heading.name in HEADINGS:
            level = int(heading.name[1])
            if level > before + 1:
                yield f"h{level} after h{before}: {heading.get_text().strip()[:40]}"
            before = level
