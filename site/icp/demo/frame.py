"""The menu and the footer, with the words of all catalogues at once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from wagtail.models import Site

from home.frame.words import name_of
from home.models import SiteFrame
from icp.demo.catalogues import catalogue, languages_with_a_catalogue

FRAME = tomllib.loads((Path(__file__).parent / "frame.toml").read_text("utf-8"))

Words = dict[str, str]
Catalogues = dict[str, Mapping[str, str]]


def make_frame(pages: Mapping[str, int]) -> bool:
    """`pages` holds the primary key of each page's key. What exists stays as it is."""
    site = Site.objects.get(is_default_site=True)
    if SiteFrame.objects.filter(site=site).exists():
        return False
    known = {code: catalogue(code) for code in languages_with_a_catalogue()}
    frame = SiteFrame.objects.create(
        site=site,
        menu=[("page", pages[key]) for key in FRAME["menu"]],
        footer=[_column(row, pages, known) for row in FRAME["columns"]],
    )
    frame.save_revision().publish()
    return True


def _column(row: dict, pages: Mapping[str, int], known: Catalogues) -> tuple:
    value = {"heading": _words(row["heading"], known)}
    if "text" in row:
        value["text"] = _words(row["text"], known)
    if "pages" in row:
        value["links"] = [("page", pages[key]) for key in row["pages"]]
    if "funders" in row:
        value["funders"] = [
            each | {"name": _words(each["name"], known)} for each in row["funders"]
        ]
    return row["type"], value


def _words(czech: str, known: Catalogues) -> Words:
    translated = {code: words.get(czech, "") for code, words in known.items()}
    by_code = {settings.LANGUAGE_CODE: czech, **translated}
    return {name_of(code): text for code, text in by_code.items()}
