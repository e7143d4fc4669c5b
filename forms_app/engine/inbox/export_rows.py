"""The rows of an export: what the list shows, and what people answered."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import questions_remembered
from forms_app.engine.inbox.columns import staff_name
from forms_app.engine.inbox.sheets import Row
from forms_app.engine.submission import Submission
from home.languages import language

CASES_A_QUERY = 1000


def export_rows(cases: QuerySet, more_columns: tuple) -> Iterator[Row]:
    """The heading, then a row for each case, the newest first.

    The words are in the language that is active now: a stream is read after the
    request is over, and only while rows are made may it speak its own language.
    """
    return _rows(cases, more_columns, get_language())


def _rows(cases: QuerySet, more_columns: tuple, code: str) -> Iterator[Row]:
    columns = [*_columns(), *((each.label, each.get_value) for each in more_columns)]
    columns.append((_("Answers"), lambda case: _answers(case, code)))
    questions: dict = {}
    with translation.override(code):
        heading = [str(label) for label, _read in columns]
    yield heading
    for some in _in_turns(cases):
        with translation.override(code), questions_remembered(questions):
            rows = [[_text(read(case)) for _label, read in columns] for case in some]
        yield from rows


def _columns() -> list[tuple[Any, Callable[[Submission], Any]]]:
    return [
        (_("Reference"), lambda case: case.reference),
        (_("State"), lambda case: case.current_state.label),
        (_("In this state since"), lambda case: case.state_since),
        (pgettext_lazy("of a person", "Name"), lambda case: case.full_name),
        (_("E-mail"), lambda case: case.email),
        (_("Phone"), lambda case: case.phone),
        (_("Language"), lambda case: language(case.language).endonym),
        (_("Assigned to"), lambda case: staff_name(case.assigned_to)),
        (_("Sent"), lambda case: case.submitted_at),
    ]


def _answers(case: Any, code: str) -> str:
    """In the reader's language, whatever language the form was sent in.

    So the same choice reads the same in every row, and a spreadsheet can count it.
    """
    told = (each for each in case.answers_in(code) if each.answer not in (None, ""))
    return "\n".join(f"{each.question}: {each.answer}" for each in told)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)


def _in_turns(cases: QuerySet) -> Iterator[list[Submission]]:
    """A thousand cases at a time, each time from where the last ones ended.

    One long query would keep all of its rows in memory, ours or the database's.
    """
    ordered = cases.order_by("-submitted_at", "-pk")
    some = list(ordered[:CASES_A_QUERY])
    while some:
        yield some
        last = some[-1]
        earlier = Q(submitted_at__lt=last.submitted_at) | Q(pk__lt=last.pk)
        rest = ordered.filter(earlier, submitted_at__lte=last.submitted_at)
        some = list(rest[:CASES_A_QUERY])
