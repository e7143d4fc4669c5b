"""What makes a page hard to read or to use, found in its words before readers do.

Hints for editors, not refusals: a check may be wrong, and a page may wait for a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import phonenumbers
from bs4 import BeautifulSoup
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from home.folding import fold

COUNTRY = "CZ"
WORDS_IN_A_SENTENCE = 25
# Vietnamese puts a space between syllables: about three for two words.
MOST_PARTS = {"vi": 38}
# How much of a long sentence is shown.
FIRST_WORDS, MOST_CHARACTERS = 8, 48

# Chinese has no spaces: about two characters to a word.
HAN = re.compile(r"[\u3400-\u9fff]")
HAN_TO_A_WORD = 2
# "9.30", "např. zde" and "5. května" go on: only before another letter it ends.
END_OF_SENTENCE = re.compile(r"[.!?…؟](?=[\s\"»“”)]*\s)|[。！？]|\n")
HEADINGS = re.compile("^h[1-6]$")
PARAGRAPHS = ("p", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6")
ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)

PAGE_TITLE, PART, DETAIL = 1, 2, 3
# As `components/blocks/` write them; a block of many has a heading for each.
LEVELS = {
    "heading": PART,
    "call_to_action": PART,
    "topics": DETAIL,
    "steps": DETAIL,
    "cards": DETAIL,
    "records": DETAIL,
}
HEADED_BY = {"topics": "title", "steps": "title", "records": "name"}

# Folded: see `says_nothing`. For each language that the site speaks.
EMPTY_WORDS = {
    fold(words)
    for words in (
        *("zde", "tady", "klikněte", "klikněte zde", "více", "více zde", "odkaz"),
        *("here", "click", "click here", "more", "read more", "link", "this link"),
        *("тут", "натисніть тут", "детальніше", "більше", "посилання"),
        *("здесь", "нажмите здесь", "подробнее", "больше", "ссылка"),
        *("đây", "ở đây", "tại đây", "bấm vào đây", "nhấn vào đây", "xem thêm"),
        *("这里", "此处", "点击", "点击这里", "点击此处", "更多", "链接"),
        *("هنا", "اضغط هنا", "انقر هنا", "المزيد", "رابط"),
        *("энд", "энд дарна уу", "дэлгэрэнгүй", "холбоос"),
        *("aquí", "haga clic aquí", "más", "leer más", "enlace"),
        *("ici", "cliquez ici", "plus", "lire la suite", "en savoir plus", "lien"),
    )
}


class Problem(models.TextChoices):
    UNDESCRIBED = "undescribed", _("picture without a description")
    LONG = "long", _("long sentence")
    PHONE = "phone", _("phone number in the text")
    VAGUE = "vague", _("link that does not say where it leads")
    EMPTY = "empty", _("empty heading")
    SKIPPED = "skipped", _("heading without one above it")


@dataclass(frozen=True)
class Finding:
    """`words` show where on the page it is; there may be none."""

    problem: Problem
    words: str = ""


class Said(IntEnum):
    TEXT = 1
    RICH = 2


def findings_in(page) -> list[Finding]:
    """All that the checks find in the words of a page, as it is in memory."""
    code = page.locale.language_code
    body = [(each["type"], each["value"]) for each in page.body.raw_data]
    texts = list(_texts(page, body))
    found = [*_pictures(body), *_headings(body)]
    for said, text in texts:
        soup = BeautifulSoup(text, "html.parser") if said is Said.RICH else None
        plain = _plain(soup) if soup else text
        found += [*_long_sentences(plain, code), *_phones(plain)]
        found += _links(soup) if soup else []
    found += _words_of_links(body)
    return list(dict.fromkeys(found))


def _texts(page, body) -> Iterator[tuple[Said, str]]:
    yield Said.TEXT, page.introduction
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            yield Said.RICH, getattr(page, field.name) or ""
    for kind, value in body:
        if kind in ("text", "note"):
            yield Said.RICH, value or ""
        elif kind != "image":
            for text in _strings(value):
                yield Said.TEXT, text


def _strings(raw) -> Iterator[str]:
    """All words of a stored block; keys and kinds are not among them."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for name, part in raw.items():
            if name not in {"id", "type", "icon", "state"}:
                yield from _strings(part)
    elif isinstance(raw, list):
        for part in raw:
            yield from _strings(part)


def _plain(soup: BeautifulSoup) -> str:
    """Its text, with an end of line where a sentence has to end."""
    for tag in soup.find_all(PARAGRAPHS):
        tag.append("\n")
    return soup.get_text()


def _pictures(body) -> Iterator[Finding]:
    for kind, value in body:
        if kind != "image" or not isinstance(value, dict):
            continue
        described = (value.get("alt_text") or "").strip() or value.get("decorative")
        if value.get("image") and not described:
            yield Finding(Problem.UNDESCRIBED)


# Sentences


def sentences_of(text: str) -> Iterator[str]:
    start = 0
    for end in END_OF_SENTENCE.finditer(text):
        if end[0] == "." and _goes_on(text[end.end() :]):
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    yield text[start:].strip()


def _goes_on(rest: str) -> bool:
    """A small letter or a number follows: it was a shortened word or a day."""
    following = rest.lstrip()[:1]
    return following.islower() or following.isdecimal()


def words_in(sentence: str) -> int:
    han = len(HAN.findall(sentence))
    others = [
        word for word in HAN.sub(" ", sentence).split() if any(map(str.isalnum, word))
    ]
    return len(others) + han // HAN_TO_A_WORD


def _long_sentences(text: str, code: str) -> Iterator[Finding]:
    most = MOST_PARTS.get(code, WORDS_IN_A_SENTENCE)
    for sentence in sentences_of(text):
        if words_in(sentence) > most:
            yield Finding(Problem.LONG, _beginning(sentence))


def _beginning(sentence: str) -> str:
    return Truncator(Truncator(sentence).words(FIRST_WORDS)).chars(MOST_CHARACTERS)


# Phone numbers


def _phones(text: str) -> Iterator[Finding]:
    """Those belong to the contacts, where they are changed once for all pages."""
    for match in phonenumbers.PhoneNumberMatcher(text, COUNTRY):
        yield Finding(Problem.PHONE, match.raw_string)


# Links


def says_nothing(words: str) -> bool:
    bare = fold(words).strip(" .,:;!?…>›»→()[]。，")
    return not bare or bare in EMPTY_WORDS or bool(ADDRESS.fullmatch(bare))


def _links(soup: BeautifulSoup) -> Iterator[Finding]:
    for link in soup.find_all("a"):
        if says_nothing(link.get_text()):
            yield Finding(Problem.VAGUE, link.get_text().strip())


def _words_of_links(body) -> Iterator[Finding]:
    """Blocks that lead on: without words of their own they show the page's title."""
    for kind, value in body:
        for link in (
            _dicts(value) if kind in {"links", "cards", "call_to_action"} else ()
        ):
            words = (link.get("words") or "").strip()
            if words and says_nothing(words):
                yield Finding(Problem.VAGUE, words)


def _dicts(value) -> list[dict]:
    """The values of a struct, or of each struct in a list."""
    if isinstance(value, dict):
        return [value]
    return [each.get("value", each) for each in value or ()]


# Headings


def _headings(body) -> Iterator[Finding]:
    above = PAGE_TITLE
    for level, words in _all_headings(body):
        if not words.strip():
            yield Finding(Problem.EMPTY)
        if level > above + 1 or level == PAGE_TITLE:
            yield Finding(Problem.SKIPPED, words.strip())
        above = level


def _all_headings(body) -> Iterator[tuple[int, str]]:
    for kind, value in body:
        if kind in ("text", "note"):
            for tag in BeautifulSoup(value or "", "html.parser").find_all(HEADINGS):
                yield int(tag.name[1]), tag.get_text()
        elif kind == "heading":
            yield LEVELS[kind], value or ""
        elif kind == "call_to_action":
            yield LEVELS[kind], value.get("title") or ""
        elif kind == "cards":
            # Their headings are titles of pages.
            yield LEVELS[kind], "…"
        elif kind in HEADED_BY:
            for item in _dicts(value):
                yield LEVELS[kind], item.get(HEADED_BY[kind]) or ""
