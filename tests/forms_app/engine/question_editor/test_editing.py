"""An editor changes a form that is in use: nothing that people sent is lost."""

import pytest

from forms_app.engine.question_editor.usage import Usage, usage_of
from forms_app.models import Question, QuestionWords
from tests.factories import PlainRequestFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


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


def address(question: Question, what: str = "edit") -> str:
    return f"/admin/questions/{what}/{question.pk}/"


@pytest.fixture
def edit(desk, intake, ask_for):
    """The page after an editor saved a question with these changes."""

    def save(key: str, **changes):
        form = desk.open(address(ask_for(intake, key))).select_one("#w-editor-form")
        return desk.press(form, **changes)

    return save


@pytest.fixture
def remove(desk, intake, ask_for):
    def press(key: str):
        page = desk.open(address(ask_for(intake, key), "delete"))
        return page, desk.press(page.select_one("main form"))

    return press


def value(page, name: str):
    field = page.select_one(f"[name={name}]")
    if field.name == "select":
        return field.select_one("[selected]")["value"]
    return field.text.strip()


def errors(page) -> str:
    return " ".join(each.text for each in page.select(".error-message"))


# Counting -------------------------------------------------------------------------


def test_usage_counts_answers_and_open_cases(intake):
    make_cases("work", "work", "flat", "", None)
    make_cases("work", state="done")
    make_cases("other answers", key="q_other")

    assert usage_of(intake, "q_topic") == Usage(4, 3)
    assert usage_of(intake, "q_topic", "work") == Usage(3, 2)
    assert usage_of(intake, "q_nobody") == Usage(0, 0)


def test_usage_counts_a_choice_among_several(intake):
    make_cases(["work", "flat"], ["flat"], kind="checkboxes")

    assert usage_of(intake, "q_topic", "work") == Usage(1, 1)


def test_usage_counts_cases_of_every_kind(intake):
    make_cases("work")
    RegistrationFactory(intake=intake, answers=[answer("q_topic", "radio", "work")])

    assert usage_of(intake, "q_topic") == Usage(2, 2)


# Removing and changing ------------------------------------------------------------


def test_a_question_in_use_is_retired_and_its_usage_told(remove, intake, ask_for):
    make_cases("work", "flat")
    make_cases("work", state="done")

    page, after = remove("q_topic")

    assert "“q_topic cs” has 3 answers, 2 open cases." in page.select_one("main").text
    assert page.select_one("main form button").text == "Retire"
    assert "Retired: new forms leave it out" in after.text
    assert ask_for(intake, "q_topic").is_retired


def test_a_question_without_answers_is_removed(remove, intake):
    make_cases("work")

    page, after = remove("q_note")

    assert page.select_one("main form button").text == "Remove"
    assert "Removed, in all languages." in after.text
    assert [each.key for each in intake.questions.all()] == ["q_topic"]


def test_an_answer_that_comes_before_the_button_is_pressed_is_kept(
    desk, intake, ask_for
):
    page = desk.open(address(ask_for(intake, "q_topic"), "delete"))
    assert page.select_one("main form button").text == "Remove"
    make_cases("work")

    desk.press(page.select_one("main form"))

    assert ask_for(intake, "q_topic").is_retired


def test_what_depended_on_a_removed_question_is_told_and_asked_of_everybody(
    remove, edit, intake, ask_for
):
    edit("q_note", condition="q_topic=work")

    page, _after = remove("q_topic")

    told = page.select_one("main").text
    assert "are then asked of everybody" in told
    assert "q_note cs" in told
    note = ask_for(intake, "q_note")
    assert (note.condition_question, note.condition_answer) == (None, "")


def test_another_kind_of_answer_is_refused_while_it_has_answers(edit, intake, ask_for):
    make_cases("work")

    page = edit("q_topic", field_type="dropdown", label="Typed meanwhile")

    assert "“q_topic cs” has 1 answer, 1 open case." in errors(page)
    assert "stays as it was" in errors(page)
    assert value(page, "field_type") == "radio"
    assert page.select_one("[name=label]")["value"] == "Typed meanwhile"
    assert ask_for(intake, "q_topic").field_type == "radio"


def test_another_kind_of_answer_is_fine_before_anybody_answered(edit, intake, ask_for):
    edit("q_topic", field_type="dropdown")

    assert ask_for(intake, "q_topic").field_type == "dropdown"


def test_a_choice_in_use_is_retired_and_saving_again_keeps_it(
    desk, edit, intake, ask_for
):
    make_cases("work")

    page = edit("q_topic", choices="flat | flat cs")

    assert "“q_topic cs → work cs” has 1 answer, 1 open case." in errors(page)
    assert value(page, "choices") == "flat | flat cs\n- work | work cs"
    assert ask_for(intake, "q_topic").keys_of_choices == [
        ("work", False),
        ("flat", False),
    ]
    desk.press(page.select_one("#w-editor-form"))
    assert ask_for(intake, "q_topic").keys_of_choices == [
        ("flat", False),
        ("work", True),
    ]


def test_a_choice_that_nobody_chose_is_removed(edit, intake, ask_for):
    make_cases("work")

    edit("q_topic", choices="work | work cs")

    assert ask_for(intake, "q_topic").keys_of_choices == [("work", False)]


def test_an_answer_that_another_question_waits_for_is_not_removed(
    edit, intake, ask_for
):
    edit("q_note", condition="q_topic=work")

    page = edit("q_topic", choices="flat | flat cs")

    assert "“q_note cs” is asked only after an answer that would be gone" in errors(
        page
    )
    assert len(ask_for(intake, "q_topic").choice_keys) == 2


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"label": "Other words"}, ("label", "Other words")),
        ({"is_retired": "on"}, ("is_retired", True)),
        ({"required": "on"}, ("required", True)),
    ],
)
def test_words_and_retiring_change_freely(edit, intake, ask_for, changes, fact):
    make_cases("work", "flat")

    edit("q_topic", **changes)

    name, now = fact
    assert getattr(ask_for(intake, "q_topic"), name) == now


# Keys and conditions --------------------------------------------------------------


def add(desk, intake, **typed):
    form = desk.open(f"/admin/questions/{intake.pk}/add/").select_one("#w-editor-form")
    typed = {"label": "Nová", "field_type": "radio", "choices": "Ano\nNe"} | typed
    return desk.press(form, **typed)


def test_a_new_question_comes_last_with_keys_that_are_no_words(desk, intake):
    page = add(desk, intake)

    assert "Saved. It counts now, in all languages." in page.text
    assert "Words are missing in 9 languages." in page.text
    new = intake.questions.last()
    assert new.key.startswith("q_")
    assert "nov" not in new.key.lower()
    assert [each.label for each in new.choices_in("cs")] == ["Ano", "Ne"]
    assert all(len(key) == 8 for key, _is_retired in new.keys_of_choices)
    assert new.position > 1


def test_keys_stay_when_words_change(edit, intake, ask_for):
    before = ask_for(intake, "q_topic").keys_of_choices

    edit("q_topic", label="Jinak", choices="work | Jinak\nflat | flat cs")

    assert ask_for(intake, "q_topic").keys_of_choices == before


def test_a_question_with_choices_needs_one(desk, edit, intake):
    assert "Write at least one choice." in errors(edit("q_topic", choices=""))
    assert "Write at least one choice." in errors(add(desk, intake, choices=" \n"))
    assert intake.questions.count() == 2


def test_conditions_are_chosen_from_the_answers_of_other_questions(
    desk, edit, intake, ask_for
):
    page = desk.open(address(ask_for(intake, "q_note")))
    offered = [each["value"] for each in page.select("[name=condition] option")]
    assert offered == ["", "q_topic=work", "q_topic=flat"]

    edit("q_note", condition="q_topic=work")
    wrong = edit("q_note", condition="q_topic=nobody")

    note = ask_for(intake, "q_note")
    assert note.condition_question == ask_for(intake, "q_topic")
    assert note.condition_answer == "work"
    assert errors(wrong)


def test_a_condition_on_a_retired_answer_stays_and_the_list_warns(
    desk, edit, intake, ask_for
):
    edit("q_note", condition="q_topic=work")
    edit("q_topic", choices="- work | work cs\nflat | flat cs")

    page = edit("q_note", label="Jinak")

    assert "Nobody is asked this" in page.select_one(".questions__list").text
    assert ask_for(intake, "q_note").condition_answer == "work"


# Two people -----------------------------------------------------------------------


def test_two_editors_of_two_questions_keep_both_changes(
    desk, another_desk, intake, ask_for
):
    first = desk.open(address(ask_for(intake, "q_topic")))
    second = another_desk.open(address(ask_for(intake, "q_note")))

    desk.press(first.select_one("#w-editor-form"), label="První")
    another_desk.press(second.select_one("#w-editor-form"), label="Druhá")

    assert [str(each) for each in intake.questions.all()] == ["První", "Druhá"]


def test_authors_change_no_questions(author, intake, ask_for):
    topic = ask_for(intake, "q_topic")
    for url in (
        f"/admin/questions/{intake.pk}/",
        f"/admin/questions/{intake.pk}/add/",
        f"/admin/questions/{intake.pk}/take-over/",
        f"/admin/questions/{intake.pk}/words/ar/",
        address(topic),
        address(topic, "delete"),
    ):
        assert author.client.get(url).status_code == 302, url
    assert author.client.post(address(topic, "move"), {"to": "down"}).status_code == 302
    assert ask_for(intake, "q_topic").position == 0


# Reading old cases ----------------------------------------------------------------


def case_with(value="work"):
    return PlainRequestFactory(answers=[answer("q_topic", "radio", value)])


def read(case, language="en"):
    [row] = case.answers_in(language)
    return row.question, row.answer, row.question_seen, row.answer_seen


def change_words(language: str, **texts) -> None:
    words = QuestionWords.objects.get(question__key="q_topic", language=language)
    for name, text in texts.items():
        setattr(words, name, text)
    words.save()


def test_an_old_case_reads_right_after_a_label_changed(intake):
    case = case_with()
    change_words("en", label="New words", choices={"work": "Job", "flat": "Home"})

    assert read(case) == ("New words", "Job", "q_topic as asked", "work as seen")


def test_an_old_case_reads_right_after_a_choice_and_its_question_were_retired(
    edit, intake
):
    case = case_with()

    edit("q_topic", is_retired="on", choices="- work | Práce\nflat | Byt")

    assert read(case)[:2] == ("q_topic en", "work en")
    assert read(case, "cs")[1] == "Práce"


def test_an_old_case_keeps_the_words_as_asked_when_the_form_has_none(intake, ask_for):
    case = case_with()
    topic = ask_for(intake, "q_topic")
    topic.choice_keys = [{"key": "flat", "is_retired": False}]
    topic.save()
    assert read(case)[1] == "work as seen"

    topic.field_type = "singleline"
    topic.save()
    assert read(case)[1] == "work as seen"

    topic.delete()
    assert read(case)[:2] == ("q_topic as asked", "work as seen")
