"""The questions of a form: `[[questions]]` in the file of its page.

They are written as an editor writes them: `key`, `field_type`, `label`, `required`, and
where it is needed `why`, `help_text`, `choices` (`key | label`, one on each line) and
`shown_if` (another question's key, `=`, and the answer).
"""

from collections.abc import Iterator

from wagtail.models import Page

from forms_app.engine.fields import Question, parse_choices
from forms_app.engine.fields.question import PLAIN_TEXTS
from forms_app.engine.fields.question_gaps import (
    questions_with_words,
    texts_to_translate,
)
from forms_app.engine.fields.question_writing import translate_question, write_question


def make_questions(page: Page, questions: list[dict]) -> None:
    """In the intake of this form page; what is asked there already stays as it is."""
    made: dict[str, Question] = {}
    for each in questions:
        key, _separator, answer = each.get("shown_if", "").partition("=")
        question = Question(
            intake=page.intake,
            key=each["key"],
            field_type=each["field_type"],
            required=each["required"],
            condition_question=made.get(key),
            condition_answer=answer,
        )
        if not page.intake.questions.filter(key=question.key).exists():
            texts = {name: each.get(name, "") for name in PLAIN_TEXTS}
            write_question(question, texts, parse_choices(each.get("choices", "")))
            made[question.key] = question


def words_of_questions(questions: list[dict]) -> Iterator[str]:
    """What a catalogue has to hold, in the order of the questions."""
    for each in questions:
        yield from filter(None, (each.get(name) for name in PLAIN_TEXTS))
        for choice in parse_choices(each.get("choices", "")):
            yield choice.label


def translate_questions(page: Page, code: str, words: dict[str, str]) -> None:
    """Words that somebody has written already stay."""
    for question in questions_with_words(page.intake_id):
        missing = {
            text.name: words[text.source]
            for text in texts_to_translate(question, code)
            if text.is_missing
        }
        translate_question(question, code, missing)
