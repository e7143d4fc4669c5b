"""What is hard to read or to use is found in every script, and good words are not."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from home.content_checks import Problem, findings_in, sentences_of, words_in
from home.models import HomePage, StandardPage
from tests.factories import make_small_site, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

GOOD = {
    "cs": [
        ("heading", "Kdy přijít"),
        (
            "text",
            '<p>Volejte nám. Viz <a id="3" linktype="page">naše kontakty</a>.</p>',
        ),
        ("steps", [{"title": "Přijďte", "text": "Stačí průkaz, např. pas."}]),
        ("image", {"image": 1, "alt_text": "Vchod", "decorative": False}),
        ("image", {"image": 1, "alt_text": "", "decorative": True}),
    ],
    "ar": [
        ("heading", "متى تأتي"),
        ("text", '<p>اتصل بنا. انظر <a href="/ar/">صفحة الاتصال</a>.</p>'),
    ],
}
LONG = {
    "cs": "Kdo " + "velmi dlouho " * 13 + "mluví, toho nikdo neposlouchá.",
    "ar": "هذه الجملة " + "طويلة جدا " * 13 + "ولا يفهمها أحد.",
    "ru": "Кто " + "очень долго " * 13 + "говорит, того никто не слышит.",
    "zh-hans": "我们" + "帮助外国人了解捷克" * 6 + "。",
    "vi": "Ai " + "nói rất dài " * 13 + "thì không ai nghe.",
}


def page_in(code, *blocks, **fields):
    page = StandardPage(title="T", locale=Locale(language_code=code), **fields)
    body = [{"type": kind, "value": value} for kind, value in blocks]
    page.body = StandardPage.body.field.to_python(body)
    return page


def found(code, *blocks, **fields):
    page = page_in(code, *blocks, **fields)
    return [(each.problem.value, each.words) for each in findings_in(page)]


@pytest.mark.parametrize("code", GOOD)
def test_good_page_has_nothing_to_mend(code):
    assert found(code, *GOOD[code], introduction="Přijďte ve 14.30. Pomůžeme.") == []


@pytest.mark.parametrize("code", LONG)
def test_long_sentence_is_found_in_every_script(code):
    text = f"<p>{LONG[code]}</p>"
    [(problem, words)] = found(code, ("text", text))
    assert (problem, words[:2]) == (Problem.LONG, LONG[code][:2])
    assert len(words) < len(LONG[code])


def test_long_sentence_is_found_in_the_introduction_and_in_facts():
    steps = ("steps", [{"title": "Krok", "text": LONG["cs"]}])
    head = ("heading", "Kroky")
    assert len(found("cs", head, introduction=LONG["cs"])) == 1
    assert [each[0] for each in found("cs", head, steps)] == ["long"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Přijďte. Pomůžeme.", ["Přijďte.", "Pomůžeme."]),
        ("Vezměte např. pas. Stačí.", ["Vezměte např. pas.", "Stačí."]),
        ("Od 5. května v 9.30. Přijďte!", ["Od 5. května v 9.30.", "Přijďte!"]),
        ("هل تحتاج مساعدة؟ اتصل.", ["هل تحتاج مساعدة؟", "اتصل."]),
        ("你好。我们帮助你。", ["你好。", "我们帮助你。"]),
        ("Položka\nDruhá", ["Položka", "Druhá"]),
    ],
)
def test_sentences_end_where_readers_see_it(text, sentences):
    assert [each for each in sentences_of(text) if each] == sentences


def test_items_of_a_list_are_no_sentence_together():
    items = "<li>jedna dvě tři čtyři pět šest</li>" * 6
    assert found("cs", ("text", f"<ul>{items}</ul>")) == []


@pytest.mark.parametrize(
    ("text", "words"), [("jedna, dvě – tři", 3), ("我们帮助", 2), ("", 0), ("– ?", 0)]
)
def test_words_are_counted(text, words):
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("cs", "Volejte 777 123 456.", "777 123 456"),
        ("ar", "اتصل على ‎+420 221 111 222.", "+420 221 111 222"),
        ("uk", "Телефон: +420777123456", "+420777123456"),
    ],
)
def test_phone_number_in_the_text_is_found(code, text, number):
    assert found(code, ("text", f"<p>{text}</p>")) == [("phone", number)]


@pytest.mark.parametrize(
    "text", ["12. 5. 2026 v 14.30", "110 00 Praha 1", "IČO 26631997", "1 200 000 Kč"]
)
def test_other_numbers_are_no_phone_numbers(text):
    assert found("cs", introduction=text) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("cs", "zde"),
        ("cs", "Klikněte zde!"),
        ("en", "here"),
        ("uk", "тут"),
        ("ar", "انقر هنا"),
        ("zh-hans", "点击这里"),
        ("vi", "Tại đây"),
        ("en", "https://example.org/a?b=c"),
        ("cs", "www.example.org"),
        ("cs", ""),
    ],
)
def test_link_that_says_nothing_is_found(code, words):
    link = f'<p>Více <a href="https://example.org">{words}</a></p>'
    assert found(code, ("text", link)) == [("vague", words)]
    good = link.replace(f">{words}<", ">kontakty úřadu<")
    assert found(code, ("text", good)) == []


def test_button_that_says_nothing_is_found():
    link = {"title": "Kurzy", "text": "", "page": 1, "words": "Zde"}
    assert found("cs", ("call_to_action", link)) == [("vague", "Zde")]
    assert found("cs", ("links", [{"page": 1, "words": "více"}])) == [("vague", "více")]
    assert found("cs", ("links", [{"page": 1, "words": ""}])) == []


def test_picture_without_a_description_is_found():
    picture = {"image": 1, "alt_text": " ", "decorative": False}
    assert found("cs", ("image", picture)) == [("undescribed", "")]


@pytest.mark.parametrize("block", [("heading", " "), ("text", "<h2> </h2><p>Text</p>")])
def test_empty_heading_is_found(block):
    assert found("ar", block) == [("empty", "")]


def test_heading_without_one_above_it_is_found():
    steps = ("steps", [{"title": "الخطوة", "text": ""}])
    assert found("ar", steps) == [("skipped", "الخطوة")]
    assert found("ar", ("heading", "ماذا تفعل"), steps) == []
    assert found("cs", ("text", "<h4>Nadpis</h4>")) == [("skipped", "Nadpis")]


# In the admin


@pytest.fixture
def home():
    make_small_site()
    return HomePage.objects.get(locale__language_code="cs")


@pytest.fixture
def editor(client, home):
    client.force_login(make_staff("editor", "Editors"))
    return client


TYPED = {
    "title": "Novinka",
    "slug": "novinka",
    "introduction": "Volejte <b> 777 123 456.",
    "body-count": 0,
    "reviewed_on": "",
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
    "action-publish": "1",
}
TOLD = "Saved, but please mend:"


def save(editor, home, **headers):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    editor.post(url, TYPED, headers=headers)
    page = StandardPage.objects.get(slug="novinka")
    return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_editor_is_told_after_saving(editor, home):
    page = BeautifulSoup(save(editor, home).content, "html.parser")
    [told] = [each for each in page.select(".messages li.warning") if TOLD in each.text]
    assert [each.text for each in told.select("ul li")] == [
        "phone number in the text: 777 123 456"
    ]


def test_editor_that_saves_by_itself_is_silent(editor, home):
    assert TOLD not in save(editor, home, accept="application/json").text


def test_report_lists_live_pages_that_need_mending(editor, home):
    url = reverse("what_to_mend")
    assert "Novinka" not in editor.get(url).text
    save(editor, home)
    page = BeautifulSoup(editor.get(url).content, "html.parser")
    [row] = page.select("main table tbody tr")
    assert row.select_one("a").text.strip() == "Novinka"
    assert row.select_one("ul li").text == "phone number in the text: 777 123 456"
    export = editor.get(url, {"export": "csv"})
    assert b"777 123 456" in export.getvalue()
    StandardPage.objects.get(slug="novinka").unpublish()
    assert "Novinka" not in editor.get(url).text


def test_report_is_for_those_who_write(client, home):
    answers = {}
    for role in ("Authors", "Course coordinators"):
        client.force_login(make_staff(role.lower(), role))
        answers[role] = client.get(reverse("what_to_mend")).status_code
    assert answers == {"Authors": 200, "Course coordinators": 302}


def test_report_costs_the_same_with_more_pages(
    editor, home, django_assert_max_num_queries
):
    url = reverse("what_to_mend")

    def write(number):
        page = StandardPage(title=f"P {number}", introduction="777 123 456")
        page.locale = home.locale
        home.add_child(instance=page)

    write(1)
    editor.get(url)
    with django_assert_max_num_queries(30) as few:
        editor.get(url)
    for number in range(2, 12):
        write(number)
    with django_assert_max_num_queries(30) as many:
        assert "P 11" in editor.get(url).text
    assert len(many) <= len(few)
