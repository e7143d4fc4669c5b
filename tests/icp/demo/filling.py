"""A public form, filled in from nothing but the HTML that a visitor gets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

MOST_STEPS = 8
# No letter of it is Latin: what is typed stands on the page again.
NONSENSE = "؟؟ 一 №"
NOTHING = ""

# Where the first that comes to mind is no answer.
BY_NAME = {"ends": "11:00", "repeat_until": ""}

Filler = Callable[[Tag], str]


@dataclass(frozen=True)
class ErrorPage:
    """What a form answered, and to what."""

    address: str
    typed: str
    soup: BeautifulSoup


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sensible(control: Tag) -> str:
    """An answer that this question takes, as far as its HTML tells."""
    if control.name == "textarea":
        return "—"
    if control["name"] in BY_NAME:
        return BY_NAME[control["name"]]
    name, kind = control["name"], control.get("type", "text")
    by_kind = {
        "email": "a@example.org",
        "tel": "777 123 456",
        "time": "10:00",
        "date": in_days(30),
    }
    by_part_of_a_date = {"_0": "28", "_1": "3", "_2": "1990"}
    number = "2" if control.get("inputmode") == "numeric" else "—"
    return by_kind.get(kind) or by_part_of_a_date.get(name[-2:], number)


def filled_with(typed: str) -> Filler:
    return lambda _control: typed


def controls_of(form: Tag) -> list[Tag]:
    found = form.select("input[name]:not([type=hidden]), textarea[name], select[name]")
    # The trap for programs stays as empty as people leave it.
    return [each for each in found if not each.find_parent(class_="form__trap")]


def answers(form: Tag, fill: Filler, chooses: bool) -> dict[str, str]:
    """What a browser sends, save the buttons; of each choice the first, or none."""
    told = {
        each["name"]: each.get("value", "") for each in form.select("[type=hidden]")
    }
    for control in controls_of(form):
        if control.name == "select":
            options = [each["value"] for each in control.select("option")]
            chosen = next(filter(None, options), "")
        elif control.get("type") in {"radio", "checkbox"}:
            chosen = control.get("value", "on")
        else:
            told[control["name"]] = fill(control)
            continue
        if chooses:
            told.setdefault(control["name"], chosen)
    return told


def main_form(soup: BeautifulSoup) -> Tag | None:
    return soup.select_one("form[data-form]")


def forward(form: Tag) -> dict[str, str]:
    """The button that leads on: the first of the form."""
    button = form.select_one("button[type=submit]")
    return {button["name"]: button["value"]} if button.get("name") else {}


def error_pages(client: Client, address: str) -> Iterator[ErrorPage]:
    """Each step of the form sent empty and with nonsense, up to the last step."""
    soup = read(client.get(address))
    for _step in range(MOST_STEPS):
        form = main_form(soup)
        if form is None or not controls_of(form):
            return
        for typed in (NOTHING, NONSENSE):
            told = answers(form, filled_with(typed), chooses=False)
            yield ErrorPage(address, typed, send(client, address, form, told))
        told = answers(form, sensible, chooses=True)
        soup = send(client, address, form, told)
    raise AssertionError(f"{address} asks for more than a visitor can tell")


def send(client: Client, address: str, form: Tag, told: dict) -> BeautifulSoup:
    return read(client.post(address, told | forward(form), follow=True))


def read(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")
