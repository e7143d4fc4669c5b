"""What an editor changes in a form counts at once in every language."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from forms_app.models import PlainRequest, Question, RequestFormPage
from tests.factories import Question as Asked
from tests.factories import ask, make_request_forms, make_small_site
from tests.forms_app.engine.question_editor.desk import Desk, fields_of
from tests.forms_app.engine.questions import EVERY_KIND

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

QUESTIONS = (
    Asked("q_topic", "radio", choices=("work", "flat")),
    Asked("q_note"),
    Asked("q_day", "date"),
)
LANGUAGES = ("cs", "en", "ar")


@pytest.fixture
def pages():
    make_small_site()
    return make_request_forms(*QUESTIONS)


@pytest.fixture
def intake(pages):
    return pages["cs"].intake


@pytest.fixture
def desk():
    return Desk()


def form(code: str, slug: str = "request") -> BeautifulSoup:
    response = Client().get(f"/{code}/{slug}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def asked(code: str, slug: str = "request") -> list[str]:
    """Names of the editor's questions, in their order."""
    names = [
        each["name"].removesuffix("_0")
        for each in form(code, slug).select("form [name^=q_]")
        if not each["name"].endswith(("_1", "_2"))
    ]
    return list(dict.fromkeys(names))


def in_each_language(find) -> list:
    return [find(code) for code in LANGUAGES]


def edit(desk, key: str, **changes) -> None:
    question = Question.objects.get(key=key)
    page = desk.open(f"/admin/questions/edit/{question.pk}/")
    desk.press(page.select_one("#w-editor-form"), **changes)


def add(desk, intake, label: str, **typed) -> Question:
    page = desk.open(f"/admin/questions/{intake.pk}/add/")
    typed = {"label": label, "field_type": "singleline"} | typed
    desk.press(page.select_one("#w-editor-form"), **typed)
    return intake.questions.last()


def label_of(code: str, key: str):
    page = form(code)
    control = page.select_one(f"[name={key}], [name={key}_0]")
    return page.select_one(f"label[for={control['id']}]")


def marked(element) -> tuple:
    """The language and direction that readers' programs take these words for."""
    around = element.find_parent(lang=True) if "lang" not in element.attrs else element
    return around["lang"], around["dir"]


# At once, in all languages ---------------------------------------------------------


def test_a_retired_question_is_asked_nowhere(desk, pages):
    assert in_each_language(asked) == [["q_topic", "q_note", "q_day"]] * 3

    edit(desk, "q_note", is_retired="on")

    assert in_each_language(asked) == [["q_topic", "q_day"]] * 3


def test_the_order_is_the_same_everywhere(desk, pages, intake):
    page = desk.open(f"/admin/questions/{intake.pk}/")
    last = page.select(".questions__item")[-1]

    desk.press(last.form, last.select_one("[value=up]"))

    assert in_each_language(asked) == [["q_topic", "q_day", "q_note"]] * 3


def test_what_is_required_is_required_everywhere(desk, pages):
    edit(desk, "q_note", required="on")

    optional = in_each_language(
        lambda code: label_of(code, "q_note").select_one(".field__optional")
    )
    assert optional == [None] * 3


def test_a_condition_counts_everywhere(desk, pages):
    edit(desk, "q_note", condition="q_topic=work")

    assert in_each_language(asked) == [["q_topic", "q_day"]] * 3


def test_a_retired_choice_is_offered_nowhere(desk, pages):
    edit(desk, "q_topic", choices="- work | work cs\nflat | flat cs")

    values = in_each_language(
        lambda code: [each["value"] for each in form(code).select("[name=q_topic]")]
    )
    assert values == [["flat"]] * 3


def test_another_kind_of_answer_counts_everywhere(desk, pages):
    edit(desk, "q_note", field_type="multiline")

    kinds = in_each_language(lambda code: form(code).select_one("[name=q_note]").name)
    assert kinds == ["textarea"] * 3


# Words -----------------------------------------------------------------------------


def test_a_new_question_waits_in_each_language_until_its_words_are_there(
    desk, pages, intake
):
    new = add(desk, intake, "Ještě něco?")
    assert [new.key in asked(code) for code in LANGUAGES] == [True, False, False]

    page = desk.open(f"/admin/questions/{intake.pk}/words/ar/")
    desk.press(page.select_one("main form"), **{f"{new.pk}-label-text": "شيء آخر؟"})

    assert [new.key in asked(code) for code in LANGUAGES] == [True, False, True]
    assert "شيء آخر؟" in label_of("ar", new.key).text


def test_a_new_question_that_is_required_is_asked_in_the_nearest_language(
    desk, pages, intake
):
    new = add(desk, intake, "Jméno dítěte?", required="on", why="Proto.", help_text="…")

    label = label_of("ar", new.key).span
    assert (label.text, marked(label)) == ("Jméno dítěte?", ("cs", "ltr"))
    hints = form("ar").select(f"[id^=id_{new.key}_].field__hint")
    assert [(each.text, marked(each)) for each in hints] == [
        ("Proto.", ("cs", "ltr")),
        ("…", ("cs", "ltr")),
    ]
    assert marked(label_of("cs", new.key)) == ("cs", "ltr")
    assert not label_of("cs", new.key).select("[lang]")
    # English is nearer to a reader of Arabic than Czech.
    page = desk.open(f"/admin/questions/{intake.pk}/words/en/")
    name = f"{new.pk}-label-text"
    desk.press(page.select_one("main form"), **{name: "The child's name?"})
    label = label_of("ar", new.key).span
    assert (label.text, marked(label)) == ("The child's name?", ("en", "ltr"))


def test_a_new_choice_is_offered_at_once_and_marked(desk, pages):
    edit(desk, "q_topic", choices="work | work cs\nflat | flat cs\nlaw | Právo")

    option = form("ar").select_one("[name=q_topic][value=law]")
    label = form("ar").select_one(f"label[for={option['id']}]")
    assert (label.text.strip(), marked(label)) == ("Právo", ("cs", "ltr"))
    own = form("ar").select_one("[name=q_topic][value=work]")
    assert marked(form("ar").select_one(f"label[for={own['id']}]")) == ("ar", "rtl")


def test_a_new_step_begins_everywhere_with_a_title_that_readers_know(
    desk, pages, intake
):
    add(desk, intake, "Další krok", field_type="step")
    ask(intake, "q_more", "singleline", {code: f"More {code}" for code in LANGUAGES})

    page = form("ar")
    assert not page.select("[name=q_more]:not([type=hidden])")
    typed = fields_of(page.select_one("main form"))
    typed |= {"full_name": "Example", "email": "a@example.org", "step": "check"}
    second = BeautifulSoup(Client().post("/ar/request/", typed).content, "html.parser")
    with translation.override("ar"):
        assert second.h1.text == gettext("One more thing")
    assert second.select("[name=q_more]:not([type=hidden])")


def test_what_waits_in_the_visitor_s_language_is_asked_at_the_counter(
    desk, pages, intake
):
    new = add(desk, intake, "Ještě něco?")
    staff = Desk("Request coordinators", "coordinator")
    chosen = f"language=ar&channel=counter&subject={intake.pk}&shown_in=cs"
    address = f"/admin/requests/enter/form/?{chosen}"
    page = staff.open(address)
    assert page.select(f"[name={new.key}]")

    typed = fields_of(page.select_one("main form"))
    typed |= {"full_name": "Example", "phone": "777 123 456", "consent": "on"}
    typed |= {new.key: "Ano", "step": "send"}
    assert staff.client.post(address, typed).status_code == 303

    told = PlainRequest.objects.get().answers
    [answer] = [each for each in told if each["key"] == new.key]
    assert (answer["question"], answer["value"]) == ("Ještě něco?", "Ano")


FOREIGN = [
    Asked(
        each.key,
        each.type,
        required=True,
        choices=each.choices,
        languages=("cs",),
    )
    for each in EVERY_KIND
]
TYPED = {
    "full_name": "Example Person",
    "email": "person@example.org",
    "consent": "on",
    "topic": "work",
    "job": "x",
    "day_0": "28",
    "day_1": "3",
    "day_2": "2027",
    "hour": "10:00",
    "children": "yes",
    "from": "UA",
    "speaks": "uk",
    "lives": "CZ010",
    "list": "flat",
    "helped": ["lawyer", "friend"],
    "call": "777 123 456",
    "people": "3",
    "write": "w@example.org",
    "story": "y",
}


@pytest.mark.parametrize("code", ["en", "ar"])
def test_foreign_words_are_marked_on_every_page_of_a_form(code):
    """The form as it opens, with errors, and the page with all answers."""
    make_small_site()
    make_request_forms(*FOREIGN)
    address = f"/{code}/request/"

    opened = form(code)
    refused = Client().post(address, {"step": "send"})
    checked = Client().post(address, TYPED | {"step": "check"})

    found: set[str] = set()
    for page in (opened, *(soup(each) for each in (refused, checked))):
        texts = page.find_all(string=lambda text: text.strip().endswith(" cs"))
        assert texts
        found |= {text.strip(": \n") for text in texts}
        assert {marked(text.parent) for text in texts} == {("cs", "ltr")}
    # Labels, options of a list to open, boxes, and what was chosen.
    assert {"topic cs", "work cs", "flat cs", "lawyer cs", "story cs"} <= found


def soup(response) -> BeautifulSoup:
    assert response.status_code in {200, 422}
    return BeautifulSoup(response.content, "html.parser")


# Synchronising, aliases and copies -------------------------------------------------


@pytest.fixture
def synchronise(desk, pages, django_capture_on_commit_callbacks):
    """The button of an editor, with “publish”, for pages that were translated."""
    source, _made = TranslationSource.update_or_create_from_instance(pages["cs"])
    for code in ("en", "ar"):
        Translation.objects.create(source=source, target_locale=pages[code].locale)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])

    def press():
        page = desk.open(address)
        with django_capture_on_commit_callbacks(execute=True):
            desk.press(page.select_one("main form"), publish_translations="on")

    return press


def test_synchronising_and_publishing_leaves_each_language_its_words(
    desk, pages, intake, synchronise
):
    edit(desk, "q_note", label="Jinak")
    add(desk, intake, "Nová")
    before = in_each_language(lambda code: words_on(form(code)))

    synchronise()

    assert in_each_language(lambda code: words_on(form(code))) == before
    assert "q_note ar" in " ".join(before[2])


def words_on(page) -> list[str]:
    return [each.text for each in page.select("main label, main legend, main p, h1")]


def test_an_alias_asks_in_the_reader_s_words_and_marks_those_of_its_source(
    desk, pages, synchronise
):
    address = reverse("wagtail_localize:convert_to_alias", args=[pages["ar"].pk])
    desk.press(desk.open(address).select_one("main form"))
    assert Page.objects.get(pk=pages["ar"].pk).alias_of_id == pages["cs"].pk

    assert asked("ar") == asked("cs")
    page = form("ar")
    assert "q_note ar" in label_of("ar", "q_note").text
    assert marked(label_of("ar", "q_note")) == ("ar", "rtl")
    assert (page.h1.text, marked(page.h1)) == ("Request cs", ("cs", "ltr"))
    consent = page.select_one("#id_consent_helptext")
    assert (consent.text, marked(consent)) == (pages["cs"].consent_text, ("cs", "ltr"))
    wrong = Client().post("/ar/request/", {"step": "send"})
    assert marked(soup(wrong).select_one("#id_consent_helptext")) == ("cs", "ltr")


def test_an_alias_follows_what_an_editor_changes(desk, pages, synchronise):
    address = reverse("wagtail_localize:convert_to_alias", args=[pages["ar"].pk])
    desk.press(desk.open(address).select_one("main form"))

    edit(desk, "q_note", is_retired="on")

    assert in_each_language(asked) == [["q_topic", "q_day"]] * 3


def test_a_copy_of_a_page_asks_the_same_questions_and_follows(desk, pages, intake):
    address = f"/admin/pages/{pages['en'].pk}/copy/"
    typed = {"new_title": "Copy", "new_slug": "copy", "publish_copies": "on"}
    desk.press(desk.open(address).select_one("main form"), **typed)
    assert RequestFormPage.objects.get(slug="copy").intake == intake
    assert asked("en", "copy") == asked("en")

    edit(desk, "q_note", is_retired="on")

    assert asked("en", "copy") == asked("en") == ["q_topic", "q_day"]
    assert intake.questions.count() == 3
