"""How many readers got a kept page, and for how many one was made, hour by hour.

Each process counts in its memory and adds its figures to those of all now and then, so
that no reader waits for it. Two processes that add at the same instant may lose the
figures of one: it is a ratio, no bill.
"""

import time
from dataclasses import dataclass

from home import shared_cache

SECONDS_BETWEEN = 10
HOUR = 60 * 60
HOURS = 24


@dataclass(frozen=True)
class Readings:
    """By what their readers got: a kept page, or one that was made for them."""

    kept: int = 0
    made: int = 0

    @property
    def count(self) -> int:
        return self.kept + self.made

    @property
    def ratio(self) -> float | None:
        """Of those that were kept; None as long as nobody reads."""
        return self.kept / self.count if self.count else None


@dataclass
class Waiting:
    """What this process has counted and the others do not know yet."""

    until: float = 0.0
    kept: int = 0
    made: int = 0


_waiting = Waiting()


def count_kept() -> None:
    _waiting.kept += 1
    _add_when_it_is_time()


def count_made() -> None:
    _waiting.made += 1
    _add_when_it_is_time()


def readings_lately() -> Readings:
    """Of all processes in this hour and the 23 before it."""
    this = _this_hour()
    found = shared_cache.get_many(map(_key, range(this - HOURS + 1, this + 1)))
    rows = [*found.values(), (_waiting.kept, _waiting.made)]
    return Readings(*map(sum, zip(*rows, strict=True)))


def _add_when_it_is_time() -> None:
    global _waiting
    now = time.monotonic()
    if now < _waiting.until:
        return
    counted, _waiting = _waiting, Waiting(now + SECONDS_BETWEEN)
    key = _key(_this_hour())
    kept, made = shared_cache.get(key) or (0, 0)
    figures = (kept + counted.kept, made + counted.made)
    shared_cache.put(key, figures, lasts=(HOURS + 1) * HOUR)


def _this_hour() -> int:
    return int(time.time()) // HOUR


def _key(hour: int) -> str:
    return f"readings:{hour}"
