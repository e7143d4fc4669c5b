"""The form of a page of the admin, as a browser would send it."""

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

FORM = "form#w-editor-form"


def soup_of(response) -> BeautifulSoup:
    # Wagtail writes two values for the order of a row: browsers take the first.
    return BeautifulSoup(
        response.content, "html.parser", on_duplicate_attribute="ignore"
    )


def form_of(response, selector: str = FORM) -> dict[str, Any]:
    """What the browser sends when somebody presses the button, nothing changed."""
    soup = soup_of(response)
    form = soup.select_one(selector)
    assert form is not None, soup.get_text(" ", strip=True)[:500]
    for template in form.select("template, script"):
        template.decompose()
    outside = soup.select(f'[form="{form.get("id")}"]') if form.get("id") else []
    sent: dict[str, Any] = {}
    for control in [*form.select("input, select, textarea"), *outside]:
        for value in _values(control):
            _add(sent, control["name"], value)
    for block in form.select("[data-controller='w-block']"):
        state = json.loads(block["data-w-block-arguments-value"])[0]
        sent |= dict(_of_block(block["id"], state))
    return sent


def _values(control: Tag) -> Iterator[str]:
    if not control.get("name") or control.has_attr("disabled"):
        return
    if control.name == "textarea":
        yield control.text.removeprefix("\n")
    elif control.name == "select":
        chosen = control.select("option[selected]")
        several = control.has_attr("multiple")
        if not several and not chosen:
            chosen = control.select("option")[:1]
        yield from (each.get("value", each.text) for each in chosen)
    elif control.get("type") in ("checkbox", "radio"):
        if control.has_attr("checked"):
            yield control.get("value", "on")
    elif control.get("type") not in ("submit", "button", "file", "image"):
        yield control.get("value", "")


def _add(sent: dict[str, Any], name: str, value: str) -> None:
    if name not in sent:
        sent[name] = value
    elif isinstance(sent[name], list):
        sent[name].append(value)
    else:
        sent[name] = [sent[name], value]


def _of_block(prefix: str, state: Any) -> Iterator[tuple[str, Any]]:
    """The inputs that Wagtail's JavaScript makes of the state of a block."""
    if isinstance(state, list) and all(isinstance(each, dict) for each in state):
        yield f"{prefix}-count", len(state)
        for index, child in enumerate(state):
            own = f"{prefix}-{index}"
            yield f"{own}-deleted", ""
            yield f"{own}-order", index
            yield f"{own}-type", child.get("type", "")
            yield f"{own}-id", child.get("id") or ""
            yield from _of_block(f"{own}-value", child["value"])
    elif isinstance(state, dict) and {"editUrl", "edit_url"} & state.keys():
        yield prefix, state["id"]
    elif isinstance(state, dict):
        for name, value in state.items():
            yield from _of_block(f"{prefix}-{name}", value)
    elif state is not None:
        yield prefix, state


def version_of(client, url: str) -> dict[str, str]:
    """What a form says of the version it was made from: no one saves without."""
    return {"made_from": form_of(client.get(url))["made_from"]}
