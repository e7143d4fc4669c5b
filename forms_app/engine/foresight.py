"""What a step of one case means for the next, without anybody taking it.

A plan for several cases goes through them in the order in which they would be taken.
Where they compete (for seats, for a room), their kind has a `Foresight` beside its
workflow: it reads the facts once for all of them, lends them to each case, so that the
guards find them as under the lock, and keeps them as they would be after each step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms_app.engine.states import Step


@dataclass(frozen=True)
class Notice:
    """A message that would be written: `case` as it would be by then.

    `facts` take the place of what the message's template would ask for and what will
    be true only afterwards. Where the message tells of a step of that other case,
    `moves` it.
    """

    case: Any
    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    moves: bool = False


class Foresight:
    """Of cases that stand for themselves. Nothing here writes, or locks a row.

    Its kinds read all facts when they are made, in as many queries for two hundred
    cases as for one.
    """

    def __init__(self, cases: Sequence[Any], step: Step):
        self.step = step

    def lend(self, case: Any) -> None:
        """Put the facts where the guards of this case look for them."""

    def follow(self, case: Any, source: str, step: Step) -> list[Notice]:
        """The case takes this step from `source`; gives what others would be told."""
        return []

    def place_of(self, case: Any) -> int | None:
        """Its place in the waiting list after the steps so far, if it waits."""
        return None
