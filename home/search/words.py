"""Words as the search compares them.

Each word has two forms. *Folded* it is without case and accents ("Žižkov", "zizkov").
Its *sound* is the same for all spellings and alphabets that people use for it: "kurz",
"курс" and "kurs"; "Praha", "Прага"; "Nguyễn", "nguyen". Sounds merge what is not the
same, too, so a folded match always counts for more.
"""

import re
from collections.abc import Iterator

from home.folding import fold

LONGEST = 40
WORD = re.compile(r"[^\W_]+")
# Scripts without spaces between the words.
HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff]+)")

CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезиклмнопрстуф", "abvhhdeziklmnoprstuf", strict=True)),
        **{"є": "e", "ж": "z", "і": "i", "й": "i", "х": "h", "ц": "c", "ч": "c"},
        **{"ш": "s", "щ": "sc", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu"},
        **{"я": "ia", "ө": "o", "ү": "u", "ј": "i", "љ": "li", "њ": "ni", "ђ": "d"},
    }
)
# How people write in Latin letters what stands there in Cyrillic; longest first.
SPELLINGS = (
    *(("shch", "sc"), ("sch", "sc"), ("zh", "z"), ("kh", "h"), ("ch", "c")),
    *(("sh", "s"), ("ts", "c"), ("ph", "f"), ("ck", "k")),
)
SAME_SOUND = str.maketrans(
    {"g": "h", "j": "i", "q": "k", "w": "v", "x": "ks", "y": "i", "z": "s"}
)
TWICE = re.compile(r"(.)\1+")
ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": ""})
ARABIC_ARTICLE = re.compile(r"^(?:و?ال|لل)(?=\w{3})")
# Endings of case and number, in the sounds of Slavic and Romance languages.
ENDING = re.compile(r"(?<=\w{4})[aeiou]+(?:[smc]i?|hi|ho)?$")


def words_of(text: str) -> Iterator[str]:
    """The folded words, in the order of the text.

    Of a run of Chinese characters each two neighbours count as a word, and the last
    one, so that every character begins one.
    """
    for run in WORD.findall(fold(text)):
        for part in filter(None, HAN.split(run)):
            yield from _neighbours(part) if HAN.match(part) else [part[:LONGEST]]


def _neighbours(characters: str) -> list[str]:
    pairs = [characters[at : at + 2] for at in range(len(characters) - 1)]
    return [*pairs, characters[-1]]


def words_asked_for(text: str) -> list[str]:
    """As `words_of`; the last of several Chinese characters asks for nothing new."""
    asked = []
    for run in WORD.findall(fold(text)):
        for part in filter(None, HAN.split(run)):
            if not HAN.match(part):
                asked.append(part[:LONGEST])
            else:
                asked += _neighbours(part)[: max(len(part) - 1, 1)]
    return asked


def sound_of(word: str) -> str:
    """For a folded word."""
    sound = word.translate(CYRILLIC).translate(ARABIC)
    for spelling, plain in SPELLINGS:
        sound = sound.replace(spelling, plain)
    sound = TWICE.sub(r"\1", sound.translate(SAME_SOUND))
    return ARABIC_ARTICLE.sub("", sound)[:LONGEST] or word


def stem_of(sound: str) -> str:
    """The beginning that other cases and numbers of the word share."""
    return ENDING.sub("", sound)


def is_whole(word: str) -> bool:
    """A word that only itself is meant by: "13" is not the beginning of "130"."""
    return word.isdigit() or (len(word) == 1 and not HAN.match(word))
