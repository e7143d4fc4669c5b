"""Slips of the finger. PostgreSQL compares words by their groups of three letters.

On SQLite, or where the database lacks the extension, nobody's spelling is corrected;
all else is the same.
"""

from functools import cache

from django.contrib.postgres.lookups import TrigramSimilar
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, models
from django.db.models import Value

from home.search.models import SearchWord

models.CharField.register_lookup(TrigramSimilar)

# "registrce" and "registrace" have 0.6 in common, "kurz" and "kuzr" 0.25.
LIKE_ENOUGH = 0.3
SHORTEST = 4


def likely_words(words: list[str]) -> list[str]:
    """The words, each unknown one replaced by the likeliest word of the index."""
    compared = [word for word in set(words) if may_be_misspelt(word)]
    if not compared or not can_compare():
        return words
    first, *others = map(_likely_word, compared)
    nearest = dict(first.union(*others) if others else first)
    return [nearest.get(word, word) for word in words]


def may_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST and not word.isdigit()


@cache
def can_compare() -> bool:
    """Asked once by each process."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.rowcount == 1


def _likely_word(word: str) -> models.QuerySet:
    """One row: the word as typed, and the word of the index that is nearest to it."""
    return (
        # The operator, beside the number, is what the index of the table serves.
        SearchWord.objects.filter(word__trigram_similar=word)
        .annotate(
            typed=Value(word, output_field=models.TextField()),
            likeness=TrigramSimilarity("word", word),
        )
        .filter(likeness__gte=LIKE_ENOUGH)
        .order_by("-likeness", "-weight", "word")
        .values_list("typed", "word")[:1]
    )
