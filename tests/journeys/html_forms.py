"""What a browser sends when a button of a form is pressed, read from the page's HTML.

The rules are those of the HTML standard ("constructing the entry list").
"""

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Tag

Typed = Mapping[str, str | list[str]]
BOXES = {"radio", "checkbox"}
BUTTONS = {"submit", "image", "button", "reset"}


def buttons_of(page: BeautifulSoup, form: Tag) -> list[Tag]:
    """Those that send the form, wherever they stand."""
    return [each for each in _controls(page, form) if sends(each)]


def sends(control: Tag) -> bool:
    is_button = control.name == "button" or control.get("type") in BUTTONS
    return is_button and control.get("type", "submit") in {"submit", "image"}


def visible_controls(page: BeautifulSoup, form: Tag) -> list[Tag]:
    """Inputs that a person meets: neither hidden nor taken away from everybody."""
    return [
        each
        for each in _controls(page, form)
        if each.get("type") not in BUTTONS | {"hidden"} and each.name != "button"
        if each.find_parent(attrs={"aria-hidden": "true"}) is None
    ]


def type_into(control: Tag, value: str | list[str]) -> None:
    """Write it into the page as a person does into the input."""
    if control.get("type") in BOXES:
        wanted = value if isinstance(value, list) else [value]
        _mark(control, "checked", control.get("value", "on") in wanted)
    elif control.name == "select":
        for option in control.select("option"):
            _mark(option, "selected", _value_of(option) == value)
    elif control.name == "textarea":
        control.string = str(value)
    else:
        control["value"] = value


def value_of(control: Tag) -> str:
    """What stands in an input, or in the chosen option of a list."""
    if control.name == "select":
        options = control.select("option")
        chosen = control.select("option[selected]") or options[:1]
        return _value_of(chosen[-1]) if chosen else ""
    if control.name == "textarea":
        # A browser leaves out the line break that begins it.
        return control.get_text().removeprefix("\n")
    return control.get("value", "")


def entries(page: BeautifulSoup, form: Tag, button: Tag) -> list[tuple[str, str]]:
    """Names and values in the order of the page."""
    return list(_entries(page, form, button))


def _entries(page: BeautifulSoup, form: Tag, button: Tag) -> Iterator[tuple[str, str]]:
    for control in _controls(page, form):
        name, kind = control.get("name"), control.get("type")
        if not name or control.has_attr("disabled"):
            continue
        if control.name == "button" or kind in BUTTONS:
            if control is button:
                yield name, control.get("value", "")
        elif kind in BOXES:
            if control.has_attr("checked"):
                yield name, control.get("value", "on")
        else:
            yield name, value_of(control)


def _controls(page: BeautifulSoup, form: Tag) -> list[Tag]:
    """Inside the form, or elsewhere with the form's name (`form="answers"`)."""
    own = form.get("id")
    return [
        each
        for each in page.select("input, select, textarea, button")
        if (each["form"] == own if each.has_attr("form") else form in each.parents)
    ]


def _value_of(option: Tag) -> str:
    return option.get("value", option.get_text().strip())


def _mark(element: Tag, attribute: str, is_on: bool) -> None:
    if is_on:
        element[attribute] = ""
    elif element.has_attr(attribute):
        del element[attribute]
