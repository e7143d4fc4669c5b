"""How many answers and open cases a question or a choice has."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import ngettext

from forms_app.engine.submission import Intake, Submission, submission_kinds


@dataclass(frozen=True)
class Usage:
    answers: int = 0
    open_cases: int = 0

    def __bool__(self) -> bool:
        return self.answers > 0

    def in_words(self, what: str) -> str:
        """How much there is of it, for whoever is about to take it away."""
        answers = ngettext(
            "“%(what)s” has %(count)d answer",
            "“%(what)s” has %(count)d answers",
            self.answers,
        ) % {"what": what, "count": self.answers}
        cases = ngettext(
            "%(count)d open case", "%(count)d open cases", self.open_cases
        ) % {"count": self.open_cases}
        return f"{answers}, {cases}."


def usage_of(intake: Intake, key: str, choice: str | None = None) -> Usage:
    """Answers to this question that are not empty; to this choice, if one is given."""
    kinds = submission_kinds().values()
    found = [_usage_among(cases, intake, key, choice) for cases in kinds]
    answers = sum(each.answers for each in found)
    return Usage(answers, sum(each.open_cases for each in found))


def _usage_among(
    cases: type[Submission], intake: Intake, key: str, choice: str | None
) -> Usage:
    # Both databases find the key in the text of the JSON; Python reads the few rows.
    # Keys are letters, digits and underscores, so that their JSON is their text.
    with_key = (
        cases.objects.filter(intake=intake)
        .annotate(answers_text=Cast("answers", models.TextField()))
        .filter(answers_text__contains=f'"{key}"')
        .values_list("state", "answers")
    )
    states = [
        state
        for state, answers in with_key.iterator()
        if any(_counts(each, key, choice) for each in answers)
    ]
    still_open = cases.workflow.open_states
    return Usage(len(states), sum(state in still_open for state in states))


def _counts(answer: dict, key: str, choice: str | None) -> bool:
    value: Any = answer["value"]
    if answer["key"] != key or value in (None, "", []):
        return False
    if choice is None:
        return True
    return choice in value if isinstance(value, list) else choice == value
