"""One table for each part: what was measured, its target, and whether it was missed."""

from collections.abc import Iterable
from dataclasses import dataclass

MISSED = "missed"


@dataclass(frozen=True)
class Figure:
    """`at_most` or `at_least` is the target; others are for information."""

    name: str
    value: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def target(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return "" if self.at_least is None else f"≥ {self.at_least:g}"

    @property
    def is_missed(self) -> bool:
        too_high = self.at_most is not None and self.value > self.at_most
        return too_high or (self.at_least is not None and self.value < self.at_least)


def print_figures(title: str, figures: Iterable[Figure]) -> None:
    print(f"\n{title:<52}{'':>10}{'target':>10}")
    for each in figures:
        verdict = f"  {MISSED}" if each.is_missed else ""
        line = f"  {each.name:<50}{each.value:>10.2f}{each.target:>10}{verdict}"
        print(line.rstrip(), flush=True)
