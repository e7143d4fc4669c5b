"""One form of what two people changed in the same record.

Each part is looked at for itself: a field, a field of a row, a row as a whole where it
came or went, the order of rows, the blocks of a stream.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from home.fact_editing.differences import Difference, merge_fields
from home.fact_editing.row_merging import Line, RowMerging
from home.fact_editing.values import Sheet


@dataclass(frozen=True)
class Merged:
    """What differs, and what the form shows in place of what was typed."""

    differences: list[Difference]
    given: dict[str, Any]
    lists: dict[str, list[Line]]


def merge(
    was: dict[str, Any] | None, stored: Sheet, typed: Sheet, theirs: Collection[str]
) -> Merged:
    """`was` is `Sheet.plain`, None if nobody knows; `theirs` are decisions by key."""
    before = None if was is None else was["fields"]
    differences, given = merge_fields("", before, stored.fields, typed.fields, theirs)
    lists = {}
    for name, rows in stored.lists.items():
        found = None if was is None else dict(was["lists"].get(name, []))
        merging = RowMerging(name, found, rows, typed.lists[name], theirs)
        lists[name] = merging.lines
        differences += merging.differences
    return Merged(differences, given, lists)
