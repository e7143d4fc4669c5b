"""An editor changes a form that is in use: nothing that people sent is lost."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from forms_app.engine.pages.usage import Usage, usage_of
from forms_app.models import PlainRequest, RequestFormField, RequestFormPage
from tests.factories import (
    IntakeFactory,
    PlainRequestFactory,
    Question,
    make_request_forms,
    make_small_site,
    make_staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

QUESTIONS = (
    Question("q_topic", "radio", choices=("work", "flat")),
    Question("q_note"),
)


@pytest.fixture
def pages():
    make_small_site()
    return make_request_forms(*QUESTIONS)


@pytest.fixture
def form_page(pages):
    return pages["cs"]


def answer(key: str, kind: str, value) -> dict:
    return {
        "key": key,
        "type": kind,
        "question": f"{key} as asked",
        "value": value,
        "answer": f"{value} as seen",
    }


def make_cases(*values, state="received", key="q_topic", kind="radio"):
    for value in values:
        PlainRequestFactory(state=state, answers=[answer(key, kind, value)])


def row_data(row, **changes) -> dict:
    data = {
        "id": row.pk or "",
        "label": row.label,
        "why": row.why,
        "help_text": row.help_text,
        "field_type": row.field_type,
        "choices": row.choices,
        "shown_if": row.shown_if,
        "ORDER": str(row.sort_order + 1),
    }
    return data | changes


def edit(form_page, changes: dict[str, dict], added=(), **more):
    """The bound admin form after these changes to the page's rows, by key."""
    rows = form_page.form_fields.all()
    data = nested_form_data(
        {
            "title": form_page.title,
            "slug": form_page.slug,
            "introduction": "",
            "intake": form_page.intake_id,
            "consent_text": form_page.consent_text,
            "confirmation_text": "",
            "body-count": 0,
            "form_fields": inline_formset(
                [
                    *(row_data(row, **changes.get(row.clean_name, {})) for row in rows),
                    *added,
                ],
                initial=len(rows),
            ),
            "comments": inline_formset([]),
        }
        | more
    )
    for order in range(len(rows)):
        if not data.get(f"form_fields-{order}-DELETE"):
            data.pop(f"form_fields-{order}-DELETE", None)
    user = make_staff("editor", "Editors")
    form_class = RequestFormPage.get_edit_handler().get_form_class()
    instance = RequestFormPage.objects.get(pk=form_page.pk)
    return form_class(
        data, instance=instance, parent_page=form_page.get_parent(), for_user=user
    )


def shown(form, key: str) -> dict:
    """What the form shows for a row once it is judged."""
    formset = form.formsets["form_fields"]
    row = next(each for each in formset.forms if each.instance.clean_name == key)
    return {name: row[name].value() for name in ("choices", "is_retired", "field_type")}


# Counting -------------------------------------------------------------------------


def test_usage_counts_answers_and_open_cases(form_page):
    make_cases("work", "work", "flat", "", None)
    make_cases("work", state="done")
    make_cases("other answers", key="q_other")

    intake = form_page.intake
    assert usage_of(PlainRequest, intake, "q_topic") == Usage(4, 3)
    assert usage_of(PlainRequest, intake, "q_topic", "work") == Usage(3, 2)
    assert usage_of(PlainRequest, intake, "q_nobody") == Usage(0, 0)


def test_usage_counts_a_choice_among_several(form_page):
    make_cases(["work", "flat"], ["flat"], kind="checkboxes")

    assert usage_of(PlainRequest, form_page.intake, "q_topic", "work") == Usage(1, 1)


# Removing and changing ------------------------------------------------------------


def test_removing_a_question_in_use_offers_to_retire_it(form_page):
    make_cases("work", "flat")
    make_cases("work", state="done")

    form = edit(form_page, {"q_topic": {"DELETE": "on"}})

    assert not form.is_valid()
    [words] = form.non_field_errors()
    assert "“q_topic cs” has 3 answers, 2 open cases." in words
    assert "Save again" in words
    assert shown(form, "q_topic")["is_retired"]


def test_saving_again_retires_it(form_page):
    make_cases("work")
    first = edit(form_page, {"q_topic": {"DELETE": "on"}})
    first.is_valid()
    data = first.formsets["form_fields"].forms[0].data
    form = type(first)(
        data,
        instance=RequestFormPage.objects.get(pk=form_page.pk),
        parent_page=form_page.get_parent(),
        for_user=first.for_user,
    )

    assert form.is_valid(), form.errors
    form.save()
    assert RequestFormField.objects.get(page=form_page, clean_name="q_topic").is_retired


def test_answers_are_counted_where_they_are_while_another_intake_is_chosen(form_page):
    make_cases("work")
    other = IntakeFactory(name="Another intake")

    form = edit(form_page, {"q_topic": {"DELETE": "on"}}, intake=other.pk)

    assert not form.is_valid()
    assert "has 1 answer, 1 open case" in form.non_field_errors()[0]


def test_removing_a_question_without_answers_removes_it(form_page):
    make_cases("work")

    form = edit(form_page, {"q_note": {"DELETE": "on"}})

    assert form.is_valid(), form.errors
    form.save()
    keys = RequestFormField.objects.filter(page=form_page).values_list("clean_name")
    assert [key for (key,) in keys] == ["q_topic"]


def test_another_kind_of_answer_is_refused_while_it_has_answers(form_page):
    make_cases("work")

    form = edit(form_page, {"q_topic": {"field_type": "dropdown"}})

    assert not form.is_valid()
    assert "stays as it was" in form.non_field_errors()[0]
    assert shown(form, "q_topic")["field_type"] == "radio"


def test_removing_a_choice_in_use_retires_it(form_page):
    make_cases("work")

    form = edit(form_page, {"q_topic": {"choices": "flat | flat cs"}})

    assert not form.is_valid()
    assert (
        "“q_topic cs → work cs” has 1 answer, 1 open case."
        in (form.non_field_errors()[0])
    )
    assert shown(form, "q_topic")["choices"] == "flat | flat cs\n- work | work cs"


def test_removing_a_choice_that_nobody_chose_removes_it(form_page):
    make_cases("work")

    assert edit(form_page, {"q_topic": {"choices": "work | work cs"}}).is_valid()


@pytest.mark.parametrize(
    "changes",
    [
        {"q_topic": {"label": "Other words"}},
        {"q_topic": {"choices": "work | Other words\n- flat | flat cs"}},
        {"q_topic": {"ORDER": "9"}},
        {"q_topic": {"is_retired": "on"}},
    ],
)
def test_words_order_and_retiring_change_freely(form_page, changes):
    make_cases("work", "flat")

    form = edit(form_page, changes)

    assert form.is_valid(), form.errors


# Keys and conditions --------------------------------------------------------------


def test_a_new_question_has_its_key_before_it_is_published(form_page):
    new = row_data(RequestFormField(label="Nová", field_type="radio", sort_order=5))
    form = edit(form_page, {}, added=[new | {"choices": "Ano\nNe"}])

    assert form.is_valid(), form.errors
    draft = form.save(commit=False)
    row = draft.form_fields.all()[2]
    assert row.clean_name.startswith("q_")
    assert "nov" not in row.clean_name.lower()
    assert [line.partition(" | ")[2] for line in row.choices.splitlines()] == [
        "Ano",
        "Ne",
    ]


def test_a_draft_published_twice_keeps_its_keys(form_page):
    new = row_data(RequestFormField(label="Nová", field_type="radio", sort_order=5))
    form = edit(form_page, {}, added=[new | {"choices": "Ano\nNe"}])
    assert form.is_valid(), form.errors
    revision = form.save(commit=False).save_revision()

    keys = set()
    for _time in range(2):
        revision.publish()
        row = RequestFormField.objects.get(page=form_page, label="Nová")
        keys.add((row.clean_name, row.choices))

    assert len(keys) == 1


def test_a_question_with_choices_needs_one(form_page):
    form = edit(form_page, {"q_topic": {"choices": ""}})

    assert not form.is_valid()


def test_conditions_are_chosen_from_the_saved_answers(form_page):
    form = edit(form_page, {"q_note": {"shown_if": "q_topic=work"}})
    wrong = edit_again(form, {"q_note": {"shown_if": "q_topic=nobody"}})

    field = form.formsets["form_fields"].forms[1].fields["shown_if"]
    assert [value for value, _label in field.choices] == [
        "",
        "q_topic=work",
        "q_topic=flat",
    ]
    assert form.is_valid(), form.errors
    assert not wrong.is_valid()


def edit_again(form, changes):
    data = form.data.copy()
    for number, row in enumerate(form.formsets["form_fields"].forms):
        for name, value in changes.get(row.instance.clean_name, {}).items():
            data[f"form_fields-{number}-{name}"] = value
    return type(form)(
        data,
        instance=RequestFormPage.objects.get(pk=form.instance.pk),
        parent_page=form.parent_page,
        for_user=form.for_user,
    )


# Reading old cases ----------------------------------------------------------------


def case_with(value="work"):
    return PlainRequestFactory(answers=[answer("q_topic", "radio", value)])


def read(case, language="en"):
    [row] = case.answers_in(language)
    return row.question, row.answer, row.question_seen, row.answer_seen


def test_an_old_case_reads_right_after_a_label_changed(pages):
    case = case_with()
    row = RequestFormField.objects.get(page=pages["en"], clean_name="q_topic")
    row.label, row.choices = "New words", "work | Job\nflat | Home"
    row.save()

    assert read(case) == ("New words", "Job", "q_topic as asked", "work as seen")


def test_an_old_case_reads_right_after_a_choice_and_its_question_were_retired(pages):
    case = case_with()
    row = RequestFormField.objects.get(page=pages["en"], clean_name="q_topic")
    row.is_retired, row.choices = True, "- work | Job\nflat | Home"
    row.save()

    assert read(case)[1] == "Job"


def test_an_old_case_keeps_the_words_as_asked_when_the_form_has_none(pages):
    case = case_with()
    row = RequestFormField.objects.get(page=pages["en"], clean_name="q_topic")
    row.choices = "flat | Home"
    row.save()
    assert read(case)[1] == "work as seen"

    row.field_type = "singleline"
    row.save()
    assert read(case)[1] == "work as seen"

    row.delete()
    assert read(case)[:2] == ("q_topic as asked", "work as seen")
