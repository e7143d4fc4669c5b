"""The words of the demonstration in other languages: one PO file a language.

A catalogue has one entry for each Czech string, in the form in which wagtail-localize
cuts texts into strings. Slugs stand beside the Czech text instead.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from icp.demo.bodies import stored_body
from icp.demo.pages import PageText, draft_of, page_texts
from icp.demo.questions import words_of_questions

FOLDER = Path(__file__).parent / "translations"

Catalogue = dict[str, str]


def path_of(code: str) -> Path:
    return FOLDER / f"{code}.po"


def languages_with_a_catalogue() -> list[str]:
    """In the order of the settings. The source language needs none."""
    return [code for code, _endonym in settings.LANGUAGES if path_of(code).exists()]


def catalogue(code: str) -> Catalogue:
    """The finished translations into this language, by Czech string."""
    entries = polib.pofile(str(path_of(code)))
    return {entry.msgid: entry.msgstr for entry in entries if entry.translated()}


def strings_of(text: PageText) -> list[str]:
    """The Czech strings of a page, in its order; the database is not asked."""
    page = draft_of(text, facts={}, locale=Locale(language_code=settings.LANGUAGE_CODE))
    page.body = stored_body(text.key, text.body, keys=defaultdict(lambda: None))
    of_page = [
        segment.string.data
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]
    return [*of_page, *words_of_questions(text.questions)]


def catalogue_to_fill(code: str) -> polib.POFile:
    """What is translated stays, what is new comes in empty, what is gone goes.

    Each entry names the pages that it stands on and gives the English beside.
    """
    known = catalogue(code) if path_of(code).exists() else {}
    english = catalogue("en") if code != "en" else {}
    filled = polib.POFile(wrapwidth=0)
    filled.header = (
        f"Demonstration texts ({code}).\n"
        "No native speaker has checked these translations yet."
    )
    filled.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for string, pages in _pages_of_strings().items():
        comment = [f"On: {', '.join(pages)}", *_beside(english.get(string))]
        filled.append(
            polib.POEntry(
                msgid=string,
                msgstr=known.get(string, ""),
                comment="\n".join(comment),
            )
        )
    return filled


def _pages_of_strings() -> dict[str, list[str]]:
    pages: dict[str, list[str]] = {}
    for text in page_texts():
        for string in dict.fromkeys(strings_of(text)):
            pages.setdefault(string, []).append(text.key)
    return pages


def _beside(english: str | None) -> Iterator[str]:
    if english:
        yield f"English: {english}"
