from forms_app.engine.fields.answers import (
    AnswerRow,
    questions_of,
    questions_remembered,
    read_answers,
    record_answers,
)
from forms_app.engine.fields.builder import AnswerFormBuilder
from forms_app.engine.fields.choices import parse_choices
from forms_app.engine.fields.contact import ContactForm
from forms_app.engine.fields.dates import DateField, TimeField
from forms_app.engine.fields.question import Question, QuestionWords
from forms_app.engine.fields.question_rows import QuestionRow, rows_of
from forms_app.engine.fields.rows import RowsField
from forms_app.engine.fields.step_details import StepDetailsForm

__all__ = [
    "AnswerFormBuilder",
    "AnswerRow",
    "ContactForm",
    "DateField",
    "Question",
    "QuestionRow",
    "QuestionWords",
    "RowsField",
    "StepDetailsForm",
    "TimeField",
    "parse_choices",
    "questions_of",
    "questions_remembered",
    "read_answers",
    "record_answers",
    "rows_of",
]
