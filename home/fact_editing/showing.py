"""A conflict as people read it: who saved, what each changed, what to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.blocks.base import BlockField

from home.fact_editing.differences import Difference, Missing, Outcome
from home.fact_editing.merging import Merged
from home.fact_editing.savers import Saving, savings_since
from home.fact_editing.version import Version
from home.fact_editing.wording import in_lines, in_short, row_in_lines

DECISION = "decide-"
THEIRS = "theirs"


def decisions_in(sent: Mapping[str, str]) -> set[str]:
    """The keys of the differences in which the values of the others were chosen."""
    chosen = (key for key in sent if sent[key] == THEIRS)
    return {key.removeprefix(DECISION) for key in chosen if key.startswith(DECISION)}


@dataclass(frozen=True)
class Told:
    """One difference in words; `was`, `stored` and `typed` are lines."""

    difference: Difference
    title: str
    was: list[str]
    stored: list[str]
    typed: list[str]

    @property
    def name(self) -> str:
        return f"{DECISION}{self.difference.key}"

    @property
    def they_changed_it(self) -> bool:
        return self.difference.outcome is not Outcome.MINE

    @property
    def i_changed_it(self) -> bool:
        return self.difference.outcome is not Outcome.TAKEN

    @property
    def can_be_chosen(self) -> bool:
        """Of blocks the form holds parts of both: no button puts that right."""
        held = self.difference.field
        is_of_blocks = held is not None and isinstance(held.field, BlockField)
        return self.difference.outcome is Outcome.OPEN and not is_of_blocks


@dataclass(frozen=True)
class Conflict:
    savings: list[Saving]
    differences: list[Difference]

    @classmethod
    def of(
        cls,
        record: models.Model,
        sent: Version | None,
        reader: AbstractBaseUser,
        merged: Merged,
    ) -> "Conflict":
        return cls(savings_since(record, sent, reader), merged.differences)

    @cached_property
    def open(self) -> list[Told]:
        return self._told(Outcome.OPEN)

    @cached_property
    def taken(self) -> list[Told]:
        return self._told(Outcome.TAKEN, Outcome.BOTH)

    @cached_property
    def mine(self) -> list[Told]:
        return self._told(Outcome.MINE)

    def _told(self, *outcomes: Outcome) -> list[Told]:
        return [tell(each) for each in self.differences if each.outcome in outcomes]


def tell(difference: Difference) -> Told:
    values = (difference.was, difference.stored, difference.typed)
    lines = [_lines(difference, each) for each in values]
    return Told(difference, _title(difference), *_apart(lines))


def _title(difference: Difference) -> str:
    row, held = difference.row, difference.field
    label = capfirst(difference.label)
    if row is None:
        return label
    if held is not None:
        plain = {name: each.value for name, each in row.fields.items()}
        return f"{label} ({in_short(row, plain)})"
    if isinstance(difference.was, list):
        return _("Order: %(rows)s") % {"rows": difference.label}
    known = (difference.was, difference.stored, difference.typed)
    plain = next(each for each in known if isinstance(each, dict))
    return f"{label}: {in_short(row, plain)}"


def _lines(difference: Difference, value: Any) -> list[str]:
    row, held = difference.row, difference.field
    if value is Missing.UNKNOWN:
        return [pgettext("an earlier value", "not known")]
    if held is not None:
        return in_lines(held, value)
    if isinstance(value, list):
        return [in_short(row, each) for each in value]
    if value is Missing.ABSENT:
        was_there = isinstance(difference.was, dict)
        return [
            pgettext("a row of a list", "deleted")
            if was_there
            else pgettext("a row of a list", "not there")
        ]
    return row_in_lines(row, value)


def _apart(columns: list[list[str]]) -> list[list[str]]:
    """Long values without the lines that all of them have."""
    common = set.intersection(*map(set, columns))
    if all(len(lines) < 2 for lines in columns) or not common:
        return columns
    return [["…", *(each for each in lines if each not in common)] for lines in columns]
