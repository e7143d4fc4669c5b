"""What a form holds, as plain values: they can be kept, compared and told.

A stored value is read as the form shows it, not as the database has it: a form that
shows minutes sends no seconds back, and that is no change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.blocks.base import BlockField

# The columns of a row that belong to the list of rows and not to the record.
OF_THE_LIST = ("DELETE", "ORDER")
# What people choose; a field for several is one for one, too.
SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
ONE = (forms.ChoiceField, forms.ModelChoiceField)


@dataclass(frozen=True)
class Held:
    """One field: `shown` is what its widget takes and gives, `value` is plain data."""

    field: forms.Field
    label: str
    shown: Any
    value: Any


@dataclass(frozen=True)
class Row:
    """One row of an inline list; `key` is empty while the row is not stored."""

    key: str
    index: int
    fields: dict[str, Held]
    is_deleted: bool = False

    @property
    def plain(self) -> dict[str, Any]:
        return {name: held.value for name, held in self.fields.items()}


@dataclass(frozen=True)
class Rows:
    """The rows of one inline list, in their order; `blank` are the fields of each."""

    label: str
    prefix: str
    key_name: str
    can_order: bool
    blank: dict[str, Held]
    all: list[Row]

    @property
    def stored(self) -> dict[str, Row]:
        return {row.key: row for row in self.all if row.key}

    @property
    def new(self) -> list[Row]:
        return [row for row in self.all if not row.key]


@dataclass(frozen=True)
class Sheet:
    """All that a form holds; `plain` is what a version keeps of it."""

    fields: dict[str, Held]
    lists: dict[str, Rows]

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "fields": {name: held.value for name, held in self.fields.items()},
            "lists": {
                name: [[key, row.plain] for key, row in rows.stored.items()]
                for name, rows in self.lists.items()
            },
        }


def as_it_was(sheet: Sheet, values: dict[str, Any]) -> Sheet:
    """The same form with earlier values, as `Sheet.plain` gave them."""
    lists = {}
    for name, rows in sheet.lists.items():
        found = values["lists"].get(name, [])
        earlier = [
            Row(key, index, _with(rows.blank, plain))
            for index, (key, plain) in enumerate(found)
        ]
        lists[name] = replace(rows, all=earlier)
    return Sheet(_with(sheet.fields, values["fields"]), lists)


def _with(fields: dict[str, Held], values: dict[str, Any]) -> dict[str, Held]:
    return {
        name: replace(held, value=values.get(name, held.value))
        for name, held in fields.items()
    }


def read(form: forms.BaseForm, besides: tuple[str, ...] = ()) -> Sheet:
    """What a form shows, or what was typed into it; nothing is checked."""
    lists = getattr(form, "formsets", {})
    return Sheet(
        _fields(form, besides),
        {name: _rows(formset) for name, formset in lists.items()},
    )


def _fields(form: forms.BaseForm, besides: tuple[str, ...]) -> dict[str, Held]:
    return {
        bound.name: Held(
            bound.field, str(bound.label), shown := bound.value(), plain(bound, shown)
        )
        for bound in form
        if bound.name not in besides
    }


def _rows(formset: forms.BaseFormSet) -> Rows:
    of_model = formset.model._meta
    rows = sorted(_each_row(formset), key=lambda each: each[0])
    return Rows(
        str(of_model.verbose_name),
        formset.prefix,
        of_model.pk.name,
        formset.can_order,
        _fields(formset.empty_form, (of_model.pk.name, *OF_THE_LIST)),
        [row for _place, row in rows],
    )


def _each_row(formset: forms.BaseFormSet) -> Iterator[tuple[int, Row]]:
    """Each row with its place in the order; those that nobody touched are none."""
    key_name = formset.model._meta.pk.name
    for index, form in enumerate(formset.forms):
        known = index < formset.initial_form_count()
        key = str(form[key_name].value() or "") if known else ""
        if not key and not form.has_changed():
            continue
        deleted = "DELETE" in form.fields and bool(form["DELETE"].value())
        fields = _fields(form, (key_name, *OF_THE_LIST))
        yield _place(form, index), Row(key, index, fields, deleted)


def _place(form: forms.BaseForm, index: int) -> int:
    asked = str(form["ORDER"].value() or "") if "ORDER" in form.fields else ""
    return int(asked) if asked.isdecimal() else index


def plain(bound: forms.BoundField, shown: Any) -> Any:
    """The value of a field as JSON can hold it; the same for the same answer."""
    of_field = bound.field
    if isinstance(of_field, BlockField):
        return of_field.block.get_prep_value(shown)
    if isinstance(
        of_field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
    ):
        return sorted(str(each) for each in shown or [])
    if isinstance(of_field, (forms.ChoiceField, forms.ModelChoiceField)):
        return "" if shown is None else str(shown)
    if isinstance(of_field, forms.BooleanField):
        return bool(of_field.to_python(shown))
    return _typed(of_field, shown)


def _typed(of_field: forms.Field, shown: Any) -> Any:
    """What the field makes of the letters in it; unreadable ones as they are."""
    text = of_field.widget.format_value(shown)
    letters = text if isinstance(text, str) else shown
    try:
        return _json(of_field.to_python(letters))
    except ValidationError:
        return {"unreadable": str(letters)}


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, str):
        # Browsers send their own line ends.
        return value.replace("\r\n", "\n")
    if value is None or isinstance(value, (bool, int, float, list, dict)):
        return value
    return str(value)


def interleave(first: list[str], second: list[str]) -> list[str]:
    """The first, with what only the second has after the one that it follows there."""
    merged = list(first)
    for number, each in enumerate(second):
        if each not in merged:
            before = [one for one in second[:number] if one in merged]
            merged.insert(merged.index(before[-1]) + 1 if before else 0, each)
    return merged


def same(one: Any, other: Any) -> bool:
    """Equal but for how they are written down.

    Wagtail gives keys to the blocks of a stream, and what is empty is left out of it,
    or is None, or has no letters.
    """
    return _bare(one) == _bare(other)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        bare = {key: _bare(each) for key, each in value.items() if key != "id"}
        return {key: each for key, each in bare.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_bare(each) for each in value]
    return None if value == "" else value
