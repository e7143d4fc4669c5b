"""Questions that stood on the pages of forms, one set a language, become those of the
intake: what they are as the source language has it, words as each language has them.
"""

from django.conf import settings
from django.db import migrations

PAGES = ("Registration", "Request", "RoomRequest", "Volunteer")
OF_OLD_ROWS = "form_fields."


def move(apps, schema_editor):
    for kind in PAGES:
        rows = apps.get_model("forms_app", f"{kind}FormField").objects
        for row in rows.select_related("page", "locale").order_by("sort_order", "pk"):
            if row.locale.language_code == settings.LANGUAGE_CODE:
                _make_question(apps, row)
        for row in rows.select_related("page", "locale"):
            _make_words(apps, row)
    _set_conditions(apps, rows_of_source(apps))
    # What translators were given of the rows is nothing that a page has any more.
    segments = apps.get_model("wagtail_localize", "StringSegment").objects
    segments.filter(context__path__startswith=OF_OLD_ROWS).delete()


def rows_of_source(apps):
    for kind in PAGES:
        rows = apps.get_model("forms_app", f"{kind}FormField").objects
        of_source = rows.filter(locale__language_code=settings.LANGUAGE_CODE)
        yield from of_source.exclude(shown_if="").select_related("page")


def _make_question(apps, row):
    questions = apps.get_model("forms_app", "Question").objects
    asked = questions.filter(intake=row.page.intake_id)
    if not asked.filter(key=row.clean_name).exists():
        questions.create(
            intake_id=row.page.intake_id,
            key=row.clean_name,
            position=asked.count(),
            field_type=row.field_type,
            required=row.required,
            is_retired=row.is_retired,
            choice_keys=[
                {"key": key, "is_retired": is_retired}
                for key, _label, is_retired in _choices(row)
            ],
        )


def _make_words(apps, row):
    question = apps.get_model("forms_app", "Question").objects.filter(
        intake=row.page.intake_id, key=row.clean_name
    )
    words = apps.get_model("forms_app", "QuestionWords").objects
    code = row.locale.language_code
    if question.exists() and not words.filter(question=question[0], language=code):
        words.create(
            question=question[0],
            language=code,
            label=row.label,
            why=row.why,
            help_text=row.help_text,
            choices={key: label for key, label, _is_retired in _choices(row)},
        )


def _set_conditions(apps, rows):
    for row in rows:
        key, _separator, answer = row.shown_if.partition("=")
        asked = apps.get_model("forms_app", "Question").objects.filter(
            intake=row.page.intake_id
        )
        before = asked.filter(key=key).first()
        if before is not None and answer:
            asked.filter(key=row.clean_name).update(
                condition_question=before, condition_answer=answer
            )


def _choices(row):
    """`key | label` on each line; a `-` before it retires the choice."""
    for line in (row.choices or "").splitlines():
        is_retired = line.startswith("-")
        key, _separator, label = line.removeprefix("-").partition("|")
        if key.strip() and label.strip():
            yield key.strip(), label.strip(), is_retired


class Migration(migrations.Migration):

    dependencies = [
        ("forms_app", "0007_questions_beside_intakes"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
