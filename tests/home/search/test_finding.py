"""What people find. Both databases run this: the same lists in the same order."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, PageViewRestriction

from events.models import EventPage
from home.models import HomePage, StandardPage, Synonyms
from home.search.finding import find
from home.search.indexing import rebuild
from home.search.models import SearchEntry, SearchWord
from services.models import ServicePage, ServicesIndexPage
from tests.factories import CourseRunFactory, EventDateFactory, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

TEXTS = {
    "cs": ("Služby", "Právní poradenství", "Vízum a biometrická karta, zdarma."),
    "en": ("Services", "Legal counselling", "Visa and biometric card, free."),
    "ar": ("الخدمات", "الاستشارات القانونية", "التأشيرة والبطاقة البيومترية"),
}


def add(parent, page, original=None):
    page.locale = parent.locale
    if original is not None:
        page.translation_key = original.translation_key
    parent.add_child(instance=page)
    return page


@pytest.fixture
def website():
    """The small site with a service, whose page has two translations."""
    website = make_small_site()
    website.place.street, website.place.city = "Žižkovská 5", "Praha 3"
    website.place.save()
    index = service = None
    for code, (services, title, text) in TEXTS.items():
        home = website.forms[code].get_parent()
        index = add(home, ServicesIndexPage(title=services, slug="services"), index)
        page = ServicePage(title=title, slug="legal", introduction=text)
        service = add(index, page, service)
    return website


@pytest.fixture
def english(website):
    return HomePage.objects.get(locale__language_code="en")


def found(typed, language="en"):
    result = find(typed, language)
    return [entry.title for entry in (*result.own, *result.foreign)]


# The same on both databases


AGREED = {
    # words of the page, without accents, their beginning, other cases of them
    ("legal counselling", "en"): ["Legal counselling"],
    ("Právní poradenství", "cs"): ["Právní poradenství"],
    ("pravni PORADENSTVI", "cs"): ["Právní poradenství"],
    ("porad", "cs"): ["Právní poradenství"],
    ("kartou", "cs"): ["Právní poradenství"],
    ("courses", "en"): ["Courses en"],
    # the other alphabet
    ("виза", "cs"): ["Právní poradenství"],
    ("правни", "cs"): ["Právní poradenství"],
    # a word of another language leads to the reader's page
    ("poradenství", "en"): ["Legal counselling"],
    ("visa", "ar"): ["الاستشارات القانونية"],
    ("تأشيرة", "ar"): ["الاستشارات القانونية"],
    # facts of places
    ("zizkovska 5", "en"): ["Branch en"],
    ("Praha 3", "cs"): ["Branch cs"],
    ("praha 30", "cs"): ["Branch cs"],
    # all words, or as many as can be
    ("legal visa", "en"): ["Legal counselling"],
    ("where is legal help", "en"): ["Legal counselling"],
    # forms, courses; equals by kind
    ("registration", "en"): ["Registration en"],
    ("czech", "en"): ["Czech en"],
    ("en", "en"): [
        "Branch en", "Czech en", "Registration en", "Courses en", "Home en", "Places en"
    ],
    # nothing
    ("xylophone", "en"): [],
    ("", "en"): [],
    (" \u202e\0\"'%_*", "en"): [],
}  # fmt: skip


def test_each_query_finds_these_pages_in_this_order(website):
    rebuild()
    assert {query: found(*query) for query in AGREED} == AGREED


def test_title_counts_for_more_than_text(website, english):
    add(english, StandardPage(title="About", introduction="All about the library"))
    add(english, StandardPage(title="Library"))
    add(english, StandardPage(title="Laundry"))
    rebuild()
    assert found("library") == ["Library", "About"]


def test_runs_are_found_by_place_and_level_until_they_end(website):
    today = timezone.localdate()
    what = {"course": website.course, "place": website.place, "level": "a2"}
    run = CourseRunFactory(**what, ends_on=today, starts_on=today)
    CourseRunFactory(**what, is_cancelled=True)
    rebuild()
    [entry] = find("a2 zizkovska", "en").own
    assert (entry.kind, entry.part) == ("run", f"{run.code}/")
    SearchEntry.objects.filter(part=entry.part).update(
        last_day=today - timedelta(days=1)
    )
    assert found("a2 zizkovska") == ["Branch en"]


def test_event_is_found_until_it_is_over(website):
    index = website.courses["en"].get_parent()
    date = EventDateFactory()
    add(index, EventPage(title="Concert", event=date.event))
    rebuild()
    assert found("concert") == ["Concert"]
    date.starts_at -= timedelta(days=20)
    date.ends_at -= timedelta(days=20)
    date.save()
    rebuild()
    assert found("concert") == []


# Only in another language


def test_page_without_a_translation_comes_last_and_says_its_language(website):
    czech = website.forms["cs"].get_parent()
    add(czech, StandardPage(title="Knihovna", introduction="registrace"))
    add(czech, StandardPage(title="Knihovna registration"))
    rebuild()
    result = find("registration", "en")
    assert [entry.title for entry in result.own] == ["Registration en"]
    assert [(each.title, each.language) for each in result.foreign] == [
        ("Knihovna registration", "cs")
    ]


# Documents


@pytest.fixture
def report():
    return Document.objects.create(
        title="Výroční zpráva", file=ContentFile(b"x", name="report.pdf")
    )


def test_document_is_found_when_a_page_leads_to_it(website, english, report):
    rebuild()
    assert found("vyrocni") == []
    link = f'<a linktype="document" id="{report.pk}">Report</a>'
    add(english, StandardPage(title="About us", body=[("text", link)]))
    rebuild()
    [entry] = find("vyrocni", "en").own
    assert (entry.kind, entry.document, entry.summary) == (
        "document",
        report,
        "About us",
    )


# Not for everybody


def test_page_behind_a_login_is_not_found(website):
    rebuild()
    assert found("legal") == ["Legal counselling"]
    PageViewRestriction.objects.create(
        page=Page.objects.get(slug="services", locale__language_code="en"),
        restriction_type=PageViewRestriction.LOGIN,
    )
    assert found("legal") == []


# The index follows


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_index_follows_a_page_through_its_life(website, english, commit):
    with commit():
        page = add(english, StandardPage(title="Laundry"))
    assert found("laundry") == ["Laundry"]
    page.title = "Bakery"
    with commit():
        revision = page.save_revision()
    assert (found("laundry"), found("bakery")) == (["Laundry"], [])
    with commit():
        revision.publish()
    assert (found("laundry"), found("bakery")) == ([], ["Bakery"])
    with commit():
        page.move(website.courses["en"].get_parent(), pos="last-child")
    [entry] = find("bakery", "en").own
    assert entry.page.url == "/en/courses/laundry/"
    with commit():
        page.refresh_from_db()
        page.unpublish()
    assert found("bakery") == []


def test_deleted_page_leaves_nothing(website, english, commit):
    with commit():
        page = add(english, StandardPage(title="Laundry"))
    assert SearchWord.objects.filter(word="laundry").exists()
    with commit():
        page.delete()
    assert not SearchWord.objects.filter(word="laundry").exists()


def test_index_follows_the_facts_of_a_place(website, commit):
    run = CourseRunFactory(course=website.course, place=website.place)
    rebuild()
    assert found("zizkovska") == ["Branch en", *titles_of(run)]
    website.place.street = "Vinohradská 7"
    with commit():
        website.place.save()
    assert found("zizkovska") == []
    assert found("vinohradska") == ["Branch en", *titles_of(run)]


def titles_of(run):
    entries = SearchEntry.objects.filter(part=f"{run.code}/", language="en")
    return list(entries.values_list("title", flat=True))


def test_rolled_back_change_does_not_reach_the_index(website, english, commit):
    rebuild()
    with commit():
        pass
    page = website.courses["en"]
    page.title = "Draft"
    page.save()
    assert (found("czech"), found("draft")) == (["Czech en"], [])


# Synonyms


SYNONYMS = [
    ("plastika", "en"),
    ("карточка", "en"),
    ("residence permit", "en"),
    ("my residence permit please", "en"),
    ("karticka", "cs"),
]


def test_synonym_finds_what_the_other_words_find(website):
    rebuild()
    assert not any(finds_as_typed(*query) for query in SYNONYMS)
    Synonyms.objects.create(
        words="karta, plastika, карточка, Karticka,\nresidence permit"
    )
    titles = {"en": ["Legal counselling"], "cs": ["Právní poradenství"]}
    assert [found(*query) for query in SYNONYMS] == [
        titles[language] for _typed, language in SYNONYMS
    ]


def finds_as_typed(typed, language):
    result = find(typed, language)
    return result.answers_all and not result.instead


def test_synonym_of_one_language_is_for_its_readers_only(website):
    rebuild()
    Synonyms.objects.create(words="plastika, karta", language="cs")
    assert found("plastika", "cs") == ["Právní poradenství"]
    assert found("plastika", "en") == []


# Slips of the finger


def can_forgive():
    return connection.vendor == "postgresql"


def test_typing_error_is_forgiven_where_the_database_can(website):
    rebuild()
    # The last query has one good word, which every database knows.
    typed = ["counsellnig", "legel conselling", "legle counselling"]
    results = [find(each, "en") for each in typed]
    can = can_forgive()
    assert [bool(each.own) for each in results] == [can, can, True]
    assert [bool(each.instead) for each in results] == [can, can, can]


def test_without_the_extension_nothing_is_corrected(website, monkeypatch):
    rebuild()
    monkeypatch.setattr("home.search.spelling.can_compare", lambda: False)
    assert found("counsellnig") == []


# Many pages


def fill(number):
    """Entries as so many pages would have, under the pages that there are."""
    pages = {page.locale.language_code: page for page in HomePage.objects.all()}
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(page=page, kind="text", language=code, title=f"Library {each}")
        for each in range(number)
        for code, page in pages.items()
    )
    SearchWord.objects.bulk_create(
        SearchWord(entry=entry, word=word, sound=word, weight=1)
        for entry in entries
        for word in ("library", "book", f"n{entry.pk}")
    )


def test_search_asks_as_often_with_many_pages(website, django_assert_max_num_queries):
    counts = []
    for number in (1, 300):
        fill(number)
        with django_assert_max_num_queries(6) as queries:
            assert found("library book")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    result = find("library book", "en")
    assert (len(result.own), len(result.foreign)) == (30, 5)


def test_locale_that_is_no_language_of_the_site_is_not_indexed(website):
    foreign, _created = Locale.objects.get_or_create(language_code="de")
    rebuild()
    before = set(SearchEntry.objects.values_list("language", flat=True))
    Page.objects.filter(pk=website.courses["en"].pk).update(locale=foreign)
    rebuild()
    assert (before, found("czech")) == ({"cs", "en", "ar"}, ["Czech cs"])
