"""The questions of a form as readers of one language meet them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from forms_app.engine.fields.choices import Choice
from forms_app.engine.fields.question import Question, QuestionWords, name_of_choice
from forms_app.engine.fields.types import STEP
from home.languages import (
    SOURCE_LANGUAGE,
    Language,
    language,
    readable_languages,
)
from home.phrases import Phrase

Written = dict[str, dict[str, str]]


@dataclass(frozen=True)
class QuestionRow:
    """One question. Each text is in the reader's language or the nearest, and knows it.

    `condition` is another question's key and the answer to it after which this one is
    asked. `is_worded` says whether the question has a label in the reader's language.
    """

    clean_name: str
    field_type: str
    required: bool
    is_retired: bool
    condition: tuple[str, str] | None
    label: Phrase
    why: Phrase
    help_text: Phrase
    choices: tuple[Choice, ...]
    is_worded: bool

    @property
    def language(self) -> Language:
        """That of the label."""
        return self.label.language

    @property
    def shown_if(self) -> str:
        return "=".join(self.condition) if self.condition else ""

    @property
    def is_step(self) -> bool:
        return self.field_type == STEP

    @property
    def waits(self) -> bool:
        """Is it left out of new forms until its words are there?

        An answer that is needed is asked for all the same, in the nearest language.
        """
        return not self.is_worded and not self.required

    @property
    def is_current(self) -> bool:
        """Is this a question, and not retired in all languages?"""
        return not self.is_step and not self.is_retired

    @property
    def is_asked(self) -> bool:
        """Is this a question of new forms in this language?"""
        return self.is_current and not self.waits

    def lacks_words_in(self, code: str) -> bool:
        offered = [each.label for each in self.choices if not each.is_retired]
        texts = [self.label, self.why, self.help_text, *offered]
        return any(each.language.code != code for each in texts)


def rows_of(intake_id: int, code: str) -> list[QuestionRow]:
    """All questions of a form in their order, steps and retired ones too: one query."""
    nearest = readable_languages(code)
    found = (
        QuestionWords.objects.filter(question__intake=intake_id, language__in=nearest)
        .select_related("question")
        .order_by("question__position", "question_id")
    )
    questions = {
        words[0].question: {each.language: each.texts for each in words}
        for _pk, each in groupby(found, attrgetter("question_id"))
        if (words := list(each))
    }
    keys = {question.pk: question.key for question in questions}
    return [
        _row(question, keys, written, nearest)
        for question, written in questions.items()
        if "label" in written.get(SOURCE_LANGUAGE.code, {})
    ]


def _row(
    question: Question, keys: dict[int, str], written: Written, nearest: tuple[str, ...]
) -> QuestionRow:
    phrase = _phrases(written, nearest)
    condition_key = keys.get(question.condition_question_id or 0)
    return QuestionRow(
        clean_name=question.key,
        field_type=question.field_type,
        required=question.required,
        is_retired=question.is_retired,
        condition=(condition_key, question.condition_answer) if condition_key else None,
        label=phrase("label"),
        why=phrase("why"),
        help_text=phrase("help_text"),
        choices=tuple(
            Choice(key, phrase(name_of_choice(key)), is_retired)
            for key, is_retired in question.keys_of_choices
        ),
        is_worded="label" in written.get(nearest[0], {}),
    )


def _phrases(written: Written, nearest: tuple[str, ...]) -> Callable[[str], Phrase]:
    """A text by its name. What the source does not say, no language says."""

    def phrase(name: str) -> Phrase:
        if name not in written[SOURCE_LANGUAGE.code]:
            return Phrase("", language(nearest[0]))
        code = next(each for each in nearest if name in written.get(each, {}))
        return Phrase(written[code][name], language(code))

    return phrase
