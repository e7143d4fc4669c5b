"""Answers to an editor's questions: kept as asked, read in any language.

A case keeps for each answer the question's key, type and wording, the value (a
choice's key, a number, a text) and the words that the applicant saw. So an editor
may change the form later, and old cases still read right.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from forms_app.engine.fields.question_rows import QuestionRow, rows_of
from forms_app.engine.fields.types import FREE_TEXT
from forms_app.engine.fields.wording import stored, words_for

# Questions that were read before, by intake and language.
_remembered: ContextVar[dict | None] = ContextVar("remembered", default=None)


@dataclass(frozen=True)
class AnswerRow:
    """One answer twice: in the reader's words and in those that the applicant saw."""

    question: Any
    answer: Any
    question_seen: Any
    answer_seen: Any
    is_free_text: bool = False

    @property
    def differs(self) -> bool:
        seen = (str(self.question_seen), str(self.answer_seen))
        return (str(self.question), str(self.answer)) != seen


def record_answers(fields: Iterable[QuestionRow], cleaned: dict) -> list[dict]:
    """The answers as a case stores them, in the language that is active.

    A question that was not asked, because of an answer before it, leaves no trace.
    """
    return [
        _record(field, cleaned[field.clean_name])
        for field in fields
        if field.clean_name in cleaned
    ]


def _record(field: QuestionRow, cleaned_value: Any) -> dict:
    value = stored(cleaned_value)
    return {
        "key": field.clean_name,
        "type": field.field_type,
        "question": str(field.label),
        "value": value,
        "answer": words_for(field, value),
    }


def questions_of(intake_id: int, language: str) -> list[QuestionRow]:
    """An editor's questions as the form has them today, in this language."""
    known = _remembered.get()
    if known is None:
        return rows_of(intake_id, language)
    key = (intake_id, language)
    if key not in known:
        known[key] = rows_of(intake_id, language)
    return known[key]


@contextmanager
def questions_remembered(known: dict) -> Iterator[None]:
    """Within this block each form's questions are read once, however many cases."""
    token = _remembered.set(known)
    try:
        yield
    finally:
        _remembered.reset(token)


def read_answers(
    answers: list[dict], fields: Iterable[QuestionRow], language: str
) -> list[AnswerRow]:
    """Stored answers with the words of these fields, which are in `language`.

    A question or a choice that the form no longer has keeps the words as asked.
    """
    by_key = {field.clean_name: field for field in fields}
    with translation.override(language):
        return [_row(answer, by_key.get(answer["key"])) for answer in answers]


def _row(answer: dict, field: QuestionRow | None) -> AnswerRow:
    words = _words_today(answer, field)
    return AnswerRow(
        question=field.label if field else answer["question"],
        answer=answer["answer"] if words is None else words,
        question_seen=answer["question"],
        answer_seen=answer["answer"],
        is_free_text=answer["type"] in FREE_TEXT,
    )


def _words_today(answer: dict, field: QuestionRow | None) -> str | None:
    if field is None or field.field_type != answer["type"]:
        return None
    return words_for(field, answer["value"])
