"""Menus and footers to test with."""

import json

from django.utils.text import slugify
from wagtail.models import Page, Site

from home.frame.words import name_of
from home.models import HomePage, SiteFrame, StandardPage


def words(**by_code) -> dict:
    """`words(cs="…", zh_hans="…")`"""
    return {name_of(code): text for code, text in by_code.items()}


def text(heading: dict, body: dict) -> dict:
    return {"type": "text", "value": {"heading": heading, "text": body}}


def links(*children, heading=None) -> dict:
    """A column of keys of pages, and of pairs of words and an address."""
    stored = [
        {"type": "page", "value": each}
        if isinstance(each, int)
        else {"type": "address", "value": {"words": each[0], "address": each[1]}}
        for each in children
    ]
    value = {"heading": heading or words(cs="Odkazy"), "links": stored}
    return {"type": "links", "value": value}


def funders(*rows) -> dict:
    items = [{"type": "item", "value": row, "id": str(n)} for n, row in enumerate(rows)]
    value = {"heading": words(cs="Kdo nás platí"), "funders": items}
    return {"type": "funders", "value": value}


def publish_frame(*columns, menu=()) -> SiteFrame:
    frame, _created = SiteFrame.objects.get_or_create(site=Site.objects.get())
    frame.menu = json.dumps([{"type": "page", "value": key} for key in menu])
    frame.footer = json.dumps(list(columns))
    frame.save_revision().publish()
    return frame


def czech(slug: str) -> int:
    """The key of the Czech page with this slug."""
    return Page.objects.get(slug=slug, locale__language_code="cs").pk


def add_text_page(title: str, code: str = "cs", key=None) -> Page:
    """A live page of text, wherever the home page of the language is."""
    home = HomePage.objects.get(locale__language_code=code)
    page = StandardPage(title=title, slug=slugify(title), locale=home.locale)
    if key is not None:
        page.translation_key = key
    return home.add_child(instance=page)
