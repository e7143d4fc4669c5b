"""What came of an act for several cases, as people read it."""

from collections.abc import Iterable
from typing import Any

from forms_app.engine.bulk_record import BulkCase
from forms_app.engine.inbox.bulk_actions import Act
from forms_app.engine.inbox.bulk_summary import Line
from forms_app.engine.outbox import Message
from forms_app.engine.submission import Submission

Result = BulkCase.Result


def report(
    act: Act, rows: Iterable[BulkCase], cases: dict[str, Submission], line: Line
) -> dict[str, Any]:
    """The cases by what came of each; of those that the reader may not see, nothing.

    `cases` are the ones that the reader may see, by reference.
    """
    seen = [row for row in rows if row.reference in cases]

    def those(result: Result) -> list[dict[str, Any]]:
        return [
            line(cases[row.reference]) | _came_out(row)
            for row in seen
            if row.result == result
        ]

    taken = those(Result.TAKEN)
    return {
        "taken": taken,
        "outcomes": _by_outcome(act, [each for each in taken if not each["words"]]),
        "kept": [each for each in taken if each["words"]],
        "undone": those(Result.UNDONE),
        "left": those(Result.LEFT),
        "waiting": those(Result.WAITING),
    }


def _by_outcome(act: Act, taken: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in taken:
        groups.setdefault(each["state"], []).append(each)
    return [
        {"outcome": act.outcome(state), "cases": cases}
        for state, cases in groups.items()
    ]


def _came_out(row: BulkCase) -> dict[str, Any]:
    """`place` in the waiting list as it came out; `shown`, if the plan had another."""
    return {
        "state": row.state,
        "words": row.words,
        "place": row.place if row.result == Result.TAKEN else None,
        "shown": row.planned_place if row.planned_place != row.place else None,
    }


def others_told(
    rows: Iterable[BulkCase], cases: dict[str, Submission], scope: Any, line: Line
) -> list[dict[str, Any]]:
    """People whose cases were not meant and who are told because of these steps."""
    causes = [
        f"{row.reference}/{row.seen + 1}" for row in rows if row.result == Result.TAKEN
    ]
    messages = Message.objects.of_cases(scope).filter(caused_by__in=causes)
    told = messages.exclude(delivery=Message.Delivery.CANCELLED)
    keys = set(told.values_list("submission_id", flat=True))
    others = scope.filter(pk__in=keys - {case.pk for case in cases.values()})
    return [line(case) for case in others]
