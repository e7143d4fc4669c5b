"""A plan for several cases as people read it: by what comes out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings

from forms_app.engine.inbox.bulk_actions import Act
from forms_app.engine.inbox.bulk_messages import messages_of
from forms_app.engine.inbox.bulk_plan import Planned
from forms_app.engine.inbox.preview import REASON_ABOVE
from forms_app.engine.submission import Submission

# A case as the lists of these pages show it.
Line = Callable[[Submission], dict[str, Any]]


def summary(
    act: Act,
    planned: Sequence[Planned],
    reason: str,
    details: dict | None,
    line: Line,
) -> dict[str, Any]:
    """Each kind of outcome with its cases, in the order in which they are taken; those
    that stay, with the words why; and each different message.
    """
    changing = [each for each in planned if not each.refused]
    notices = messages_of(changing, reason or REASON_ABOVE, details)
    return {
        "changing": len(changing),
        "outcomes": list(_outcomes(act, changing, line)),
        "staying": [
            line(each.case) | {"words": each.refused}
            for each in planned
            if each.refused
        ],
        "minutes": settings.MESSAGES_HELD_FOR // timedelta(minutes=1),
        "notices": notices,
        "letters": sum(notice.count for notice in notices),
    }


def _outcomes(
    act: Act, changing: Iterable[Planned], line: Line
) -> Iterator[dict[str, Any]]:
    groups: dict[str, list[dict]] = {}
    for each in changing:
        shown = line(each.case) | {"place": each.place}
        groups.setdefault(each.state, []).append(shown)
    for state, cases in groups.items():
        yield {"outcome": act.outcome(state), "cases": cases}
