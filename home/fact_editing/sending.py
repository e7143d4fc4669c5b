"""The merged form as if somebody had sent it: what was typed, with what was taken over.

Rows get new numbers, those of stored records first, as a formset wants them. A value
that is taken over has no letters to send: the widget of its field gives it.
"""

import re
from typing import Any

from django import forms
from django.http import QueryDict

from home.fact_editing.merging import Merged
from home.fact_editing.row_merging import Line
from home.fact_editing.values import Rows, Sheet


def merged_data(sent: QueryDict, merged: Merged, typed: Sheet) -> QueryDict:
    """What was sent, with the rows of each list in their new places."""
    data = sent.copy()
    for name, lines in merged.lists.items():
        _renumber(data, typed.lists[name], lines)
    return data


def _renumber(data: QueryDict, rows: Rows, lines: list[Line]) -> None:
    prefix = rows.prefix
    sent = _rows_of(data, prefix)
    for index, line in enumerate(lines):
        for rest, values in sent.get(line.index, {}).items():
            data.setlist(f"{prefix}-{index}-{rest}", values)
        data[f"{prefix}-{index}-{rows.key_name}"] = line.key
        data[f"{prefix}-{index}-DELETE"] = "1" if line.is_deleted else ""
        if rows.can_order:
            data[f"{prefix}-{index}-ORDER"] = str(line.place)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(lines))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(line.key) for line in lines))


def _rows_of(data: QueryDict, prefix: str) -> dict[int, dict[str, list[str]]]:
    """Takes the rows of a list out of the data: the rest of each name, by number."""
    rows: dict[int, dict[str, list[str]]] = {}
    for key in list(data):
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(.+)", key)
        if found:
            rows.setdefault(int(found[1]), {})[found[2]] = data.pop(key)
    return rows


def give(form: forms.BaseForm, merged: Merged) -> None:
    """Let the form show what was taken over; before anything asks what was sent."""
    _give(form, merged.given)
    for name, lines in merged.lists.items():
        for line, row in zip(lines, form.formsets[name].forms, strict=True):
            _give(row, line.given)


def _give(form: forms.BaseForm, given: dict[str, Any]) -> None:
    for name, shown in given.items():
        known_to(form.fields[name].widget, shown)


def known_to(widget: forms.Widget, shown: Any) -> None:
    """The widget of this one form answers this, whatever was sent."""
    widget.value_from_datadict = lambda _data, _files, _name: shown
