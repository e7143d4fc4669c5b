"""A tab of a browser without a screen: what a test does there, a person can do.

It reads the HTML that it got, follows its links and presses its buttons; several tabs
of one client share their cookies. A tab keeps its page, however old it gets.
"""

from typing import Any, Self

from bs4 import BeautifulSoup, Tag
from django.test import Client

REDIRECTS = {301, 302, 303, 307, 308}


class Tab:
    def __init__(self, client: Client, address: str = ""):
        self.client = client
        self.address = ""
        if address:
            self.open(address)

    def open(self, address: str) -> Self:
        return self._show(address, self.client.get(address))

    def follow(self, words: str) -> Self:
        """The link with these words."""
        return self.open(self._one("a", words)["href"])

    def press(self, words: str, **typed: Any) -> Self:
        """The button with these words, with what was `typed` into its form before."""
        button = self._one("button", words)
        form = button.find_parent("form")
        fields = _filled_in(form)
        missing = typed.keys() - _names(form)
        assert not missing, f"The form does not ask for {missing}"
        fields |= typed
        if button.get("name"):
            fields[button["name"]] = button.get("value", "")
        address = form.get("action") or self.address
        method = form.get("method", "get").lower()
        return self._show(address, getattr(self.client, method)(address, fields))

    def form_of(self, words: str) -> Tag:
        """The form of the button with these words."""
        return self._one("button", words).find_parent("form")

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def text(self) -> str:
        """What is to be read in the main part, with single spaces."""
        main = self.page.find("main") or self.page
        return " ".join(main.get_text(" ").split())

    @property
    def status(self) -> int:
        return self.response.status_code

    def _show(self, address: str, response: Any) -> Self:
        for _hop in range(5):
            if response.status_code not in REDIRECTS:
                break
            address = response["Location"]
            response = self.client.get(address)
        self.address, self.response = address, response
        return self

    def _one(self, name: str, words: str) -> Tag:
        main = self.page.find("main") or self.page
        found = [each for each in main.find_all(name) if _words(each) == words]
        assert len(found) == 1, f"{len(found)} times “{words}” at {self.address}"
        return found[0]


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def _inputs(form: Tag) -> list[Tag]:
    return form.find_all(["input", "textarea", "select"], attrs={"name": True})


def _names(form: Tag) -> set[str]:
    return {each["name"] for each in _inputs(form)}


def _filled_in(form: Tag) -> dict[str, Any]:
    """What the form says as it stands there."""
    said: dict[str, Any] = {}
    for each in _inputs(form):
        if each.name == "textarea":
            said[each["name"]] = each.get_text().removeprefix("\n")
        elif each.name == "select":
            chosen = each.find("option", selected=True) or each.find("option")
            said[each["name"]] = chosen["value"] if chosen else ""
        elif each.get("type") not in {"radio", "checkbox"} or each.has_attr("checked"):
            said[each["name"]] = each.get("value", "")
    return said
