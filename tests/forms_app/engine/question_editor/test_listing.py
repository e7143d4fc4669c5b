"""The questions of an intake at a glance: order, languages, the questions of others."""

import pytest

from forms_app.models import Intake, Question
from tests.factories import IntakeFactory, ask
from tests.factories import Question as Asked
from tests.forms_app.engine.question_editor.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def listed(desk, intake):
    return lambda: desk.open(f"/admin/questions/{intake.pk}/")


def labels(page) -> list[str]:
    return [each.text.strip() for each in page.select(".questions__label")]


def move(desk, page, label: str, where: str):
    item = next(
        each
        for each in page.select(".questions__item")
        if each.select_one(".questions__label").text == label
    )
    button = item.select_one(f"button[value={where}]")
    assert not button.has_attr("disabled")
    return desk.press(item.form, button)


def test_the_order_is_changed_by_buttons(desk, listed, intake):
    Asked("q_last").ask(intake)

    page = move(desk, listed(), "q_last cs", "up")

    assert "Moved, in all languages." in page.text
    assert labels(page) == ["q_topic cs", "q_last cs", "q_note cs"]
    assert labels(move(desk, page, "q_topic cs", "down"))[1] == "q_topic cs"


def test_the_first_and_the_last_have_only_one_way(listed):
    first, last = listed().select(".questions__item")
    assert first.select_one("[value=up]").has_attr("disabled")
    assert not first.select_one("[value=down]").has_attr("disabled")
    assert last.select_one("[value=down]").has_attr("disabled")


def test_moving_passes_over_retired_questions(desk, listed, intake):
    Asked("q_last").ask(intake)
    Question.objects.filter(key="q_note").update(is_retired=True)

    page = move(desk, listed(), "q_last cs", "up")

    assert labels(page) == ["q_last cs", "q_topic cs"]
    assert "q_note cs" in page.select_one(".questions__retired").text


def test_two_who_move_at_the_same_time_get_one_order(
    desk, another_desk, listed, intake
):
    Asked("q_last").ask(intake)
    mine, theirs = listed(), another_desk.open(f"/admin/questions/{intake.pk}/")

    move(desk, mine, "q_last cs", "up")
    page = move(another_desk, theirs, "q_last cs", "up")

    assert labels(page) == ["q_last cs", "q_topic cs", "q_note cs"]
    positions = [each.position for each in intake.questions.all()]
    assert positions == [0, 1, 2]


def test_each_language_says_what_it_lacks_and_where_its_page_is(
    listed, intake, ask_for
):
    ask_for(intake, "q_note").words.get(language="en").delete()

    rows = {
        row.th.text.strip(): " ".join(row.text.split()) for row in listed().select("tr")
    }

    assert "Request en 1 text is missing" in rows["English"]
    assert "complete" in rows["العربية"]
    assert "4 texts are missing" in rows["Монгол"]
    assert "Request cs written with each question" in rows["Čeština"]


def test_an_intake_without_questions_takes_over_those_of_another(desk, intake):
    empty = IntakeFactory(name="Another topic")
    condition = {
        "condition_question": intake.questions.first(),
        "condition_answer": "work",
    }
    ask(intake, "q_job", "singleline", {"cs": "Práce?", "ar": "عمل؟"}, **condition)
    Asked("q_old", is_retired=True).ask(intake)
    page = desk.open(f"/admin/questions/{empty.pk}/")
    [link] = [each for each in page.select("main a") if "Take over" in each.text]

    after = desk.press(
        desk.open(link["href"]).select_one("main form"), other=str(intake.pk)
    )

    assert "3 questions are taken over." in after.text
    assert labels(after) == ["q_topic cs", "q_note cs", "Práce?"]
    job = empty.questions.get(key="q_job")
    assert job.condition_question == empty.questions.get(key="q_topic")
    assert job.words.get(language="ar").label == "عمل؟"
    assert intake.questions.count() == 4, "the other form keeps its own"


def test_a_form_that_asks_already_takes_nothing_over(desk, intake):
    other = IntakeFactory(name="Another topic")
    Asked("q_other").ask(other)
    address = f"/admin/questions/{intake.pk}/take-over/"

    page = desk.press(desk.open(address).select_one("main form"), other=str(other.pk))

    assert "This form has questions already." in page.text
    assert [each.key for each in intake.questions.all()] == ["q_topic", "q_note"]


def test_the_list_of_intakes_leads_to_the_questions(desk, intake):
    Asked("q_step", "step").ask(intake)

    page = desk.open("/admin/intakes/")

    [link] = page.select(f"a[href='/admin/questions/{intake.pk}/']")
    assert link.text.startswith("2 questions")
    edit = desk.open(f"/admin/intakes/edit/{intake.pk}/")
    assert edit.select(f"header a[href='/admin/questions/{intake.pk}/']")


def test_who_manages_intakes_only_is_not_led_to_the_questions(intake):
    coordinator = Desk("Request coordinators", "coordinator")

    page = coordinator.open("/admin/intakes/")

    assert "2 questions" in page.text
    assert not page.select(f"a[href='/admin/questions/{intake.pk}/']")


def test_the_editor_of_a_page_shows_the_questions_and_leads_to_them(desk, pages):
    arabic = pages["ar"]
    intake_pk = arabic.intake_id
    Asked("q_new", languages=("cs",)).ask(arabic.intake)

    page = desk.open(f"/admin/pages/{arabic.pk}/edit/")

    text = " ".join(page.text.split())
    assert "q_topic ar" in text
    assert "q_new cs – waits for its words" in text
    assert page.select(f"a[href='/admin/questions/{intake_pk}/']")
    [words] = page.select(f"a[href='/admin/questions/{intake_pk}/words/ar/']")
    assert "1 text is missing" in " ".join(words.text.split())


def test_the_overview_for_translators_tells_of_questions(desk, intake, ask_for):
    assert "Requests" not in gaps_in(desk, "English")
    ask_for(intake, "q_note").words.get(language="en").delete()

    assert "Requests: English: 1 text is missing" in gaps_in(desk, "English")


def gaps_in(desk, language: str) -> str:
    section = desk.open("/admin/translations/").find(id="questions").parent
    found = [" ".join(each.text.split()) for each in section.select("li")]
    return " ".join(each for each in found if f"{language}: " in each)


@pytest.mark.parametrize("number", [1, 30])
def test_few_queries_however_many_questions(
    desk, intake, number, django_assert_max_num_queries
):
    for each in range(number):
        Asked(f"q_more_{each}", "radio", choices=("a", "b")).ask(intake)
    for address in (f"/admin/questions/{intake.pk}/", "/admin/translations/"):
        desk.open(address)
        with django_assert_max_num_queries(30):
            desk.open(address)


def test_a_form_that_is_no_form_is_not_found(desk):
    assert not Intake.objects.filter(pk=999_999).exists()
    assert desk.client.get("/admin/questions/999999/").status_code == 404
    assert desk.client.get("/admin/questions/edit/999999/").status_code == 404
    assert desk.client.post("/admin/questions/move/999999/").status_code == 404
