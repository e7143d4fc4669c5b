"""Words of another language on a page that does not say of which language they are."""

import re
from collections.abc import Iterator
from functools import cache

import polib
from bs4 import BeautifulSoup, NavigableString, Tag

from home.catalogues import GRAMMARS, PLACEHOLDER, TAG, catalogue_path
from home.languages import LANGUAGES
from tests.icp.demo.foreign_words import READ_ALOUD, UNSEEN, words_of_translators
from tests.icp.demo.foreign_words import WORD as LATIN

WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = {
    "ARABIC": re.compile("[\u0600-\u06ff]{2,}"),
    "CYRILLIC": re.compile("[\u0400-\u04ff]{2,}"),
    "CJK": re.compile("[\u4e00-\u9fff]{2,}"),
}
# No English sentence is without one of them, and our other languages have none.
ENGLISH = re.compile(r"\b(the|and|you|your|this|that|with|which|please|been)\b", re.I)
# So many words in a row are of one language, and hardly a name.
IN_A_ROW = 3


def faults_of_language(soup: BeautifulSoup, code: str, typed: str) -> list[str]:
    """What a reader of this language cannot read, and nobody can read aloud.

    `typed` is what the reader wrote: it comes back as it was.
    """
    texts = [each for each in _texts(soup.html, code) if each not in typed]
    own_script = GRAMMARS[code].script
    found = [
        f"{script} letters: {text}"
        for script, letters in SCRIPTS.items()
        if script != own_script
        for text in texts
        if letters.search(text)
    ]
    if own_script != "LATIN":
        known = words_of_translators(code) | set(LATIN.findall(typed))
        words = set(LATIN.findall(" ".join(texts)))
        found += [f"Latin: {each}" for each in words - known]
    elif code != "en":
        found += [f"English: {each}" for each in texts if is_english(each, code)]
    return found + list(_without_direction(soup, code))


def is_english(text: str, code: str) -> bool:
    return bool(ENGLISH.search(text) or _rows_of_words([text]) & _english(code))


@cache
def _english(code: str) -> set[tuple[str, ...]]:
    """Rows of words of our message ids that no translation into this language has."""
    entries = [each for each in polib.pofile(str(catalogue_path(code)))]
    ids = [text for each in entries for text in (each.msgid, each.msgid_plural)]
    own = [text for each in entries for text in (each.msgstr, *_plurals(each))]
    return _rows_of_words(ids) - _rows_of_words(own)


def _plurals(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values())


def _rows_of_words(texts: list[str]) -> set[tuple[str, ...]]:
    rows: set[tuple[str, ...]] = set()
    for text in texts:
        for piece in PLACEHOLDER.split(TAG.sub(" ", text)):
            words = WORD.findall(piece.casefold())
            rows |= set(zip(*(words[n:] for n in range(IN_A_ROW)), strict=False))
    return rows


def _texts(element: Tag, code: str) -> Iterator[str]:
    """What is read on the page, without what says that it is of another language."""
    if element.name in UNSEEN or element.get("lang", code) != code:
        return
    yield from (element[name] for name in READ_ALOUD if element.has_attr(name))
    if element.name == "option":  # nothing within it can be marked
        return
    for child in element.children:
        if isinstance(child, Tag):
            yield from _texts(child, code)
        elif type(child) is NavigableString and (text := " ".join(child.split())):
            yield text


def _without_direction(soup: BeautifulSoup, code: str) -> Iterator[str]:
    """A passage that runs the other way than its page has to say so.

    A `bdi` finds out by itself.
    """
    around = LANGUAGES[code].direction
    for passage in soup.select("[lang]:not(bdi)"):
        told = LANGUAGES.get(passage["lang"])
        direction = told.direction if told else "ltr"
        if direction != passage.get("dir", around):
            yield f"no dir: {str(passage)[:120]}"
