"""An editor before the questions of a form that people send in three languages."""

import pytest

from tests.factories import Question, make_request_forms, make_small_site
from tests.forms_app.engine.question_editor.desk import Desk

QUESTIONS = (
    Question("q_topic", "radio", choices=("work", "flat")),
    Question("q_note"),
)


@pytest.fixture
def pages():
    make_small_site()
    return make_request_forms(*QUESTIONS)


@pytest.fixture
def intake(pages):
    return pages["cs"].intake


@pytest.fixture
def ask_for():
    """A question of the intake by its key, as it is stored now."""

    def find(intake, key):
        return intake.questions.get(key=key)

    return find


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def another_desk():
    return Desk(name="second")


@pytest.fixture
def author():
    return Desk("Authors", "author")
