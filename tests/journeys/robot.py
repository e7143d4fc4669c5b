"""A robot in front of the website: it reads pages, types, presses buttons.

It knows no address but the first and no parameter of any form: all that it sends
stands in the HTML that it got. So it meets what a person meets, and a form that nobody
can send is a form that it cannot send either.
"""

from copy import copy, deepcopy
from typing import Self
from urllib.parse import urldefrag, urlencode, urljoin

from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.journeys.html_forms import (
    Typed,
    buttons_of,
    entries,
    sends,
    type_into,
    value_of,
    visible_controls,
)

URLENCODED = "application/x-www-form-urlencoded"
# No way is as long.
MOST_ANSWERS = 100
FORM = "main form[data-form]"


class Stuck(AssertionError):
    """The way does not lead on; says where it ends and why."""


class Robot:
    def __init__(self, client: Client) -> None:
        self.client = client
        # Every answer since the beginning: status and address.
        self.log: list[tuple[int, str]] = []

    # What it sees -----------------------------------------------------------------

    @property
    def form(self) -> Tag | None:
        """The form of this page, without the search and the like."""
        return self.page.select_one(FORM)

    @property
    def controls(self) -> list[Tag]:
        return visible_controls(self.page, self.form) if self.form else []

    @property
    def names(self) -> list[str]:
        """What is asked on this page, each once."""
        return list(dict.fromkeys(each["name"] for each in self.controls))

    @property
    def values(self) -> dict[str, str | list[str]]:
        """What stands in the inputs; lists for boxes to tick."""
        found: dict[str, str | list[str]] = {}
        for each in self.controls:
            if each.get("type") in {"radio", "checkbox"}:
                ticked = found.setdefault(each["name"], [])
                if each.has_attr("checked"):
                    ticked.append(each.get("value", "on"))
            else:
                found[each["name"]] = value_of(each)
        return found

    @property
    def errors(self) -> list[str]:
        """The lines of the summary above the form."""
        return [words(each) for each in self.page.select(".error-summary li")]

    @property
    def rows(self) -> dict[str, str]:
        """Questions and answers on the page that shows them once more."""
        rows = self.page.select(".summary-list > div")
        return {words(each.dt): words(each.dd) for each in rows}

    @property
    def reference(self) -> str:
        found = self.page.select_one("[data-reference]")
        return words(found) if found else ""

    @property
    def text(self) -> str:
        return words(self.page.main)

    # What it does -----------------------------------------------------------------

    def open(self, address: str) -> Self:
        return self._read(self.client.get(address, follow=True), address)

    def follow(self, link: Tag) -> Self:
        return self.open(self._address(link["href"]))

    def type(self, typed: Typed) -> Self:
        """Into the inputs of this page; what it does not ask is left out."""
        for control in self.controls:
            if control["name"] in typed:
                type_into(control, typed[control["name"]])
        return self

    def press(self, button: Tag | None = None) -> Self:
        """The first button of the page's form, unless another one is given."""
        button = button or self.primary
        form = self._form_of(button)
        action = button.get("formaction") or form.get("action") or self.address
        address = self._address(action)
        body = urlencode(entries(self.page, form, button))
        if form.get("method", "get").lower() == "get":
            return self.open(f"{address.partition('?')[0]}?{body}")
        answer = self.client.post(address, body, content_type=URLENCODED, follow=True)
        return self._read(answer, address)

    def again(self) -> Self:
        """The same page in the same browser once more, for a second press."""
        twin = copy(self)
        twin.page, twin.log = deepcopy(self.page), list(self.log)
        return twin

    def walk(self, typed: Typed) -> Self:
        """Fill in page after page and press its button, until there is no form."""
        self.walk_to_check(typed)
        while self.form is not None:
            self._go_on(typed)
        return self

    def walk_to_check(self, typed: Typed) -> Self:
        """The same as far as the page that shows all answers."""
        while self.controls:
            self._go_on(typed)
        return self

    def _go_on(self, typed: Typed) -> None:
        self.type(typed).press()
        if self.errors or len(self.log) > MOST_ANSWERS:
            raise Stuck(f"{self.log[-5:]}: {self.errors}")

    @property
    def primary(self) -> Tag:
        """The first button within the form, which people see below the questions."""
        if self.form is None:
            raise Stuck(f"{self.address}: no form, only: {self.text[:200]}")
        within = [each for each in self.form.select("button") if sends(each)]
        return within[0]

    def button(self, value: str) -> Tag:
        """A button of the form by its value or by its words."""
        for each in buttons_of(self.page, self.form):
            if value in (each.get("value"), words(each)):
                return each
        raise Stuck(f"{self.address}: no button “{value}”")

    def link(self, text: str) -> Tag:
        for each in self.page.select("a[href]"):
            if words(each) == text:
                return each
        raise Stuck(f"{self.address}: no link “{text}”")

    # ------------------------------------------------------------------------------

    def _form_of(self, button: Tag) -> Tag:
        named = button.get("form")
        return self.page.find(id=named) if named else button.find_parent("form")

    def _address(self, link: str) -> str:
        return urldefrag(urljoin(self.address, link)).url

    def _read(self, response, address: str) -> Self:
        for url, status in getattr(response, "redirect_chain", ()):
            self.log.append((status, address))
            address = urljoin(address, url)
        self.log.append((response.status_code, address))
        self.response = response
        self.address = address
        self.status = response.status_code
        self.page = BeautifulSoup(response.content, "html.parser")
        return self


def words(element: Tag) -> str:
    """The text in one line, as a person reads it."""
    return " ".join(element.get_text(" ").split())
