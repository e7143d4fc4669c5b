"""Every save of a watched fact is noted, whether a form, an import or a shell did it.

`.update()` and `bulk_*` send no signal: whoever writes past the history writes past
this, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save

from home.affected.change import FactChange, RowChange, Values, put_together
from home.affected.facts import WATCHED, Part, WatchedFact, values_of
from home.affected.finders import finders_of
from home.affected.models import PeopleToTell
from home.affected.noting import note


@dataclass
class OneChange:
    """All rows that are saved meanwhile, by the fact that they belong to."""

    by: Any = None
    rows: dict[tuple[type[Model], int], list[RowChange]] = field(default_factory=dict)
    tasks: list[PeopleToTell] = field(default_factory=list)

    def add(self, model: type[Model], pk: int, row: RowChange) -> None:
        self.rows.setdefault((model, pk), []).append(row)

    def write(self) -> None:
        for (model, pk), rows in self.rows.items():
            fact = model._base_manager.filter(pk=pk).first()
            if fact is not None and (together := put_together(rows)):
                task = note(FactChange(fact, tuple(together)), self.by)
                self.tasks += [task] if task else []


_change: ContextVar[OneChange | None] = ContextVar("one_change", default=None)


@contextmanager
def one_change(by: Any = None) -> Iterator[OneChange]:
    """What is saved meanwhile is told as one change; `tasks` has what it left."""
    if (outer := _change.get()) is not None:
        yield outer
        return
    with transaction.atomic():
        change = OneChange(by)
        token = _change.set(change)
        try:
            yield change
        finally:
            _change.reset(token)
        change.write()


@dataclass(frozen=True)
class Watch:
    """One model: the fact itself, or a part of it."""

    fact: WatchedFact
    part: Part | None = None

    @property
    def model(self) -> type[Model]:
        return self.part.model if self.part else self.fact.model

    @property
    def fields(self) -> tuple[str, ...]:
        return self.part.fields if self.part else self.fact.fields

    def connect(self) -> None:
        for signal, receiver in (
            (pre_save, self.before_saving),
            (post_save, self.after_saving),
            (post_delete, self.after_deleting),
        ):
            uid = f"affected.{self.model._meta.label}"
            signal.connect(receiver, sender=self.model, weak=False, dispatch_uid=uid)

    def before_saving(self, instance: Model, raw: bool = False, **kwargs) -> None:
        if raw or not finders_of(self.fact.model):
            return
        rows = self.model._base_manager.filter(pk=instance.pk)
        stored = None if instance._state.adding else rows.values(*self.fields).first()
        instance._watched_before = stored

    def after_saving(self, instance: Model, raw: bool = False, **kwargs) -> None:
        if not raw and finders_of(self.fact.model):
            before = instance.__dict__.pop("_watched_before", None)
            self._add(instance, before, values_of(instance, self.fields))

    def after_deleting(self, instance: Model, origin: Any = None, **kwargs) -> None:
        """A part that goes together with its fact changes nothing for anybody."""
        goes_alone = self.part is not None and not isinstance(origin, self.fact.model)
        if goes_alone and finders_of(self.fact.model):
            self._add(instance, values_of(instance, self.fields), None)

    def _add(self, row: Model, was: Values | None, now: Values | None) -> None:
        fact = self.fact.model
        pk = getattr(row, f"{self.part.owner}_id") if self.part else row.pk
        changed = RowChange(self.model, row.pk, was, now)
        if changed.says_something:
            with one_change() as change:
                change.add(fact, pk, changed)


def watch(fact: WatchedFact) -> None:
    """From now on each change of this fact is noted."""
    WATCHED.add(fact)
    for part in (None, *fact.parts):
        Watch(fact, part).connect()
