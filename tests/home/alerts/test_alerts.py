"""Alerts: at the top of every page, in every language, within their dates."""

from datetime import datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from home.alerts.composing import publish
from home.models import Alert
from services.models import PlacePage
from tests.factories import make_small_site, make_staff
from tests.staff_forms import version_of

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

LANGUAGES = [code for code, _endonym in settings.LANGUAGES]
NOON = datetime(2027, 2, 3, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make(**facts):
    hours = timedelta(hours=3)
    alert = Alert(**{"starts_at": NOON - hours, "ends_at": NOON + hours, **facts})
    publish(alert)
    return alert


def branch():
    return PlacePage.objects.get(locale__language_code="cs")


def shown(client, url):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return [
        (
            each["lang"],
            each["dir"],
            each.text.replace("\u2068", "").replace("\u2069", ""),
        )
        for each in page.select("section.alerts [lang]")
    ]


def test_alert_is_shown_in_each_reader_s_words(client, website):
    make(words={"cs": "Neteče voda.", "ar": "لا يوجد ماء."})
    assert shown(client, "/cs/") == [("cs", "ltr", "Neteče voda.")]
    assert shown(client, "/ar/") == [("ar", "rtl", "لا يوجد ماء.")]
    assert shown(client, "/en/") == [("cs", "ltr", "Neteče voda.")]
    assert shown(client, "/vi/places/") == [("cs", "ltr", "Neteče voda.")]


def test_reader_without_words_gets_the_nearest_language(client, website):
    make(words={"cs": "Neteče voda.", "en": "No water."})
    assert shown(client, "/vi/") == [("en", "ltr", "No water.")]


def test_closure_needs_no_words(client, website):
    make(kind="closed", page=branch())
    assert shown(client, "/en/") == [("en", "ltr", "Branch en is closed today.")]
    assert [lang for lang, _direction, _text in shown(client, "/ar/")] == ["ar"]


def test_closure_over_several_days_says_until_when(client, website):
    make(kind="closed", page=branch(), ends_at=NOON + timedelta(days=2))
    assert shown(client, "/en/") == [
        ("en", "ltr", "Branch en is closed until 5 February 2027.")
    ]


def test_words_of_a_closure_go_before_the_ready_sentence(client, website):
    make(kind="closed", page=branch(), words={"en": "Flood."})
    assert shown(client, "/en/") == [("en", "ltr", "Flood.")]
    assert shown(client, "/vi/")[0][0] == "vi", "a sentence in Vietnamese comes first"


@pytest.mark.parametrize("code", LANGUAGES)
def test_alert_leads_to_a_page_that_answers(client, website, code):
    make(kind="closed", page=branch())
    page = BeautifulSoup(client.get(f"/{code}/").content, "html.parser")
    url = page.select_one("section.alerts a")["href"]
    assert url == f"/{code}/places/branch/"
    assert client.get(url).status_code == 200


def test_alert_is_shown_within_its_dates(client, website):
    make(words={"cs": "A"}, ends_at=NOON)
    make(words={"cs": "B"}, starts_at=NOON + timedelta(minutes=1))
    make(words={"cs": "C"}, starts_at=NOON)
    assert [text for *_marks, text in shown(client, "/cs/")] == ["C"]


def test_urgent_alert_comes_first(client, website):
    make(words={"cs": "A"}, severity=Alert.Severity.INFO)
    make(words={"cs": "B"}, severity=Alert.Severity.WARNING)
    assert [text for *_marks, text in shown(client, "/cs/")] == ["B", "A"]


def test_alert_is_a_region_with_a_name(client, website):
    make(words={"cs": "A"})
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert page.select_one("section.alerts")["aria-label"] == "Urgent news"


def test_page_without_alerts_has_no_region(client, website):
    page = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert page.select("section.alerts") == []


def test_alert_shows_on_a_page_that_does_not_exist(client, website):
    make(words={"en": "Flood."})
    assert shown(client, "/en/nothing/") == [("en", "ltr", "Flood.")]


def test_alerts_take_no_query(client, website, django_assert_num_queries):
    client.get("/en/places/")
    with CaptureQueriesContext(connection) as without:
        client.get("/en/places/")
    for _ in range(3):
        make(kind="closed", page=branch())
    with django_assert_num_queries(len(without)):
        assert len(shown(client, "/en/places/")) == 3


def test_alerts_of_one_of_several_sites_are_found_as_well(client, website, settings):
    settings.ALLOWED_HOSTS = ["*"]
    root = Page.objects.filter(depth=2).first()
    Site.objects.create(hostname="b.example", root_page=root)
    make(words={"en": "Flood."})
    page = client.get("/en/", headers={"host": "b.example"})
    assert "Flood." in page.content.decode()


def test_the_most_urgent_alert_comes_first_and_then_the_oldest(client, website):
    make(words={"en": "B"}, severity=1, starts_at=NOON - timedelta(hours=3))
    make(words={"en": "C"}, severity=1, starts_at=NOON - timedelta(hours=2))
    make(words={"en": "A"}, severity=2, starts_at=NOON - timedelta(hours=1))
    assert [words for _lang, _dir, words in shown(client, "/en/")] == ["A", "B", "C"]


def test_database_refuses_an_alert_that_ends_before_it_begins(website):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(words={"cs": "A"}, ends_at=NOON - timedelta(days=1))


# Writing one


@pytest.fixture
def editor(client):
    client.force_login(make_staff("editor", "Editors"))
    return client


ADDRESS = "/admin/site-alerts/new/"


def facts(**changed):
    return {
        "kind": "news",
        "severity": "2",
        "starts_at": "2027-02-03 11:00",
        "ends_at": "2027-02-03 18:00",
        "page": "",
        "words_cs": "Neteče voda.",
    } | changed


def test_editor_publishes_in_all_languages_at_once(editor, website):
    words = {f"words_{code.replace('-', '_')}": f"Text {code}" for code in LANGUAGES}
    assert editor.post(ADDRESS, facts(**words)).status_code == 302
    alert = Alert.objects.get()
    assert alert.words == {code: f"Text {code}" for code in LANGUAGES}
    told = {code: shown(editor, f"/{code}/")[0][2] for code in LANGUAGES}
    assert told == alert.words


def test_editor_finds_the_words_again_and_changes_them(editor, website):
    make(words={"cs": "Staré", "vi": "Cũ"})
    alert = Alert.objects.get()
    url = f"/admin/site-alerts/edit/{alert.pk}/"
    page = BeautifulSoup(editor.get(url).content, "html.parser")
    assert page.find(attrs={"name": "words_vi"}).text.strip() == "Cũ"
    typed = facts(words_cs="Nové") | version_of(editor, url)
    assert editor.post(url, typed).status_code == 302
    alert.refresh_from_db()
    assert alert.words == {"cs": "Nové"}
    assert shown(editor, "/vi/")[0][2] == "Nové"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words_cs": ""}, "Write it in Czech"),
        ({"kind": "closed"}, "Choose the page of the place"),
        ({"ends_at": "2027-02-03 10:00"}, "It must end after it begins."),
        ({"ends_at": ""}, "required"),
        ({"words_vi": "a\0b"}, "Null characters"),
        ({"words_vi": "a" * 301}, "at most 300"),
    ],
)
def test_bad_alert_is_refused_with_words(editor, website, changed, words):
    response = editor.post(ADDRESS, facts(**changed))
    assert (response.status_code, Alert.objects.count()) == (200, 0)
    assert words in response.content.decode()


def test_others_write_no_alerts(client, website):
    client.force_login(make_staff("other", "Course coordinators"))
    assert client.post(ADDRESS, facts()).status_code == 302
    assert Alert.objects.count() == 0
