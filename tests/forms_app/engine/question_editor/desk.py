"""What an editor sees and presses in the admin, without scripts."""

from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import make_staff


class Desk:
    def __init__(self, role: str = "Editors", name: str = "editor"):
        self.client = Client()
        self.client.force_login(make_staff(name, role))

    def open(self, address: str) -> BeautifulSoup:
        response = self.client.get(address)
        assert response.status_code == 200, response.status_code
        return self._read(response)

    def press(self, form, button=None, **typed) -> BeautifulSoup:
        """Send this form with what it shows, changed by what is typed."""
        data = fields_of(form) | typed
        data = {name: value for name, value in data.items() if value is not None}
        if button is not None:
            data[button["name"]] = button["value"]
        response = self.client.post(self.address_of(form), data, follow=True)
        assert response.status_code == 200, response.status_code
        return self._read(response)

    def address_of(self, form) -> str:
        return form.get("action") or self.address

    def _read(self, response) -> BeautifulSoup:
        self.address = response.request["PATH_INFO"]
        return BeautifulSoup(response.content, "html.parser")


def fields_of(form) -> dict[str, str]:
    """Names and values as a browser sends them."""
    found: dict[str, str] = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        if each.name == "select":
            chosen = each.select_one("option[selected]") or each.option
            found[each["name"]] = chosen["value"]
        elif each.name == "textarea":
            # The first line break after the tag is no text.
            found[each["name"]] = each.text.removeprefix("\n")
        elif each.get("type") != "checkbox":
            found[each["name"]] = each.get("value", "")
        elif each.has_attr("checked"):
            found[each["name"]] = each.get("value", "on")
    return found
