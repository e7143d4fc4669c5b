"""What a form would change, before anything is saved."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from home.affected.change import FactChange
from home.affected.facts import WATCHED, Rows, difference
from home.affected.finders import finders_of


def change_in_form(view: Any) -> FactChange | None:
    """For a view of Wagtail with a valid form; None where nobody could hang on it.

    The form is made once more on a record of its own: the lists of a form reach its
    record only when it is saved, and the view's own is not saved yet.
    """
    model: type[Model] = view.model
    if model not in WATCHED or not finders_of(model):
        return None
    watched, before, record = WATCHED[model], Rows(), model()
    if view.object is not None and view.object.pk:
        record = model._base_manager.get(pk=view.object.pk)
        before = watched.values(record)
    form = view.get_form_class()(**{**view.get_form_kwargs(), "instance": record})
    if not form.is_valid():
        return None
    typed = form.save(commit=False)
    return FactChange(typed, tuple(difference(before, watched.values(typed))))
