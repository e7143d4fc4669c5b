"""What changed in a fact: which rows, from which values to which; nothing of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

Values = Mapping[str, Any]


@dataclass(frozen=True)
class RowChange:
    """One row of a fact: itself, a lesson, a closure.

    Values by attribute (`place_id`). `was` is None for a row that is new, `now` for one
    that is gone; `pk` is None for a row that is not stored yet.
    """

    model: type[Model]
    pk: int | None
    was: Values | None
    now: Values | None

    def became(self, name: str, value: Any) -> bool:
        """The row was there before, and this is new about it."""
        return self.differs_in(name) and self.now[name] == value

    def differs_in(self, *names: str) -> bool:
        if self.was is None or self.now is None:
            return False
        return any(self.was[name] != self.now[name] for name in names)

    @property
    def says_something(self) -> bool:
        return self.was != self.now

    def followed_by(self, later: RowChange) -> RowChange:
        return RowChange(self.model, self.pk, self.was, later.now)

    def as_json(self) -> dict:
        """The model serializes its JSON with dates and times."""
        was, now = (values and dict(values) for values in (self.was, self.now))
        return {"row": self.model._meta.label_lower, "pk": self.pk} | {
            "was": was,
            "now": now,
        }

    @classmethod
    def from_json(cls, stored: dict) -> RowChange:
        model = apps.get_model(stored["row"])
        was, now = (_python_values(model, stored[name]) for name in ("was", "now"))
        return cls(model, stored["pk"], was, now)


def _python_values(model: type[Model], values: dict | None) -> Values | None:
    if values is None:
        return None
    return {
        name: model._meta.get_field(name).to_python(value)
        for name, value in values.items()
    }


def put_together(rows: Iterable[RowChange]) -> list[RowChange]:
    """Several changes as one: from the first state to the last, without detours."""
    together: dict[Any, RowChange] = {}
    for row in rows:
        # A row that is not stored yet has nothing before or after it.
        key = (row.model, row.pk or id(row))
        before = together.get(key)
        together[key] = before.followed_by(row) if before else row
    return [row for row in together.values() if row.says_something]


@dataclass(frozen=True)
class FactChange:
    """A fact as it is (or would be) after these changes."""

    fact: Model
    rows: tuple[RowChange, ...]

    @property
    def own(self) -> RowChange | None:
        """What changed in the fact itself."""
        return next(iter(self.of(type(self.fact))), None)

    @property
    def is_new(self) -> bool:
        return self.own is not None and self.own.was is None

    def of(self, model: type[Model]) -> list[RowChange]:
        return [row for row in self.rows if row.model is model]

    def became(self, name: str, value: Any) -> bool:
        return self.own is not None and self.own.became(name, value)

    def differs_in(self, *names: str) -> bool:
        return self.own is not None and self.own.differs_in(*names)

    def before(self, name: str) -> Any:
        """The value of the fact itself before the change."""
        if self.own is None or self.own.was is None:
            return getattr(self.fact, name)
        return self.own.was[name]
