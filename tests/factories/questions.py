"""Questions of an intake as an editor writes and translates them."""

from dataclasses import dataclass

from forms_app import models
from forms_app.engine.fields.choices import Choice
from forms_app.engine.fields.question import name_of_choice
from forms_app.engine.fields.question_writing import translate_question, write_question

LANGUAGES = ("cs", "en", "ar")


@dataclass(frozen=True)
class Question:
    """Its label in each language is `key cs`, `key en` …, those of choices alike."""

    key: str
    type: str = "singleline"
    required: bool = False
    shown_if: str = ""
    is_retired: bool = False
    choices: tuple[str, ...] = ()
    languages: tuple[str, ...] = LANGUAGES

    def ask(self, intake: models.Intake) -> models.Question:
        question = ask(
            intake,
            self.key,
            self.type,
            {code: f"{self.key} {code}" for code in self.languages},
            {
                code: {each: f"{each} {code}" for each in self.choices}
                for code in self.languages
            },
            required=self.required,
            is_retired=self.is_retired,
        )
        if self.shown_if:
            key, _separator, question.condition_answer = self.shown_if.partition("=")
            question.condition_question = intake.questions.get(key=key)
            question.save()
        return question


def ask(
    intake: models.Intake,
    key: str,
    type: str,
    labels: dict[str, str],
    choices: dict[str, dict[str, str]] | None = None,
    **fields,
) -> models.Question:
    """A question at the end, with words in each language that has a label."""
    fields = {"required": False} | fields
    question = models.Question(intake=intake, key=key, field_type=type, **fields)
    of_source = (choices or {}).get("cs", {})
    write_question(
        question,
        {"label": labels["cs"]},
        [Choice(each, label) for each, label in of_source.items()],
    )
    for code, label in labels.items():
        if code != "cs":
            words = (choices or {}).get(code, {})
            named = {name_of_choice(each): text for each, text in words.items()}
            translate_question(question, code, {"label": label} | named)
    return question
