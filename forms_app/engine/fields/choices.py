"""Choices with permanent keys; an editor writes them `key | label`, one on each line.

The key is what a case stores, in every language the same; the label is translated.
Editors may write labels only: a line without a key gets one when it is saved. A line
that begins with `-` is retired: nobody is offered it, and old cases still read right.
"""

import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

SEPARATOR = "|"
RETIRED = "-"


class Choice(NamedTuple):
    key: str
    label: Any
    is_retired: bool = False


def new_key() -> str:
    """A key that has nothing to do with any wording."""
    return secrets.token_hex(4)


def parse_choices(text: str) -> list[Choice]:
    """All choices, the retired ones too; a line without a key is its own key."""
    return [
        Choice(key or label, label, is_retired)
        for key, label, is_retired in map(_parts, text.splitlines())
        if label
    ]


def asked_choices(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Keys and labels of what people can choose today."""
    return [(each.key, each.label) for each in choices if not each.is_retired]


def labels_of(choices: Iterable[Choice]) -> dict[str, str]:
    """Labels by key, those of retired choices too."""
    return {each.key: each.label for each in choices}


def format_choices(choices: Iterable[Choice]) -> str:
    return "\n".join(
        f"{RETIRED + ' ' if each.is_retired else ''}{each.key} {SEPARATOR} {each.label}"
        for each in choices
    )


def with_keys(text: str) -> str:
    """The same choices, each with a key that no other has."""
    kept: dict[str, Choice] = {}
    for key, label, is_retired in map(_parts, text.splitlines()):
        if label:
            own = key if key and key not in kept else new_key()
            kept[own] = Choice(own, label, is_retired)
    return format_choices(kept.values())


def _parts(line: str) -> tuple[str, str, bool]:
    """Key (perhaps empty), label and whether the line is retired."""
    line = line.strip()
    is_retired = line.startswith(RETIRED)
    first, separator, rest = line.removeprefix(RETIRED).partition(SEPARATOR)
    first, rest = first.strip(), rest.strip()
    if separator and first and rest:
        return first, rest, is_retired
    return "", rest or first, is_retired
