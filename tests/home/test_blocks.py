"""Blocks of a page: what editors may write, and what readers get in each language."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from home.blocks import BodyBlock
from home.fact_blocks import SharesBlock
from home.models import HomePage, StandardPage
from home.page_reference import PageReferenceBlock
from tests.factories import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture
def website():
    return make_small_site()


def home_in(code) -> HomePage:
    return HomePage.objects.get(locale__language_code=code)


def target_in(*codes, live=True) -> StandardPage:
    """One page in these languages; gives that of the first."""
    key = None
    pages = []
    for code in codes:
        page = StandardPage(
            title=f"Target {code}",
            slug="target",
            locale=Locale.objects.get(language_code=code),
            live=live,
        )
        page.translation_key = key or page.translation_key
        key = page.translation_key
        home_in(code).add_child(instance=page)
        pages.append(page)
    return pages[0]


def items(*values) -> list[dict]:
    return [
        {"type": "item", "value": value, "id": f"item-{number}"}
        for number, value in enumerate(values)
    ]


def body_of(kind, value) -> list[dict]:
    return [{"type": kind, "value": value, "id": "block"}]


def rendered(kind, value, code="en") -> BeautifulSoup:
    body = BodyBlock().to_python(body_of(kind, value))
    with translation.override(code):
        request = RequestFactory().get(f"/{code}/")
        html = "".join(block.render(context={"request": request}) for block in body)
    return BeautifulSoup(html, "html.parser")


def words(soup) -> str:
    return " ".join(soup.get_text().split())


class TestLinks:
    def links(self, target, code, **value):
        soup = rendered("links", items({"page": target.pk, **value}), code)
        return [(link["href"], words(link)) for link in soup.find_all("a")]

    @pytest.mark.parametrize("code", ["cs", "en", "ar"])
    def test_lead_to_the_page_in_the_readers_language(self, website, code):
        target = target_in("cs", "en", "ar")
        assert self.links(target, code) == [(f"/{code}/target/", f"Target {code}")]

    @pytest.mark.parametrize(
        ("languages", "expected"),
        [
            (("cs", "en"), ("/en/target/", "Target en (English)")),
            (("cs",), ("/cs/target/", "Target cs (Čeština)")),
        ],
    )
    def test_say_when_only_another_language_has_the_page(
        self, website, languages, expected
    ):
        assert self.links(target_in(*languages), "ar") == [expected]

    def test_mark_the_language_of_a_foreign_title(self, website):
        soup = rendered("links", items({"page": target_in("cs").pk}), "ar")
        assert soup.a["hreflang"] == "cs"
        assert [(each["lang"], each.string) for each in soup.find_all("bdi")] == [
            ("cs", "Target cs"),
            ("cs", "Čeština"),
        ]

    def test_show_the_words_of_the_editor(self, website):
        target = target_in("cs", "en")
        assert self.links(target, "en", words="Go on") == [("/en/target/", "Go on")]

    def test_leave_out_a_page_that_is_not_live(self, website):
        target = target_in("cs", "en")
        draft = StandardPage(title="Draft", slug="draft", live=False)
        draft.locale = target.locale
        home_in("cs").add_child(instance=draft)
        pages = items({"page": draft.pk}, {"page": target.pk})
        assert [a["href"] for a in rendered("links", pages).find_all("a")] == [
            "/en/target/"
        ]

    def test_leave_out_a_page_that_was_deleted(self, website):
        pages = items({"page": 999_999}, {"page": target_in("en").pk})
        assert len(rendered("links", pages).find_all("a")) == 1

    def test_of_a_whole_body_take_one_query(self, website, django_assert_num_queries):
        target = target_in("cs", "en")
        other = home_in("cs")
        to_target, to_other = {"page": target.pk}, {"page": other.pk}
        action = {"title": "Come", "words": "Go", **to_target}
        stored = [
            {"type": "links", "value": items(*[to_target] * 30), "id": "a"},
            {"type": "call_to_action", "value": action, "id": "b"},
            {"type": "links", "value": items(to_other), "id": "c"},
        ]
        body = BodyBlock().to_python(stored)
        request = RequestFactory().get("/en/")
        other.get_url(request)  # Finds the root of the site, once for a request.
        with translation.override("en"), django_assert_num_queries(1):
            html = render_to_string(
                "components/body.html", {"body": body, "request": request}
            )
        addresses = [
            a["href"] for a in BeautifulSoup(html, "html.parser").find_all("a")
        ]
        assert addresses == ["/en/target/"] * 31 + ["/en/"]


def test_call_to_action_without_its_page_says_nothing(website):
    target = target_in("cs", "en")
    value = {"title": "Come", "text": "", "page": target.pk, "words": "Go"}
    button = rendered("call_to_action", value).find("a", class_="button")
    assert (button["href"], words(button)) == ("/en/target/", "Go")
    target.get_translations(inclusive=True).update(live=False)
    assert words(rendered("call_to_action", value)) == ""


def test_card_has_one_link_in_its_heading(website):
    value = {"icon": "heart", "text": "Help", "page": target_in("cs", "en").pk}
    soup = rendered("cards", items(value))
    assert [a.parent.name for a in soup.find_all("a")] == ["h3"]
    assert "icon--heart" in soup.svg["class"]


class TestShares:
    def block(self, *percents):
        block = SharesBlock()
        shares = [{"label": "Fund", "percent": percent} for percent in percents]
        return block, block.to_python(shares)

    @pytest.mark.parametrize("percents", [(75, 25), (100,)])
    def test_that_make_up_a_whole_are_taken(self, percents):
        block, value = self.block(*percents)
        assert [each["percent"] for each in block.clean(value)] == list(percents)

    @pytest.mark.parametrize("percents", [(75, 26), (10,), (0, 100), (101,), ()])
    def test_of_something_else_are_refused(self, percents):
        block, value = self.block(*percents)
        with pytest.raises(ValidationError):
            block.clean(value)

    def test_are_said_in_words_beside_the_bar(self):
        soup = rendered("shares", items({"label": "Fund", "percent": 75}))
        assert words(soup) == "Fund 75 %"
        assert soup.find("rect", class_="shares__part")["width"] == "75"
        assert soup.svg["aria-hidden"] == "true"


class TestTopics:
    @staticmethod
    def topics(*titles):
        return items(
            *({"title": each, "text": "We help.", "bring": ""} for each in titles)
        )

    def test_can_be_jumped_to_when_there_are_many(self):
        titles = ["Housing", "Work", "Health", "Debts"]
        soup = rendered("topics", self.topics(*titles))
        targets = [link["href"].removeprefix("#") for link in soup.find_all("a")]
        assert [soup.find(id=each).string for each in targets] == titles
        assert rendered("topics", self.topics(*titles[:3])).find_all("a") == []

    def test_say_what_to_bring_only_where_it_is_known(self):
        known = {"title": "Work", "text": "We help.", "bring": "a contract"}
        unknown = {"title": "Health", "text": "We help.", "bring": ""}
        text = words(rendered("topics", items(known, unknown)))
        assert text == "Work We help. Bring with you: a contract Health We help."


def test_text_of_an_editor_is_escaped():
    soup = rendered("timeline", items({"when": "<b>1</b>", "text": "<i>2</i>"}))
    assert words(soup) == "<b>1</b> <i>2</i>"


@pytest.mark.parametrize(
    ("state", "label"),
    [("approved", "Approved"), ("in_preparation", "Being prepared")],
)
def test_record_says_its_state(state, label):
    soup = rendered("records", items({"name": "Plan", "state": state, "text": ""}))
    assert words(soup) == f"Plan {label}"


# What translators get

TRANSLATED = [
    ("timeline", items({"when": "April", "text": "Begun"}), ["April", "Begun"]),
    ("shares", items({"label": "Fund", "percent": 100}), ["Fund"]),
    ("steps", items({"title": "First", "text": "Do"}), ["First", "Do"]),
    ("steps", items({"title": "First"}), ["First"]),
    (
        "topics",
        items({"title": "Work", "text": "We help", "bring": "a pass"}),
        ["Work", "We help", "a pass"],
    ),
    (
        "records",
        items({"name": "Plan", "state": "approved", "text": "Good"}),
        ["Plan", "Good"],
    ),
    ("links", items({"page": None, "words": "Go"}), ["Go"]),
    ("links", items({"page": None}), []),
    (
        "cards",
        items({"icon": "heart", "words": "Go", "text": "On", "page": None}),
        ["Go", "On"],
    ),
    (
        "call_to_action",
        {"title": "Come", "text": "Now", "page": None, "words": "Go"},
        ["Come", "Now", "Go"],
    ),
]


@pytest.mark.parametrize(("kind", "value", "strings"), TRANSLATED)
def test_translators_get_the_words_of_a_block_and_nothing_else(kind, value, strings):
    page = StandardPage(title="", slug="", body=body_of(kind, value))
    found = [
        segment.string.data
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
    assert found == strings


def test_every_block_for_editors_is_known_to_these_tests():
    tested = {kind for kind, _value, _strings in TRANSLATED}
    assert set(BodyBlock().child_blocks) - tested == {
        "heading",
        "text",
        "note",
        "image",
    }


def test_link_survives_translation(website):
    target = target_in("cs", "en")
    page = StandardPage(
        title="Source",
        slug="source",
        locale=target.locale,
        body=body_of("links", items({"page": target.pk, "words": "Jdi"})),
    )
    home_in("cs").add_child(instance=page)
    source, _made = TranslationSource.update_or_create_from_instance(page)
    assert StringSegment.objects.filter(source=source, string__data="Jdi").exists()
    english = source.create_or_update_translation(
        Locale.objects.get(language_code="en"), fallback=True
    )[0]
    stored = Page.objects.get(pk=english.pk).specific
    assert dict(stored.body[0].value[0]) == {"page": target.pk, "words": "Jdi"}


class TestPageReference:
    """The block between the editor's form, the database and the index of references."""

    block = PageReferenceBlock()

    def test_takes_the_page_that_an_editor_chose(self, website):
        page = home_in("cs")
        chosen = self.block.value_from_form(str(page.pk))
        assert (chosen, self.block.clean(chosen)) == (page.pk, page.pk)
        assert self.block.get_prep_value(chosen) == page.pk

    def test_names_the_page_where_two_versions_are_compared(self, website):
        page = home_in("cs")
        assert page.title in self.block.render_basic(page.pk)
        assert (self.block.render_basic(None), self.block.render_basic(0)) == ("", "")

    def test_shows_the_editor_the_title_of_the_page(self, website):
        page = home_in("cs")
        assert self.block.get_form_state(page.pk)["adminTitle"] == page.title

    @pytest.mark.parametrize("value", [None, 999_999])
    def test_refuses_a_page_that_is_not_there(self, value):
        with pytest.raises(ValidationError):
            self.block.clean(value)

    def test_is_named_where_the_page_is_used(self, website):
        page = home_in("cs")
        source = StandardPage(
            title="Source",
            slug="source",
            locale=page.locale,
            body=body_of("links", items({"page": page.pk})),
        )
        page.add_child(instance=source)
        assert [each.object_id for each in ReferenceIndex.get_references_to(page)] == [
            str(source.pk)
        ]
