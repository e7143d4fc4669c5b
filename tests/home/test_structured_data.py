"""JSON-LD: data that machines read, and that can do nothing else."""

import json
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from home.templatetags.structured_data import structured_data


def read_back(markup):
    [block] = BeautifulSoup(markup, "html.parser").find_all("script")
    assert block["type"] == "application/ld+json"
    return json.loads(block.string)


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]> & &amp; \" ' \\ {} {{ }}",
        "Žitná – مركز – 中心\u2028",
    ],
)
def test_text_of_any_kind_comes_back_as_it_was_and_ends_nothing(text):
    template = Template(
        "{% load structured_data %}{% structured_data facts %}<p>end</p>"
    )
    page = template.render(Context({"facts": {"@type": "Place", "name": text}}))
    assert page.count("<") == 4
    assert read_back(page) == {
        "@context": "https://schema.org",
        "@type": "Place",
        "name": text,
    }


def test_what_is_not_known_is_left_out_at_any_depth():
    facts = {
        "@type": "Event",
        "name": "",
        "doorTime": None,
        "offers": {"price": 0, "isAccessibleForFree": False, "url": ""},
        "location": {"telephone": ""},
        "inLanguage": [],
        "startDate": datetime(2027, 3, 28, 16, tzinfo=UTC),
    }
    assert read_back(structured_data(facts)) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "offers": {"price": 0, "isAccessibleForFree": False},
        "startDate": "2027-03-28T16:00:00Z",
    }


@pytest.mark.parametrize("nothing", [None, {}])
def test_page_without_facts_has_no_block(nothing):
    assert structured_data(nothing) == ""
