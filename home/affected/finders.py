"""Who hangs on a fact: each kind above says so for itself, in counts and in messages.

What a finder answers to everybody holds no personal data: numbers by language, and
messages with an example in place of a person. Names are found through `to_phone` only,
within what the reader may see.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from home.affected.change import FactChange
from home.affected.models import PeopleToTell


@dataclass(frozen=True)
class Words:
    """A message as somebody would read it."""

    subject: str
    text: str


@dataclass(frozen=True)
class Group:
    """People of one kind who are told the same, or with whose cases the same happens.

    `step` says what happens ("Cancel: the course does not take place"), "" if they are
    only told. `needs_reason`: they read a reason that somebody has to write.
    `message(language, reason)` is what they would read.
    """

    kind: Any
    by_language: Counter[str]
    without_email: int
    message: Callable[[str, str], Words]
    step: Any = ""
    needs_reason: bool = False

    @property
    def count(self) -> int:
        return self.by_language.total()


@dataclass(frozen=True)
class Option:
    """An answer to a question; `values` are what it sets in the fact instead."""

    name: str
    label: Any
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A change that nobody is told of, but that somebody has to mean."""

    name: str
    words: Any
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ToPhone:
    """Somebody without an e-mail address that works."""

    name: str
    reference: str
    phone: str
    url: str


class Finder(ABC):
    """Those of one kind who hang on one kind of fact."""

    fact: type[Model]

    @abstractmethod
    def groups(
        self, change: FactChange, task: PeopleToTell | None = None
    ) -> list[Group]:
        """Who is to be told, without those whom this task has seen to already."""

    @abstractmethod
    def anybody(self, change: FactChange) -> bool: ...

    def questions(self, change: FactChange) -> list[Question]:
        return []

    @abstractmethod
    def left(self, task: PeopleToTell) -> Iterable[int]:
        """Keys of those who are left and may be told by whoever said "tell them"."""

    @abstractmethod
    def tell(self, person: int, task: PeopleToTell, tasks: list[PeopleToTell]) -> None:
        """Tell one of them, in the caller's transaction, and write down that it is so.

        `tasks` are all of the fact that wait, `task` among them: whoever missed more
        than one change hears of them together. Whoever does not hang on the fact any
        more is let alone.
        """

    @abstractmethod
    def note_failure(self, person: int, task: PeopleToTell) -> None: ...

    @abstractmethod
    def take_back(self, tasks: Iterable[PeopleToTell]) -> set[int]:
        """Call back what has not left yet: it would say what is not true any more.

        Gives the keys of the tasks that are not done any more because of it.
        """

    @abstractmethod
    def count_to_phone(self, task: PeopleToTell) -> int: ...

    @abstractmethod
    def to_phone(self, task: PeopleToTell, user: Any) -> list[ToPhone]:
        """Those of them whom this person may see."""

    @abstractmethod
    def is_handled_by(self, user: Any, fact: Model) -> bool:
        """Whether this person works with those who hang on this fact; no query each."""

    @abstractmethod
    def may_take_steps(self, user: Any) -> bool: ...


FINDERS: dict[type[Model], list[Finder]] = {}


def register(finder: Finder) -> None:
    FINDERS.setdefault(finder.fact, []).append(finder)


def finders_of(fact: Model | type[Model]) -> list[Finder]:
    model = fact if isinstance(fact, type) else type(fact)
    return FINDERS.get(model, [])


def groups_of(change: FactChange, task: PeopleToTell | None = None) -> list[Group]:
    return [
        group
        for finder in finders_of(change.fact)
        for group in finder.groups(change, task)
        if group.count
    ]


def questions_of(change: FactChange) -> list[Question]:
    return [
        question
        for finder in finders_of(change.fact)
        for question in finder.questions(change)
    ]


def concerns_somebody(change: FactChange) -> bool:
    return any(finder.anybody(change) for finder in finders_of(change.fact)) or bool(
        questions_of(change)
    )
