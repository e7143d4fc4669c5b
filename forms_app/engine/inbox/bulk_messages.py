"""What would be sent if several cases took a step: each different message once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from forms_app.engine.foresight import Notice
from forms_app.engine.inbox.bulk_plan import Planned
from forms_app.engine.inbox.preview import notices_of, show
from forms_app.engine.outbox.writing import languages_of


@dataclass
class PlannedMessage:
    """A message to `count` people; `by_phone` of them have no e-mail address.

    `first` is the first of them, if it can be worded already. `to_others` are people
    whose cases are not meant.
    """

    first: Notice | None
    to_others: bool = False
    count: int = 0
    by_phone: int = 0
    languages: set[str] = field(default_factory=set)

    def add(self, case: Any) -> None:
        self.count += 1
        self.by_phone += not case.email
        self.languages.add(case.language)

    @property
    def wordings(self) -> list[dict]:
        """As it would leave: in the language of the first applicant, with Czech."""
        if self.first is None:
            return []
        return show(self.first, languages_of(self.first.case))


def messages_of(
    planned: Iterable[Planned], reason: Any, details: dict | None
) -> list[PlannedMessage]:
    """In the order in which they would first be written, those to others last."""
    own: dict[str, PlannedMessage] = {}
    others: dict[str, PlannedMessage] = {}
    for each in planned:
        if not own.keys() >= set(each.messages):
            for name, message in _worded(each, reason, details).items():
                own.setdefault(name, message)
        for name in each.messages:
            own[name].add(each.case)
        for notice in each.others:
            told = others.setdefault(notice.name, PlannedMessage(notice, True))
            told.add(notice.case)
    return [*own.values(), *others.values()]


def _worded(
    each: Planned, reason: Any, details: dict | None
) -> dict[str, PlannedMessage]:
    if each.steps[0].form is not None and not details:
        return {name: PlannedMessage(None) for name in each.messages}
    # Whoever comes before in this plan waits before, and is not stored yet.
    facts = {"waiting_position": each.place} if each.place else {}
    return {
        notice.name: PlannedMessage(replace(notice, facts=facts))
        for notice in notices_of(each.case, each.steps, reason, details)
    }
