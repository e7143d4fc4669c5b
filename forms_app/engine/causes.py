"""What a step brings about: everything in its transaction knows the step behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """The step that a person or the clock took: the case, its version after it."""

    reference: str
    version: int
    by_staff: bool

    @property
    def key(self) -> str:
        return f"{self.reference}/{self.version}"


_cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


def current_cause() -> Cause | None:
    return _cause.get()


@contextmanager
def because_of(cause: Cause) -> Iterator[None]:
    """Steps that follow a step have the same cause as the first."""
    if _cause.get() is not None:
        yield
        return
    token = _cause.set(cause)
    try:
        yield
    finally:
        _cause.reset(token)
