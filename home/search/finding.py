"""From what somebody typed to what they may have meant.

Only counting and comparing of letters happens in the database, the rest here, so that
SQLite and PostgreSQL find the same in the same order.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, F, Max, Q, Value, When

from home.languages import LANGUAGES
from home.search import spelling
from home.search.kinds import Kind
from home.search.models import SearchEntry, SearchWord
from home.search.openness import Openness
from home.search.synonyms import Synonyms, same_sound
from home.search.words import is_whole, sound_of, stem_of, words_asked_for

LONGEST_QUERY = 200
MOST_WORDS, MOST_FORMS = 8, 24
AT_MOST, AT_MOST_FOREIGN = 30, 5
# So many are looked at; some of them may be over, or not for everybody.
CANDIDATES = 2 * AT_MOST

# How good a word of the index answers a word of the query.
EXACT, BEGINNING, SOUND, STEM = 8, 4, 2, 1

# One way to say a part of the query; all its words have to be there.
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What to show, best first; `instead` is what was really looked for."""

    own: list[SearchEntry] = field(default_factory=list)
    foreign: list[SearchEntry] = field(default_factory=list)
    instead: str = ""
    answers_all: bool = False

    def __bool__(self):
        return bool(self.own or self.foreign)


@dataclass(frozen=True)
class Reader:
    """For whom something is found: a language, what is open to all, other words."""

    language: str
    openness: Openness
    synonyms: list[list[Phrase]]

    @classmethod
    def of(cls, language: str) -> "Reader":
        groups = Synonyms.objects.for_reader(language)
        return cls(language, Openness.now(), [group.phrases for group in groups])


class Match(NamedTuple):
    """How well an entry answers: how many parts of the query, how closely."""

    parts: int
    score: int
    entry: int
    thing: UUID
    language: str


def find(typed: str, language: str) -> Found:
    words = words_asked_for(typed[:LONGEST_QUERY])[:MOST_WORDS]
    if not words:
        return Found()
    reader = Reader.of(language)
    found = _find_words(words, reader)
    if found.answers_all:
        return found
    likely = spelling.likely_words(words)
    if likely == words:
        return found
    better = _find_words(likely, reader)
    return replace(better, instead=" ".join(likely)) if better else found


def _find_words(words: list[str], reader: Reader) -> Found:
    parts = [[(word,)] for word in words]
    for group in reader.synonyms:
        parts = with_synonyms(parts, group)
    best = _best_of_all(_matches(parts, reader))
    answers_all = bool(best) and best[0].parts == len(parts)
    return replace(_shown(best, reader), answers_all=answers_all)


def with_synonyms(parts: list[list[Phrase]], group: list[Phrase]) -> list[list[Phrase]]:
    """The parts of a query, those that the group knows with its other words."""
    result, at = [], 0
    while at < len(parts):
        length = _length_of_known(parts[at:], group)
        if not length:
            result.append(parts[at])
            at += 1
            continue
        typed = tuple(each[0][0] for each in parts[at : at + length])
        result.append([typed, *(each for each in group if each != typed)])
        at += length
    return result


def _length_of_known(parts: list[list[Phrase]], group: list[Phrase]) -> int:
    for phrase in sorted(group, key=len, reverse=True):
        typed = [each[0][0] for each in parts[: len(phrase)] if len(each[0]) == 1]
        if len(typed) == len(phrase) and same_sound(typed, phrase):
            return len(phrase)
    return 0


def _matches(parts: list[list[Phrase]], reader: Reader) -> list[Match]:
    """Every entry with a word of the query. One query, whatever was asked."""
    forms = list(dict.fromkeys(w for part in parts for phrase in part for w in phrase))
    forms = forms[:MOST_FORMS]
    any_form = Q()
    for form in forms:
        any_form |= _answers(form)
    scores = {f"form_{n}": Max(_score(form)) for n, form in enumerate(forms)}
    rows = (
        SearchWord.objects.filter(any_form)
        .filter(reader.openness.is_given("entry__"))
        .values_list("entry", "entry__thing", "entry__language")
        .annotate(**scores)
    )
    wanted = _positions(parts, forms)
    return [_match(row, wanted) for row in rows]


def _positions(parts: list[list[Phrase]], forms: list[str]) -> list[list[list[int]]]:
    """Where the score of each word is; of one word too many it is the 0 at the end."""
    at = {form: number for number, form in enumerate(forms)}
    return [[[at.get(word, -1) for word in phrase] for phrase in p] for p in parts]


def _answers(form: str) -> Q:
    if is_whole(form):
        return Q(word=form)
    return Q(word__begins=form) | Q(sound__begins=stem_of(sound_of(form)))


def _score(form: str) -> Case:
    cases = [When(word=form, then=F("weight") * EXACT)]
    if not is_whole(form):
        sound = sound_of(form)
        cases += [
            When(word__begins=form, then=F("weight") * BEGINNING),
            When(sound__begins=sound, then=F("weight") * SOUND),
            When(sound__begins=stem_of(sound), then=F("weight") * STEM),
        ]
    return Case(*cases, default=Value(0))


def _match(row: tuple, parts: list[list[list[int]]]) -> Match:
    entry, thing, language, *scores = row
    scores.append(0)
    # Of the words of one phrase the weakest counts, of several phrases the best.
    best = [
        max([min([scores[at] for at in phrase]) for phrase in part]) for part in parts
    ]
    return Match(len(best) - best.count(0), sum(best), entry, thing, language)


def _best_of_all(matches: list[Match]) -> list[Match]:
    """Those that answer the whole query; if there are none, as much of it as can be."""
    most = max((each.parts for each in matches), default=0)
    return [each for each in matches if each.parts == most > 0]


def _shown(matches: list[Match], reader: Reader) -> Found:
    """Each thing once: in the reader's language, also where only another matched."""
    if not matches:
        return Found()
    language = reader.language
    best = _best_of_each_thing(matches, language)
    matched_own = [each for each in best if each.language == language]
    others = [each for each in best if each.language != language]
    entries = _entries(matched_own, others, reader)
    pairs = [
        (match, entries[match.thing])
        for match in matched_own + others
        if match.thing in entries
    ]
    ranked = [entry for _match, entry in sorted(pairs, key=_rank_of(language))]
    own = [each for each in ranked if each.language == language]
    foreign = [each for each in ranked if each.language != language]
    return Found(own[:AT_MOST], foreign[:AT_MOST_FOREIGN])


def _rank_of(language: str):
    """Equals in the order of their kinds, then by name: never by chance."""
    kinds = {kind: number for number, kind in enumerate(Kind.values)}

    def rank(pair: tuple[Match, SearchEntry]):
        match, entry = pair
        is_foreign = match.language != language
        name = (entry.title, entry.page.url_path, entry.part)
        return is_foreign, -match.score, kinds.get(entry.kind, 0), name

    return rank


def _best_of_each_thing(matches: list[Match], language: str) -> list[Match]:
    """One match for each thing, the reader's language before others; best first."""
    order = {code: number for number, code in enumerate(LANGUAGES)}

    def rank(match: Match):
        is_foreign = match.language != language
        return is_foreign, -match.score, order.get(match.language, 0), match.entry

    best: dict[UUID, Match] = {}
    for match in sorted(matches, key=rank):
        best.setdefault(match.thing, match)
    return list(best.values())


def _entries(
    own: list[Match], others: list[Match], reader: Reader
) -> dict[UUID, SearchEntry]:
    """The entry to show for each thing, in one query for all of them.

    For a match in another language that is the same thing in the reader's, if there
    is one.
    """
    own, others = own[:CANDIDATES], others[:CANDIDATES]
    wanted = Q(pk__in=[each.entry for each in (*own, *others)])
    wanted |= Q(thing__in=[each.thing for each in others], language=reader.language)
    entries = SearchEntry.objects.filter(wanted).filter(reader.openness.is_given())
    shown: dict[UUID, SearchEntry] = {}
    for entry in entries.select_related("page", "document").order_by("pk"):
        known = shown.get(entry.thing)
        if known is None or known.language != reader.language:
            shown[entry.thing] = entry
    return shown
