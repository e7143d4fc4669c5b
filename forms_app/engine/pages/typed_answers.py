"""What somebody typed into a form, in words, before anybody has judged it."""

from collections.abc import Iterator
from typing import Any

from django import forms


def typed_answers(form: forms.Form) -> Iterator[tuple[Any, str]]:
    """Each visible question of a bound form that came with an answer."""
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            continue
        key = form.add_prefix(name)
        typed = field.widget.value_from_datadict(form.data, form.files, key)
        if words := _in_words(field, typed):
            yield field.label, words


def _in_words(field: Any, typed: Any) -> str:
    """Keys of choices become their labels; whatever else came stays as it came."""
    if isinstance(field.widget, forms.CheckboxInput):
        return "✓" if typed else ""
    values = typed if isinstance(typed, list | tuple) else [typed]
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    words = [labels.get(str(each), str(each)) for each in values if each]
    return ("\n" if labels else " ").join(words)
