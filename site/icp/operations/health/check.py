"""The shape of what the report on health shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

ICONS = {"good": "success", "odd": "warning", "bad": "error", "off": "minus"}


class State(TextChoices):
    """From the outside, as somebody sees it who has to decide whether to get up."""

    GOOD = "good", pgettext_lazy("state of a check", "works")
    ODD = "odd", pgettext_lazy("state of a check", "look into it")
    BAD = "bad", pgettext_lazy("state of a check", "does not work")
    OFF = "off", pgettext_lazy("state of a check", "not in use")

    @property
    def icon(self) -> str:
        return ICONS[self.value]


@dataclass(frozen=True)
class Finding:
    """`value` is one figure or empty; `words` say what it means and what to do."""

    state: State
    value: str
    words: str


@dataclass(frozen=True)
class Check:
    """`look` asks anew each time and may raise: then the report says so."""

    name: str
    look: Callable[[], Finding]
