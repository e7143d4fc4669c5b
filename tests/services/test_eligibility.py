"""“Am I eligible?”: the rules as agreed, the page, and that nothing of it is kept."""

import logging
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import IntegrityError, transaction

from home.models import HomePage
from services.models import EligibilityPage, EligibilityRule, EligibilityRules
from services.models.eligibility import Outcome
from tests.factories import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

FIRST_DAY = date(2012, 4, 1)
RULES = [
    ("czech", "czech"),
    ("eu", "eu"),
    ("waiting", "waiting"),
    ("refugee", "refugee"),
    ("subsidiary", "subsidiary"),
    ("no_permit", "no_permit"),
    ("unsure", "ask"),
]
OTHER = {"citizenship": "other", "protection": "none"}


def make_rules(valid_from=FIRST_DAY, rules=RULES):
    version = EligibilityRules.objects.create(valid_from=valid_from)
    for order, (answer, outcome) in enumerate(rules):
        EligibilityRule.objects.create(
            rules=version, sort_order=order, answer=answer, outcome=outcome
        )
    return version


@pytest.fixture
def url():
    """The English page; each outcome's words are its name and the language."""
    make_small_site()
    make_rules()
    for home in HomePage.objects.all():
        code = home.locale.language_code
        words = {each.value: f"<p>{each.value} {code}</p>" for each in Outcome}
        home.add_child(
            instance=EligibilityPage(
                title="For me?", slug="for-me", locale=home.locale, **words
            )
        )
    return "/en/for-me/"


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def answer(client, url, **answers):
    page = read(client.post(url, answers))
    found = page.find(class_="prose", role="status")
    return found and " ".join(found.text.split())


# Who is told what


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"citizenship": "czech"}, "czech"),
        ({"citizenship": "eu"}, "eu"),
        ({"citizenship": "other", "protection": "waiting"}, "waiting"),
        ({"citizenship": "other", "protection": "refugee"}, "refugee"),
        ({"citizenship": "other", "protection": "subsidiary"}, "subsidiary"),
        ({**OTHER, "permit": "short_visa"}, "for_you"),
        ({**OTHER, "permit": "long_visa"}, "for_you"),
        ({**OTHER, "permit": "long_stay"}, "for_you"),
        ({**OTHER, "permit": "permanent"}, "for_you"),
        ({**OTHER, "permit": "no_permit"}, "no_permit"),
        ({**OTHER, "permit": "unsure"}, "ask"),
        # Chosen before the first answer was changed: no longer asked for.
        ({"citizenship": "eu", "protection": "waiting", "permit": "no_permit"}, "eu"),
        (
            {"citizenship": "other", "protection": "refugee", "permit": "no_permit"},
            "refugee",
        ),
    ],
)
def test_answers_lead_to_the_agreed_outcome(client, url, answers, outcome):
    assert answer(client, url, **answers) == f"{outcome} en"


def test_answer_is_in_the_reader_s_language(client, url):
    page = read(client.post("/ar/for-me/", {"citizenship": "eu"}))
    assert page.html["dir"] == "rtl"
    assert "eu ar" in page.main.text


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, ["citizenship"]),
        ({"citizenship": "other"}, ["protection"]),
        (OTHER, ["permit"]),
        ({"citizenship": "other", "permit": "permanent"}, ["protection"]),
        ({"citizenship": "x\0" * 5000}, ["citizenship"]),
        ({**OTHER, "permit": "’; --"}, ["permit"]),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_chosen_stays(
    client, url, answers, missing
):
    response = client.post(url, answers)
    page = read(response)
    links = [a["href"] for a in page.find(class_="error-summary").find_all("a")]
    chosen = {each["name"]: each["value"] for each in page.select("input[checked]")}
    assert (response.status_code, links) == (200, [f"#id_{name}_0" for name in missing])
    assert chosen == {key: each for key, each in answers.items() if key not in missing}
    assert page.title.text.strip().startswith("Error:")


# Rules with dates


def test_new_rules_count_from_their_first_day(client, url):
    make_rules(date(2027, 3, 1), [("permanent", "ask"), ("eu", "for_you")])
    found = []
    for moment in ("2027-02-28T23:59:00+01:00", "2027-03-01T00:01:00+01:00"):
        with time_machine.travel(moment, tick=False):
            found.append(answer(client, url, **OTHER, permit="permanent"))
    assert found == ["for_you en", "ask en"]


def test_without_rules_nobody_is_promised_anything(client, url):
    assert answer(client, url, **OTHER, permit="permanent") == "for_you en"
    EligibilityRules.objects.all().delete()
    assert answer(client, url, **OTHER, permit="permanent") == "ask en"


def test_first_rule_decides():
    rules = make_rules(rules=[("waiting", "waiting"), ("no_permit", "no_permit")])
    assert rules.outcome(["no_permit", "other", "waiting"]) == Outcome.WAITING
    assert rules.outcome(["other"]) == Outcome.FOR_YOU


def test_answer_with_two_rules_is_refused_by_the_database():
    rules = make_rules()
    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityRule.objects.create(rules=rules, answer="eu", outcome="for_you")
    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityRules.objects.create(valid_from=FIRST_DAY)


# No trace


def rows():
    return {each._meta.label: each._base_manager.count() for each in apps.get_models()}


def test_nothing_is_stored_logged_or_remembered(client, url, caplog):
    client.get(url)
    before = rows()
    with caplog.at_level(logging.INFO):
        response = client.post(url, {"citizenship": "other", "protection": "refugee"})
    assert "refugee en" in response.content.decode()
    assert rows() == before
    assert "refugee" not in caplog.text
    assert "sessionid" not in response.cookies
    assert response["Cache-Control"] == "no-store"
    assert client.get(url)["Cache-Control"] == "no-store"


def test_answers_in_the_address_are_not_read(client, url):
    """Addresses stand in logs and in the history of a shared computer."""
    page = read(client.get(url, {"citizenship": "eu"}))
    assert page.select("input[checked]") == []
    assert page.select_one("main form")["method"] == "post"
    assert page.select_one("main form")["autocomplete"] == "off"


def test_questions_and_answer_make_few_queries(
    client, url, django_assert_max_num_queries
):
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)
    with django_assert_max_num_queries(12):
        client.post(url, {**OTHER, "permit": "permanent"})
