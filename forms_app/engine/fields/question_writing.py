"""Changing what a form asks: the only writers of questions and of their words.

Whoever changes the questions of an intake holds the intake, so that two people who
move or add at the same time get one order.
"""

from collections.abc import Iterable

from django.db import transaction

from forms_app.engine.fields.choices import Choice
from forms_app.engine.fields.question import (
    Question,
    QuestionWords,
    name_of_choice,
)
from forms_app.engine.submission import Intake
from home.languages import SOURCE_LANGUAGE


def hold_questions(intake_id: int) -> None:
    """Until the transaction ends, nobody else changes the questions of this intake."""
    Intake.objects.select_for_update().get(pk=intake_id)


@transaction.atomic
def write_question(
    question: Question, texts: dict[str, str], choices: Iterable[Choice] = ()
) -> Question:
    """Save it with its words in the source language; a new one becomes the last.

    `texts` has the label, the reason and the hint by their names.
    """
    hold_questions(question.intake_id)
    choices = list(choices)
    if question.pk is None:
        last = Question.objects.filter(intake=question.intake_id).last()
        question.position = last.position + 1 if last else 0
    question.choice_keys = [
        {"key": each.key, "is_retired": each.is_retired} for each in choices
    ]
    question.save()
    labels = {name_of_choice(each.key): str(each.label) for each in choices}
    write_words(question, SOURCE_LANGUAGE.code, texts | labels)
    return question


def write_words(question: Question, code: str, texts: dict[str, str]) -> None:
    """Exactly these words of one language."""
    words, _made = QuestionWords.objects.get_or_create(question=question, language=code)
    words.write(texts)
    words.save()


@transaction.atomic
def translate_question(question: Question, code: str, texts: dict[str, str]) -> None:
    """Write these of its texts in another language than the source.

    Whoever sends a text has read the source beside it, whether it changed or not. What
    is not named stays, such as the labels of retired choices.
    """
    hold_questions(question.intake_id)
    source = QuestionWords.objects.get(question=question, language=SOURCE_LANGUAGE.code)
    words, _made = QuestionWords.objects.get_or_create(question=question, language=code)
    words.write(words.texts | texts)
    read = {name: source.texts.get(name, "") for name in texts}
    words.translated_from = {
        name: text
        for name, text in (words.translated_from | read).items()
        if name in words.texts
    }
    words.save()


@transaction.atomic
def move_question(question: Question, down: bool) -> bool:
    """Past the next one that is asked; False if it is the first or last already."""
    hold_questions(question.intake_id)
    ordered = list(Question.objects.filter(intake=question.intake_id))
    place = ordered.index(question)
    beyond = ordered[place + 1 :] if down else ordered[:place][::-1]
    neighbour = next((each for each in beyond if not each.is_retired), None)
    if neighbour is None:
        return False
    target = ordered.index(neighbour)
    ordered.insert(target, ordered.pop(place))
    for position, each in enumerate(ordered):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    return True


@transaction.atomic
def retire_question(question: Question) -> None:
    hold_questions(question.intake_id)
    question.is_retired = True
    question.save(update_fields=["is_retired"])


@transaction.atomic
def remove_question(question: Question) -> None:
    """For ever. What was asked only after an answer to it is asked of everybody."""
    hold_questions(question.intake_id)
    for each in question.follow.all():
        each.condition_question, each.condition_answer = None, ""
        each.save(update_fields=["condition_question", "condition_answer"])
    question.delete()


@transaction.atomic
def take_over_questions(intake: Intake, other: Intake) -> int:
    """Copy what the other intake asks today, with all words and the same keys.

    Only where nothing is asked yet; gives how many questions there are now.
    """
    hold_questions(intake.pk)
    if intake.questions.exists():
        return 0
    copies: dict[int, Question] = {}
    for each in other.questions.filter(is_retired=False).prefetch_related("words"):
        words, condition = list(each.words.all()), each.condition_question_id
        copy = Question(
            intake=intake,
            key=each.key,
            position=each.position,
            field_type=each.field_type,
            required=each.required,
            choice_keys=each.choice_keys,
            condition_question=copies.get(condition or 0),
        )
        if copy.condition_question is not None:
            copy.condition_answer = each.condition_answer
        copy.save()
        copies[each.pk] = copy
        for one in words:
            one.pk, one.question = None, copy
            one.save(force_insert=True)
    return len(copies)
