"""Which words of an intake's questions a language lacks, and which grew old."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from forms_app.engine.fields.choices import Choice
from forms_app.engine.fields.question import (
    PLAIN_TEXTS,
    Question,
    name_of_choice,
)
from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language


@dataclass(frozen=True)
class Text:
    """One text of a question: in the source language, and in another.

    `was` is the source's text that the other was translated from, where it is not
    that of today.
    """

    question: Question
    name: str
    source: str
    own: str
    was: str

    @property
    def is_missing(self) -> bool:
        return not self.own

    @property
    def has_changed(self) -> bool:
        return bool(self.own and self.was)


@dataclass(frozen=True)
class Gaps:
    """How complete the words of one language are."""

    language: Language
    missing: int
    changed: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed)

    @classmethod
    def among(cls, language: Language, texts: Collection[Text]) -> "Gaps":
        missing = sum(each.is_missing for each in texts)
        return cls(language, missing, sum(each.has_changed for each in texts))


def questions_with_words(intake_id: int) -> list[Question]:
    """All of them in their order, the retired ones too."""
    questions = Question.objects.filter(intake=intake_id)
    return list(questions.prefetch_related("words"))


def texts_to_translate(question: Question, code: str) -> Iterator[Text]:
    """What people can read today, in its order; retired words need nobody."""
    source = question.words_in(SOURCE_LANGUAGE.code)
    if source is None or question.is_retired:
        return
    own = question.words_in(code)
    written = own.texts if own else {}
    known = own.translated_from if own else {}
    offered = [each for each in question.choices_in(code) if not each.is_retired]
    for name in (*PLAIN_TEXTS, *_names(offered)):
        if text := source.texts.get(name):
            was = known.get(name, text)
            yield Text(question, name, text, written.get(name, ""), was * (was != text))


def gaps_of(questions: Iterable[Question]) -> list[Gaps]:
    """Of each language but the source. The questions come with their words."""
    found = []
    for code, language in LANGUAGES.items():
        if code != SOURCE_LANGUAGE.code:
            texts = [t for each in questions for t in texts_to_translate(each, code)]
            found.append(Gaps.among(language, texts))
    return found


def missing_in(intake_id: int, code: str) -> int:
    """How many texts of its questions have no words in this language."""
    if code == SOURCE_LANGUAGE.code:
        return 0
    questions = questions_with_words(intake_id)
    texts = (t for each in questions for t in texts_to_translate(each, code))
    return sum(each.is_missing for each in texts)


def _names(choices: Iterable[Choice]) -> list[str]:
    return [name_of_choice(each.key) for each in choices]
