"""How long a search takes with ten times as many pages, in three scripts.

Each entry has as many words as a page of ours, drawn as often as words are in a
language: the first one stands on every second page, most of them on few.
"""

import random
import time

from django.db import connection
from wagtail.models import Page

from home.search.finding import find
from home.search.kinds import Kind
from home.search.models import SearchEntry, SearchWord
from home.search.synonyms import Synonyms
from home.search.words import sound_of
from tests.factories import make_small_site

WORDS_OF_AN_ENTRY, WORDS_OF_A_LANGUAGE = 40, 5_000
BATCH, ROUNDS = 500, 9
SYLLABLES = {
    "cs": [a + b for a in "bcdhklmnprstvz" for b in "aeiou"],
    "ar": [a + b for a in "بتجحخدرزسشصضطعغفقكلمنه" for b in "اوي"],
    # The index holds each two neighbours.
    "zh-hans": [chr(0x4E00 + number) for number in range(600)],
}
LENGTHS = {"cs": (2, 4), "ar": (2, 4), "zh-hans": (2, 2)}
QUERIES = (
    *("common word", "rare word", "beginning", "typing error", "synonym"),
    *("no hit", "four words"),
)


def fill(count: int) -> dict[str, dict[str, str]]:
    """So many entries; what to ask for, by language and by its name in `QUERIES`."""
    make_small_site()
    chance = random.Random(1)
    words = {code: _words(code, chance) for code in SYLLABLES}
    page = Page.objects.filter(depth=2).first()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        _store(numbers, page, words, chance)
    for known in words.values():
        Synonyms.objects.create(words=f"{known[700]}, {known[800]}, {known[900]}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {code: _queries(known) for code, known in words.items()}


def measure(query: str, language: str) -> float:
    """Milliseconds of the best search: what else the machine does is not asked."""
    find(query, language)
    return min(_timed(query, language) for _ in range(ROUNDS))


def _timed(query: str, language: str) -> float:
    begin = time.perf_counter()
    find(query, language)
    return 1000 * (time.perf_counter() - begin)


def _words(code: str, chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < WORDS_OF_A_LANGUAGE:
        length = chance.randint(*LENGTHS[code])
        found["".join(chance.choices(SYLLABLES[code], k=length))] = None
    return list(found)


def _store(numbers: range, page: Page, words: dict, chance: random.Random) -> None:
    codes = list(words)
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            page=page,
            kind=Kind.TEXT,
            language=codes[number % len(codes)],
            title=f"{words[codes[number % len(codes)]][number % 100]} {number}",
        )
        for number in numbers
    )
    SearchWord.objects.bulk_create(
        SearchWord(entry=entry, word=word, sound=sound_of(word), weight=weight)
        for entry in entries
        for word, weight in _text(words[entry.language], chance).items()
    )


def _text(words: list[str], chance: random.Random) -> dict[str, int]:
    """The more often a word is used, the earlier it stands in the list."""
    ranks = (int(len(words) ** chance.random()) for _ in range(WORDS_OF_AN_ENTRY))
    drawn = {words[rank]: chance.choice((1, 1, 1, 4)) for rank in ranks if rank}
    if chance.random() < 0.5:
        drawn[words[0]] = chance.choice((1, 4, 12))
    return drawn


def _queries(words: list[str]) -> dict[str, str]:
    rare = words[-7]
    return {
        "common word": words[0],
        "rare word": rare,
        "beginning": words[40][:-1],
        "typing error": rare[0] + rare[2:] if len(rare) > 4 else rare[::-1],
        "synonym": words[800],
        "no hit": "qqxxqqxx",
        "four words": " ".join(words[each] for each in (0, 5, 300, 1_200)),
    }
