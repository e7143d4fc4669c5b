"""From the blocks of a TOML file to the form in which StreamField stores them.

A block is a table of one entry, such as `heading = "…"`. Its value is

- a string, for a heading;
- an array of strings, for rich text: paragraphs, or list items after "- ";
- a table, for a block with several parts;
- an array of tables, for a list of such blocks.

`page` names another page by its key, `image` a file of `pictures/`.
"""

import uuid
from collections.abc import Iterator, Mapping
from itertools import groupby

BLOCK_IDS = uuid.UUID("6f0c8b0e-53c5-4b0b-9a52-0f3b7c1d7a11")


def stored_body(key: str, body: list[dict], keys: Mapping[str, int]) -> list[dict]:
    """`key` is the page's own, `keys` has the primary key of each page and picture."""
    return [
        {
            "type": kind,
            "value": _value(value, f"{key}-{position}", keys),
            "id": _block_id(f"{key}-{position}"),
        }
        for position, block in enumerate(body)
        for kind, value in block.items()
    ]


def _value(value, place: str, keys: Mapping[str, int]):
    if isinstance(value, dict):
        return _parts(value, keys)
    if isinstance(value, list) and isinstance(value[0], dict):
        return [
            {
                "type": "item",
                "value": _parts(item, keys),
                "id": _block_id(f"{place}-{number}"),
            }
            for number, item in enumerate(value)
        ]
    return value if isinstance(value, str) else "".join(_html(value))


def _parts(table: dict, keys: Mapping[str, int]) -> dict:
    return {
        name: keys[part] if name in ("page", "image") else part
        for name, part in table.items()
    }


def _block_id(place: str) -> str:
    return str(uuid.uuid5(BLOCK_IDS, place))


def _html(lines: list[str]) -> Iterator[str]:
    for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
        if is_list:
            items = "".join(f"<li>{line.removeprefix('- ')}</li>" for line in group)
            yield f"<ul>{items}</ul>"
        else:
            yield from (f"<p>{line}</p>" for line in group)
