"""Which facts are watched, and what of each matters to those who hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet

from home.affected.change import FactChange, RowChange, Values


@dataclass(frozen=True)
class Part:
    """Rows that belong to a fact: its lessons, its closures. `owner` leads back."""

    model: type[Model]
    owner: str
    fields: tuple[str, ...]

    @property
    def related_name(self) -> str:
        return self.model._meta.get_field(self.owner).remote_field.get_accessor_name()


@dataclass(frozen=True)
class WatchedFact:
    """`fields` are attributes (`place_id`). `title(fact)` and `words(change)` are for
    staff, in their language; `with_title` reads what the titles of many facts need.
    """

    model: type[Model]
    fields: tuple[str, ...]
    title: Callable[[Any], str]
    words: Callable[[FactChange], list[str]]
    parts: tuple[Part, ...] = ()
    with_title: Callable[[], QuerySet] | None = None

    def values(self, fact: Model) -> Rows:
        """All that is watched, as the fact has it; also of one that is not stored."""
        rows: Rows = {(self.model, fact.pk or 0): values_of(fact, self.fields)}
        for part in self.parts:
            for number, each in enumerate(getattr(fact, part.related_name).all()):
                key = (part.model, each.pk or -1 - number)
                rows[key] = values_of(each, part.fields)
        return rows


Rows: TypeAlias = dict[tuple[type[Model], int], Values]


def values_of(row: Model, fields: Iterable[str]) -> Values:
    return {name: getattr(row, name) for name in fields}


def difference(before: Rows, now: Rows) -> list[RowChange]:
    """The rows that differ; those that are not stored yet have no key."""
    changes = [
        RowChange(key[0], key[1] if key[1] > 0 else None, before.get(key), now.get(key))
        for key in {**before, **now}
    ]
    return [each for each in changes if each.says_something]


@dataclass
class Registry:
    facts: dict[type[Model], WatchedFact] = field(default_factory=dict)

    def add(self, fact: WatchedFact) -> None:
        self.facts[fact.model] = fact

    def __getitem__(self, model: type[Model]) -> WatchedFact:
        return self.facts[model]

    def __contains__(self, model: type[Model]) -> bool:
        return model in self.facts

    def part(self, model: type[Model]) -> Part | None:
        parts = (part for fact in self.facts.values() for part in fact.parts)
        return next((part for part in parts if part.model is model), None)


WATCHED = Registry()


def title_of(fact: Model) -> str:
    return WATCHED[type(fact)].title(fact)


def words_for(change: FactChange) -> list[str]:
    """What changed, for staff: "cancelled", "2 lessons at another time"."""
    return WATCHED[type(change.fact)].words(change)


def many_facts() -> Mapping[type[Model], QuerySet]:
    """How to read many facts of each model with what their titles need."""
    return {
        model: fact.with_title() if fact.with_title else model._base_manager.all()
        for model, fact in WATCHED.facts.items()
    }
