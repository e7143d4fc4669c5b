"""Words in Latin letters on pages that are written in another script."""

import re
from collections.abc import Iterator
from functools import cache

import polib
from bs4 import BeautifulSoup, NavigableString, Tag

from home.catalogues import GRAMMARS, PLACEHOLDER, TAG, catalogue_path
from icp.demo.catalogues import catalogue

OTHER_SCRIPTS = [
    code for code, grammar in GRAMMARS.items() if grammar.script != "LATIN"
]
WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]{2,}")
READ_ALOUD = ("alt", "aria-label", "placeholder", "title")
UNSEEN = {"script", "style"}


@cache
def words_of_translators(code: str) -> set[str]:
    """Names, for the most part, in the interface and in the demonstration."""
    texts = list(catalogue(code).values())
    for entry in polib.pofile(str(catalogue_path(code))):
        texts += [entry.msgstr, *entry.msgstr_plural.values()]
    without_code = (TAG.sub(" ", PLACEHOLDER.sub(" ", text)) for text in texts)
    return set(WORD.findall(" ".join(without_code)))


def latin_words(soup: BeautifulSoup, code: str) -> set[str]:
    """Those that say of no other language that they are of it."""
    return set(WORD.findall(" ".join(_texts(soup.html, code))))


def _texts(element: Tag, code: str) -> Iterator[str]:
    if element.name in UNSEEN or element.get("lang", code) != code:
        return
    yield from (element[name] for name in READ_ALOUD if element.has_attr(name))
    if element.get("name") == "description":
        yield element["content"]
    for child in element.children:
        if isinstance(child, Tag):
            yield from _texts(child, code)
        elif type(child) is NavigableString:
            yield child
