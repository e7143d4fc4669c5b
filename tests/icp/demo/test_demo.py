from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import ClassVar

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, TranslationSource

from events.models import CourseRun
from home.alerts.composing import publish
from home.models import Alert, ContactSettings, HomePage, SiteFrame
from icp.demo import catalogues, pictures, translations
from icp.demo.bodies import stored_body
from icp.demo.catalogues import (
    catalogue,
    catalogue_to_fill,
    languages_with_a_catalogue,
    path_of,
    strings_of,
)
from icp.demo.coverage import COMPLETE_LANGUAGES, MUST_HAVE, Coverage, coverage
from icp.demo.days import christmas_holidays, meetings, monday_after
from icp.demo.loading import load
from icp.demo.pages import PageText, make_pages, page_texts
from icp.demo.people import PASSWORD
from icp.demo.questions import words_of_questions
from icp.demo.translations import (
    TranslationsMissing,
    refuse_gaps,
    strings_of_sources,
    translate_pages,
)
from icp.management.commands import load_demo
from services.models import Place, PlacePage
from tests.worlds import LOADED

LANGUAGES = languages_with_a_catalogue()

pytestmark = pytest.mark.django_db


def rows_in_every_table() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }


def live_pages(code: str) -> list[Page]:
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1)
    return list(pages.order_by("path"))


def covered(code: str) -> list[str]:
    """The keys of the pages that have all their strings in this language."""
    texts = page_texts()
    if code == "cs":
        return [text.key for text in texts]
    strings = {text.key: set(strings_of(text)) for text in texts}
    return coverage(code, catalogue(code), strings, texts).complete


def run_command(*arguments: str) -> str:
    output = StringIO()
    call_command("load_demo", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.grid
@pytest.mark.demo
class TestPages:
    @pytest.mark.parametrize("code", ["cs", *LANGUAGES])
    def test_every_page_that_a_language_covers_is_live_in(self, code):
        pages = live_pages(code)
        assert len({page.translation_key for page in pages}) == len(covered(code))
        assert not [page for page in pages if page.has_unpublished_changes]

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_must_have_pages_are_covered_in(self, code):
        keys = [text.key for text in page_texts()]
        wanted = keys if code in COMPLETE_LANGUAGES else MUST_HAVE
        assert set(wanted) <= set(covered(code))

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_translated_page_has_its_own_title_and_slug(self, code):
        czech = {page.translation_key: page for page in live_pages("cs")}
        for page in live_pages(code):
            source = czech[page.translation_key]
            assert (page.title, page.slug) != (source.title, source.slug)
            assert page.title == page.draft_title == catalogue(code)[source.title]

    # The source, the language of the fallback, and the other direction of writing.
    @pytest.mark.parametrize("code", ["cs", "en", "ar"])
    def test_every_page_answers_in_few_queries(self, client, code):
        """Also on a day on which an alert stands above it."""
        now, hour = timezone.now(), timedelta(hours=1)
        words = {"cs": "Neteče voda."}
        publish(Alert(starts_at=now - hour, ends_at=now + hour, words=words))
        for page in live_pages(code):
            client.get(page.url)  # files of pictures and the trees are known by now
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page.url)
            assert answer.status_code == 200, page.url
            assert "Neteče voda." in answer.text, page.url
            assert len(queries) <= 12, page.url

    def test_site_starts_at_the_czech_home_page(self):
        site = Site.objects.get()
        assert site.root_page.specific == HomePage.objects.get(
            locale__language_code="cs"
        )
        assert ContactSettings.for_site(site).is_demonstration
        assert Page.objects.filter(depth=2).count() == len(["cs", *LANGUAGES])

    def test_editors_can_translate_into_every_language(self):
        codes = Locale.objects.values_list("language_code", flat=True)
        assert set(codes) == {code for code, _endonym in settings.LANGUAGES}


@pytest.mark.grid
@pytest.mark.demo
class TestTranslations:
    @pytest.mark.parametrize("code", LANGUAGES)
    def test_catalogue_knows_no_strings_that_are_on_no_page(self, code):
        strings = set().union(*(strings_of(text) for text in page_texts()))
        assert set(catalogue(code)) - strings == set()

    def test_files_give_the_strings_that_the_pages_have(self):
        texts = {text.title: text for text in page_texts()}
        pages = {texts[page.title].key: page for page in live_pages("cs")}
        sources = {
            key: TranslationSource.objects.get_for_instance(page)
            for key, page in pages.items()
        }
        # The words of questions stand beside the intake, not on the page.
        assert {
            key: strings | set(words_of_questions(texts[pages[key].title].questions))
            for key, strings in strings_of_sources(sources).items()
        } == {text.key: set(strings_of(text)) for text in texts.values()}

    def test_no_translation_was_refused(self):
        assert StringTranslation.objects.exists()
        assert not StringTranslation.objects.filter(has_error=True).exists()


@pytest.mark.demo
class TestLoadingAgain:
    def test_makes_nothing(self):
        before = rows_in_every_table()
        load(lambda line: None, LOADED)
        assert rows_in_every_table() == before

    def test_leaves_edited_facts_alone(self):
        Place.objects.filter(name="Pobočka Praha 14").update(street="Jiná 1")
        load(lambda line: None, LOADED)
        assert Place.objects.get(name="Pobočka Praha 14").street == "Jiná 1"


@pytest.mark.demo
class TestFacts:
    def test_registration_is_open_today(self):
        now = timezone.now()
        runs = CourseRun.objects.all()
        assert {run.code: run.registration_is_open_at(now) for run in runs} == {
            "czech-a1-prague-14": True,
            "czech-a1-kaic": True,
            "czech-children-prague-4": True,
        }

    @pytest.mark.parametrize(
        ("code", "hours"),
        [
            ("czech-a1-prague-14", 100),
            ("czech-a1-kaic", 100),
            ("czech-children-prague-4", 50),
        ],
    )
    def test_lessons_add_up_to_the_hours_of_the_course(self, code, hours):
        run = CourseRun.objects.get(code=code)
        taught = [each.ends_at - each.starts_at for each in run.lessons.all()]
        assert sum(each.total_seconds() for each in taught) == hours * 3600
        assert run.course.hours == hours

    def test_history_says_why(self):
        place = Place.objects.get(name="Pobočka Praha 4")
        assert place.history.get().history_change_reason == "Demonstration"


@pytest.mark.demo
class TestMenuAndFooter:
    def test_menu_has_the_sections_that_the_home_page_leads_to(self):
        pages = Page.objects.in_bulk(SiteFrame.objects.get().menu_keys)
        assert {each.depth for each in pages.values()} == {3}
        assert all(each.show_in_menus for each in pages.values())
        assert len(pages) == 5

    def test_words_lack_in_no_language(self):
        gaps = SiteFrame.objects.get().gaps()
        assert gaps == {language: [] for language in gaps}
        assert len(gaps) == len(LANGUAGES)

    def test_funders_pay_for_everything(self):
        footer = SiteFrame.objects.get().footer
        [column] = [each.value for each in footer if each.block_type == "funders"]
        assert [each["share"] for each in column["funders"]] == [75, 25]


@pytest.mark.grid
@pytest.mark.demo
class TestPictures:
    def test_are_small_and_all_of_them_are_in_the_library(self):
        files = {path.name: path for path in pictures.FOLDER.iterdir()}
        assert files.keys() == pictures.TITLES.keys()
        assert max(path.stat().st_size for path in files.values()) < 60_000
        titles = get_image_model().objects.values_list("title", flat=True)
        assert sorted(titles) == sorted(pictures.TITLES.values())

    @pytest.mark.parametrize("code", ["cs", *LANGUAGES])
    def test_say_in_each_language_what_they_show(self, code):
        page = HomePage.objects.get(locale__language_code=code)
        place = PlacePage.objects.descendant_of(page).get(
            place__name__startswith="Komunitní"
        )
        [picture] = (each.value for each in place.body if each.block_type == "image")
        czech = "Dva vysoké regály plné knih a pod oknem stolek s otevřenou knihou."
        expected = czech if code == "cs" else catalogue(code)[czech]
        assert picture.contextual_alt_text == expected


@pytest.mark.demo
class TestLogins:
    def test_everybody_enters_with_the_printed_password(self):
        names = get_user_model().objects.values_list("username", flat=True)
        assert sorted(names) == [
            "admin",
            "author",
            "coordinator",
            "coordinator-praha14",
            "coordinator-requests",
            "coordinator-volunteers",
            "editor",
        ]
        assert all(authenticate(username=name, password=PASSWORD) for name in names)

    def test_place_coordinator_has_one_place(self):
        user = get_user_model().objects.get(username="coordinator-praha14")
        assert [place.name for place in user.coordinated_places.all()] == [
            "Pobočka Praha 14"
        ]

    def test_staff_read_czech_and_the_administrator_english(self):
        profiles = UserProfile.objects.order_by("user__username")
        assert list(profiles.values_list("preferred_language", flat=True)) == [
            "en",
            *["cs"] * 6,
        ]


class TestCommand:
    def test_refuses_outside_development(self, monkeypatch):
        loads = []
        monkeypatch.setattr(load_demo, "load", lambda *told: loads.append(told))
        with pytest.raises(CommandError, match="only for development"):
            run_command()
        assert loads == []

    def test_loads_outside_development_when_told_twice(self, monkeypatch):
        loads = []
        monkeypatch.setattr(load_demo, "load", lambda *told: loads.append(told))
        run_command("--really")
        assert len(loads) == 1

    @pytest.mark.demo
    def test_if_empty_leaves_a_site_with_pages_alone(self):
        before = rows_in_every_table()
        assert "nothing to do" in run_command("--if-empty")
        assert rows_in_every_table() == before

    @pytest.mark.demo
    def test_logins_are_printed_in_development(self, settings):
        settings.DEBUG = True
        assert f"coordinator-praha14    {PASSWORD}" in run_command("--if-empty")

    @pytest.mark.demo
    def test_logins_are_not_printed_in_production(self):
        assert PASSWORD not in run_command("--if-empty")


def test_missing_translations_are_all_named():
    with pytest.raises(TranslationsMissing) as caught:
        refuse_gaps([Coverage("en", gaps=["Dva"]), Coverage("uk", gaps=["Dva", "Tři"])])
    assert str(caught.value).splitlines()[1:] == [
        "en.po: Dva",
        "uk.po: Dva",
        "uk.po: Tři",
    ]


def page_text(key: str, parent: str = "") -> PageText:
    return PageText(key, "home.StandardPage", key, {}, "", parent=parent)


class TestCoverage:
    """Home is a page that every language must have; the story is not."""

    TEXTS = (page_text("home"), page_text("story", "home"), page_text("end", "story"))
    STRINGS: ClassVar = {"home": {"Domů"}, "story": {"Příběh"}, "end": {"Konec"}}

    def of(self, code, *words):
        known = dict.fromkeys(words, "x")
        return coverage(code, known, self.STRINGS, list(self.TEXTS))

    def test_page_with_all_its_strings_is_complete(self):
        found = self.of("ar", "Domů", "Příběh", "Konec")
        assert (found.complete, found.gaps) == (["home", "story", "end"], [])
        assert str(found) == "ar: 3 of 3 pages"

    def test_page_that_lacks_strings_is_left_out_and_so_are_those_below(self):
        found = self.of("ar", "Domů", "Konec")
        assert (found.complete, found.gaps) == (["home"], [])
        assert str(found) == "ar: 1 of 3 pages, without story, end"

    def test_page_that_must_not_lack_strings_is_a_gap(self):
        assert self.of("ar", "Příběh", "Konec").gaps == ["Domů"]

    @pytest.mark.parametrize("code", COMPLETE_LANGUAGES)
    def test_complete_language_must_not_lack_anything(self, code):
        assert self.of(code, "Domů").gaps == ["Příběh", "Konec"]

    def test_table_names_pages_that_exist_with_their_parents(self):
        texts = {text.key: text for text in page_texts()}
        assert set(MUST_HAVE) <= texts.keys()
        parents = {texts[key].parent for key in MUST_HAVE} - {""}
        assert parents <= set(MUST_HAVE)


@pytest.mark.demo
class TestPageThatALanguageLacks:
    @pytest.fixture
    def arabic_without_the_story(self, monkeypatch):
        """Take the page "O nás" from Arabic, and one of its strings."""
        about = Page.objects.get(slug="o-nas")
        with transaction.atomic():
            about.get_translation(Locale.objects.get(language_code="ar")).delete()
            words = {**catalogue("ar")}
            del words["Jak šel čas"]
            monkeypatch.setattr(
                translations,
                "catalogue",
                lambda code: words if code == "ar" else catalogue(code),
            )
            yield
            transaction.set_rollback(True)

    def arabic(self):
        pages = [(text, page) for text, page, _made in make_pages()]
        result = translate_pages(pages, ["ar"])
        [found] = [each for each in result.coverages if each.code == "ar"]
        return result.made, str(found)

    def test_is_left_out_and_named(self, arabic_without_the_story):
        made, said = self.arabic()
        assert made == 0
        assert said.endswith("pages, without about")

    def test_is_made_once_its_words_are_there(
        self, arabic_without_the_story, monkeypatch
    ):
        monkeypatch.setattr(translations, "catalogue", catalogue)
        assert self.arabic()[0] == 1
        assert self.arabic()[0] == 0


class TestStringsForTranslators:
    @pytest.fixture
    def folder(self, tmp_path, monkeypatch):
        """A copy of the English catalogue, and no other."""
        english = path_of("en").read_bytes()
        monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
        path_of("en").write_bytes(english)

    def test_of_a_new_language_have_the_english_beside(self, folder):
        entries = {entry.msgid: entry for entry in catalogue_to_fill("uk")}
        assert entries.keys() == catalogue("en").keys()
        assert entries["Služby"].msgstr == ""
        assert entries["Služby"].comment == "On: services\nEnglish: Services"

    def test_of_a_known_language_keep_what_is_translated(self, folder):
        assert {entry.msgid: entry.msgstr for entry in catalogue_to_fill("en")} == (
            catalogue("en")
        )

    def test_are_written_to_the_file_of_the_language(self, folder):
        output = StringIO()
        call_command("demo_strings", "ar", stdout=output)
        total = len(catalogue("en"))
        assert f"{total} of {total} strings to translate" in output.getvalue()
        assert len(polib.pofile(str(path_of("ar")))) == total
        assert catalogue("ar") == {}

    @pytest.mark.parametrize("code", ["cs", "xx", "../en"])
    def test_of_no_language_of_ours_are_refused(self, folder, code):
        with pytest.raises(CommandError, match="is not one of"):
            call_command("demo_strings", code)


class TestBodies:
    def test_lines_become_paragraphs_and_lists(self):
        [block] = stored_body("page", [{"text": ["One", "- two", "- three"]}], {})
        assert block["value"] == "<p>One</p><ul><li>two</li><li>three</li></ul>"

    def test_page_is_named_by_its_key(self):
        [block] = stored_body("page", [{"links": [{"page": "home"}]}], {"home": 7})
        assert [item["value"] for item in block["value"]] == [{"page": 7}]

    def test_picture_is_named_by_its_file(self):
        picture = {"image": "door.png", "alt_text": "A door"}
        [block] = stored_body("page", [{"image": picture}], {"door.png": 8})
        assert block["value"] == {"image": 8, "alt_text": "A door"}

    def test_blocks_keep_their_ids(self):
        body = [{"heading": "A"}, {"steps": [{"title": "B"}, {"title": "C"}]}]
        first, second = stored_body("page", body, {})
        ids = [first["id"], second["id"], *(each["id"] for each in second["value"])]
        assert len(set(ids)) == 4
        assert stored_body("page", body, {}) == [first, second]


class TestDays:
    @pytest.mark.parametrize(
        ("today", "monday"),
        [
            (date(2027, 3, 7), date(2027, 3, 8)),
            (date(2027, 3, 8), date(2027, 3, 15)),
        ],
    )
    def test_next_monday_is_never_today(self, today, monday):
        assert monday_after(today) == monday

    def test_christmas_that_is_over_is_the_next_one(self):
        assert christmas_holidays(date(2027, 12, 26))[0] == date(2027, 12, 24)
        assert christmas_holidays(date(2027, 12, 27))[0] == date(2028, 12, 24)

    def test_meetings_keep_their_hour_when_the_clocks_change(self):
        # Summer time begins on 28 March 2027.
        found = meetings(self.pattern(weekdays=[0], count=2), date(2027, 3, 15))
        begins = [begin for begin, _end in found]
        assert [each.isoformat() for each in begins] == [
            "2027-03-22T18:00:00+01:00",
            "2027-03-29T18:00:00+02:00",
        ]

    def test_meetings_skip_public_holidays(self):
        found = meetings(self.pattern(weekdays=[3, 4], count=3), date(2027, 12, 15))
        assert [datetime.date(begin) for begin, _end in found] == [
            date(2027, 12, 23),
            date(2027, 12, 30),
            date(2027, 12, 31),
        ]

    @staticmethod
    def pattern(weekdays: list[int], count: int) -> dict:
        return {
            "week": 0,
            "weekdays": weekdays,
            "begins": time(18),
            "ends": time(20),
            "count": count,
        }
