"""Questions that stood on pages in each language are taken along, with their words."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("forms_app", "0006_every_row_of_history_has_its_step")]
AFTER = [("forms_app", "0008_move_questions")]


@pytest.fixture
def migrate():
    """To a state of the database, and back to the present one at the end."""

    def go(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return MigrationExecutor(connection).loader.project_state(targets).apps

    yield go
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def make_page(apps, code: str, intake):
    """The rows alone: what is moved knows its page only for its intake."""
    locale, _made = apps.get_model("wagtailcore", "Locale").objects.get_or_create(
        language_code=code
    )
    content_type, _made = apps.get_model(
        "contenttypes", "ContentType"
    ).objects.get_or_create(app_label="forms_app", model="requestformpage")
    page = apps.get_model("forms_app", "RequestFormPage").objects.create(
        title=f"Form {code}",
        slug=f"form-{code}",
        path={"cs": "00010008", "en": "00010009"}[code],
        depth=2,
        locale=locale,
        content_type=content_type,
        intake=intake,
        consent_text="…",
    )
    return page, locale


def test_structure_comes_from_the_source_and_words_from_each_language(migrate):
    apps = migrate(BEFORE)
    intake = apps.get_model("forms_app", "Intake").objects.create(name="Advice")
    rows = apps.get_model("forms_app", "RequestFormField").objects
    for code in ("cs", "en"):
        page, locale = make_page(apps, code, intake)
        common = {"page": page, "locale": locale}
        rows.create(
            **common,
            sort_order=2,
            clean_name="q_job",
            label=f"Job {code}",
            why=f"Why {code}",
            field_type="singleline",
            required=code == "cs",
            shown_if="q_topic=work",
        )
        rows.create(
            **common,
            sort_order=1,
            clean_name="q_topic",
            label=f"Topic {code}",
            field_type="radio",
            required=False,
            choices=f"work | Work {code}\n- flat | Flat {code}",
        )

    apps = migrate(AFTER)

    topic, job = apps.get_model("forms_app", "Question").objects.order_by("position")
    assert (topic.key, topic.intake_id, topic.field_type) == (
        "q_topic",
        intake.pk,
        "radio",
    )
    assert topic.choice_keys == [
        {"key": "work", "is_retired": False},
        {"key": "flat", "is_retired": True},
    ]
    assert (job.condition_question, job.condition_answer) == (topic, "work")
    assert job.required, "as the source has it"
    words = {each.language: each for each in topic.words.all()}
    assert {code: each.label for code, each in words.items()} == {
        "cs": "Topic cs",
        "en": "Topic en",
    }
    assert words["en"].choices == {"work": "Work en", "flat": "Flat en"}
    assert [each.why for each in job.words.order_by("language")] == ["Why cs", "Why en"]
