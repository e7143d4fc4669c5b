from forms_app.engine.fields.answers import (
    AnswerRow,
    questions_of,
    questions_remembered,
    read_answers,
    record_answers,
)
from forms_app.engine.fields.builder import AnswerFormBuilder
from forms_app.engine.fields.choices import ChoicesField, parse_choices
from forms_app.engine.fields.contact import ContactForm
from forms_app.engine.fields.dates import DateField, TimeField
from forms_app.engine.fields.form_field import FormField
from forms_app.engine.fields.rows import RowsField
from forms_app.engine.fields.step_details import StepDetailsForm

__all__ = [
    "AnswerFormBuilder",
    "AnswerRow",
    "ChoicesField",
    "ContactForm",
    "DateField",
    "FormField",
    "RowsField",
    "StepDetailsForm",
    "TimeField",
    "parse_choices",
    "questions_of",
    "questions_remembered",
    "read_answers",
    "record_answers",
]
