"""Two people changed the same record: what each changed, told apart part by part.

`was` is what the form was made from, `stored` what is there now, `typed` what was
sent.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from wagtail.blocks.base import BlockField

from home.fact_editing.streams import merge_streams
from home.fact_editing.values import Held, Row, same


class Missing(Enum):
    ABSENT = "there is no such row"
    UNKNOWN = "the form does not say"


class Outcome(Enum):
    TAKEN = "only they changed it: it stands in the form now"
    MINE = "only I changed it"
    BOTH = "each changed another part: both stand in the form"
    OPEN = "both changed it: mine stands in the form until I decide"


@dataclass(frozen=True)
class Difference:
    """One part that is not the same in what was typed and in what is stored.

    `key` names the decision. Of a row as a whole and of an order there is no `field`;
    `row` has the fields of the row, and its words where it is about one of them.
    """

    key: str
    label: str
    was: Any
    stored: Any
    typed: Any
    outcome: Outcome
    field: Held | None = None
    row: Row | None = None


def outcome_of(was: Any, stored: Any, typed: Any) -> Outcome | None:
    if same(stored, typed):
        return None
    if was is Missing.UNKNOWN:
        return Outcome.OPEN
    if same(was, typed):
        return Outcome.TAKEN
    return Outcome.MINE if same(was, stored) else Outcome.OPEN


def merge_fields(
    path: str,
    was: dict[str, Any] | None,
    stored: dict[str, Held],
    typed: dict[str, Held],
    theirs: Collection[str],
    row: Row | None = None,
) -> tuple[list[Difference], dict[str, Any]]:
    """What differs, and what the form shows in place of what was typed."""
    differences, given = [], {}
    for name, now in stored.items():
        key = f"{path}{name}"
        before = Missing.UNKNOWN if was is None else was.get(name, Missing.UNKNOWN)
        mine = typed[name].value
        if key in theirs:
            # Whoever takes theirs did not mean to change it.
            mine = now.value if before is Missing.UNKNOWN else before
            given[name] = now.shown
        outcome = outcome_of(before, now.value, mine)
        if outcome is Outcome.TAKEN:
            given[name] = now.shown
        if outcome is Outcome.OPEN and isinstance(now.field, BlockField):
            outcome, given[name] = _merge_blocks(before, now, mine)
        if outcome is not None:
            said = (before, now.value, mine, outcome)
            differences.append(Difference(key, now.label, *said, now, row))
    return differences, given


def _merge_blocks(before: Any, now: Held, mine: Any) -> tuple[Outcome, Any]:
    known = None if before is Missing.UNKNOWN else before
    merged, is_clean = merge_streams(known, now.value, mine)
    outcome = Outcome.BOTH if is_clean else Outcome.OPEN
    return outcome, now.field.block.to_python(merged)
