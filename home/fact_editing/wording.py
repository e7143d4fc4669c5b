"""Values of a form in the words of whoever reads them, one line after the other."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import blocks
from wagtail.blocks.base import BlockField

from home.fact_editing.values import Held, Row
from home.templatetags.display import clock, day_and_time, in_a_row, long_date

LONGEST_TITLE = 60


def in_lines(held: Held, value: Any) -> list[str]:
    """What this value of the field says; a line for each part of a long one."""
    if isinstance(value, dict) and "unreadable" in value:
        return [value["unreadable"]]
    if isinstance(held.field, BlockField):
        lines = list(_of_block(held.field.block, value))
    elif isinstance(value, bool):
        lines = [_("Yes") if value else _("No")]
    elif hasattr(held.field.widget, "choices"):
        lines = [in_a_row(_of_choices(held.field, value))]
    elif value is None:
        lines = []
    else:
        lines = _of_text(held.field, str(value)).split("\n")
    return [each for each in lines if each.strip()] or [
        pgettext("the value of a field", "empty")
    ]


def in_short(row_fields: Row, plain: dict[str, Any]) -> str:
    """A row in few words: what stands in it, without what is empty."""
    said = [
        in_lines(held, plain[name])[0]
        for name, held in row_fields.fields.items()
        if plain.get(name) not in (None, "", False, [])
    ]
    return Truncator(in_a_row(said)).chars(LONGEST_TITLE)


def row_in_lines(row_fields: Row, plain: dict[str, Any]) -> list[str]:
    """Each filled field of a row with its name."""
    return [
        f"{held.label}: {line}"
        for name, held in row_fields.fields.items()
        if plain.get(name) not in (None, "", False, [])
        for line in in_lines(held, plain[name])
    ]


def _of_choices(of_field: forms.Field, value: Any) -> Iterable[str]:
    keys = [str(each) for each in (value if isinstance(value, list) else [value])]
    if isinstance(of_field, forms.ModelChoiceField):
        pks = [key for key in keys if key.isdecimal()]
        chosen = of_field.queryset.filter(pk__in=pks)
        return [of_field.label_from_instance(each) for each in chosen]
    names = dict(_flat(of_field.widget.choices))
    return [names.get(key, key) for key in keys if key in names or key]


def _flat(choices: Iterable) -> Iterable[tuple[str, str]]:
    for key, name in choices:
        if isinstance(name, (list, tuple)):
            yield from _flat(name)
        else:
            yield str(key), str(name)


def _of_text(of_field: forms.Field, text: str) -> str:
    try:
        if isinstance(of_field, forms.DateTimeField):
            return day_and_time(datetime.fromisoformat(text))
        if isinstance(of_field, forms.DateField):
            return long_date(date.fromisoformat(text))
        if isinstance(of_field, forms.TimeField):
            return clock(time.fromisoformat(text))
    except ValueError:
        pass
    return text


def _of_block(block: blocks.Block, value: Any, label: str = "") -> Iterable[str]:
    """The filled ends of a value of blocks, each with the way to it."""
    if isinstance(block, blocks.StreamBlock):
        for child in value or []:
            of_child = block.child_blocks.get(child["type"])
            if of_child is not None:
                yield from _of_block(of_child, child["value"], _under(label, of_child))
    elif isinstance(block, blocks.StructBlock):
        for name, of_child in block.child_blocks.items():
            yield from _of_block(
                of_child, (value or {}).get(name), _under(label, of_child)
            )
    elif isinstance(block, blocks.ListBlock):
        for child in value or []:
            yield from _of_block(block.child_block, child["value"], label)
    elif value not in (None, "", []):
        yield f"{label}: {_of_end(block, value)}"


def _under(label: str, block: blocks.Block) -> str:
    return f"{label} › {block.label}" if label else str(block.label)


def _of_end(block: blocks.Block, value: Any) -> str:
    if isinstance(block, blocks.ChooserBlock):
        chosen = block.model_class._default_manager.filter(pk=value).first()
        return str(chosen or value)
    if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        return in_a_row(_of_choices(block.field, value))
    return strip_tags(str(value))
