"""Two people changed the rows of one inline list: which rows the merged form has."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from home.fact_editing.differences import (
    Difference,
    Missing,
    Outcome,
    merge_fields,
    outcome_of,
)
from home.fact_editing.values import Row, Rows, interleave, same

ABSENT, UNKNOWN = Missing.ABSENT, Missing.UNKNOWN


@dataclass(frozen=True)
class Line:
    """One row of the merged form: the typed one of this index, or the stored one.

    `given` says which fields show something else than what was typed; `place` is the
    number of the row where rows have an order.
    """

    name: str
    key: str
    index: int | None
    given: dict[str, Any]
    is_deleted: bool = False
    place: int = 0


def name_of(row: Row) -> str:
    return row.key or f"new-{row.index}"


def _common(names: list[str], *lists: list[str]) -> list[str]:
    return [each for each in names if all(each in one for one in lists)]


class RowMerging:
    """Fills `lines`, those of stored rows first, and `differences`."""

    def __init__(
        self,
        name: str,
        was: dict[str, Any] | None,
        stored: Rows,
        typed: Rows,
        theirs: Collection[str],
    ):
        self.name, self.was, self.theirs = name, was, theirs
        self.stored, self.typed = stored, typed
        self.new = [
            row
            for row in typed.new
            if not row.is_deleted and self._new(row.index) not in theirs
        ]
        self.differences: list[Difference] = []
        self.lines: list[Line] = []
        # Rows that somebody deleted while I changed them: they become new ones.
        self.bereft: list[tuple[Difference, Line]] = []
        self._merge()

    def _merge(self) -> None:
        for row in self.typed.all:
            if row.key:
                self._typed_row(row)
        for key, row in self.stored.stored.items():
            if key not in self.typed.stored:
                self._row_that_was_not_sent(row)
        # A formset tells by its number whether a row has moved.
        now = list(self.stored.stored)
        self.lines.sort(key=lambda line: now.index(line.key))
        for difference, line in self.bereft:
            key = self._new(len(self.lines))
            self.lines.append(line)
            self.differences.append(replace(difference, key=key))
        for row in self.new:
            key = self._new(len(self.lines))
            self.lines.append(Line(name_of(row), "", row.index, {}))
            self._tell(key, row, ABSENT, ABSENT, row.plain)
        if self.typed.can_order:
            self._order()

    def _new(self, index: int) -> str:
        return f"{self.name}:new-{index}"

    def _before(self, key: str) -> Any:
        return UNKNOWN if self.was is None else self.was.get(key, ABSENT)

    def _typed_row(self, row: Row) -> None:
        before, now = self._before(row.key), self.stored.stored.get(row.key)
        if now is None:
            self._row_that_they_deleted(row, before)
        elif row.is_deleted:
            self._row_that_i_deleted(row, before, now)
        else:
            known = before if isinstance(before, dict) else None
            path = f"{self.name}:{row.key}:"
            differences, given = merge_fields(
                path, known, now.fields, row.fields, self.theirs, now
            )
            self.lines.append(Line(row.key, row.key, row.index, given))
            self.differences += differences

    def _row_that_they_deleted(self, row: Row, before: Any) -> None:
        if row.is_deleted:
            return
        difference = self._difference("", row, before, ABSENT, row.plain)
        if difference.outcome is Outcome.TAKEN:
            self.differences.append(replace(difference, key=f"{self.name}:{row.key}"))
        else:
            self.bereft.append((difference, Line(row.key, "", row.index, {})))

    def _row_that_i_deleted(self, row: Row, before: Any, now: Row) -> None:
        key = f"{self.name}:{row.key}"
        if key in self.theirs:
            shown = {name: held.shown for name, held in now.fields.items()}
            self.lines.append(Line(row.key, row.key, row.index, shown))
            if before is not UNKNOWN:
                self._tell(key, now, before, now.plain, before)
            return
        self.lines.append(Line(row.key, row.key, row.index, {}, is_deleted=True))
        self._tell(key, now, before, now.plain, ABSENT)

    def _row_that_was_not_sent(self, row: Row) -> None:
        """They added it; or the form never had it, and it stays as it is."""
        twin = next((each for each in self.new if same(each.plain, row.plain)), None)
        if twin is not None:
            self.new.remove(twin)
            self.lines.append(Line(row.key, row.key, twin.index, {}))
            return
        shown = {name: held.shown for name, held in row.fields.items()}
        self.lines.append(Line(row.key, row.key, None, shown))
        if self._before(row.key) in (ABSENT, UNKNOWN):
            key = f"{self.name}:{row.key}"
            self._tell(key, row, ABSENT, row.plain, ABSENT)

    def _order(self) -> None:
        """In the order of theirs where I left it alone, else in mine."""
        mine = [name_of(row) for row in self.typed.all]
        now = list(self.stored.stored)
        was = mine if self.was is None else list(self.was)
        orders = [_common(each, was, now, mine) for each in (was, now, mine)]
        key = f"{self.name}:order"
        if key in self.theirs:
            orders[2] = orders[0]
        i_moved = orders[2] != orders[0]
        order = interleave(mine, now) if i_moved else interleave(now, mine)
        self.lines = [
            replace(line, place=order.index(line.name) + 1) for line in self.lines
        ]
        outcome = outcome_of(*orders)
        if outcome is not None:
            rows = self.stored.stored
            told = [[rows[each].plain for each in names] for names in orders]
            row = next(iter(rows.values()))
            self.differences.append(
                Difference(key, self.stored.label, *told, outcome, None, row)
            )

    def _tell(self, key: str, row: Row, was: Any, stored: Any, typed: Any) -> None:
        difference = self._difference(key, row, was, stored, typed)
        if difference.outcome is not None:
            self.differences.append(difference)

    def _difference(
        self, key: str, row: Row, was: Any, stored: Any, typed: Any
    ) -> Difference:
        outcome = outcome_of(was, stored, typed)
        label = self.stored.label
        return Difference(key, label, was, stored, typed, outcome, None, row)
