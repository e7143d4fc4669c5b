"""What makes a message catalogue fit to print: complete, nothing lost on the way."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale
from polib import POEntry, POFile

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")
TAG = re.compile(r"<(/?[a-zA-Z][\w-]*)[^<>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
A_SENTENCE = 3
# The language of the message ids.
SOURCE = "en"
# The same in every script.
PROPER_NAMES = frozenset({"CSV", "PDF", "XLSX", "iCal", "SMS", "WhatsApp", "Telegram"})


@dataclass(frozen=True)
class Grammar:
    """How a language is written and counts.

    `plural_counts`: how many plural forms its catalogue may declare.
    `exact_forms`: the forms that stand for one number only ("one", "two"), so that
    a translation may say it in words and leave the figure out.
    `foreign_letters`: what neighbours in the same script have and this one has not.
    """

    script: str
    plural_counts: frozenset[int]
    exact_forms: frozenset[int]
    foreign_letters: str = ""


GRAMMARS = {
    # Three forms for whole numbers; Django declares a fourth, for fractions.
    "cs": Grammar("LATIN", frozenset({3, 4}), frozenset({0})),
    "en": Grammar("LATIN", frozenset({2}), frozenset({0})),
    # The first form is for 21 and 31, too.
    "uk": Grammar("CYRILLIC", frozenset({4}), frozenset(), "ыэъё"),
    # As in Ukrainian.
    "ru": Grammar("CYRILLIC", frozenset({4}), frozenset(), "іїєґөү"),
    # One form for every number.
    "vi": Grammar("LATIN", frozenset({1}), frozenset()),
    "zh-hans": Grammar("CJK", frozenset({1}), frozenset()),
    "ar": Grammar("ARABIC", frozenset({6}), frozenset({0, 1, 2})),
    "mn": Grammar("CYRILLIC", frozenset({2}), frozenset({0}), "іїєґ"),
    # Django declares a third form, for millions.
    "es": Grammar("LATIN", frozenset({2, 3}), frozenset({0})),
    # The first form is for nothing, too.
    "fr": Grammar("LATIN", frozenset({2, 3}), frozenset()),
}


def catalogue_path(language: str) -> Path:
    folder = to_locale(language)  # zh-hans lives in zh_Hans
    return Path(settings.LOCALE_PATHS[0], folder, "LC_MESSAGES", "django.po")


def faults_of(catalogue: POFile, language: str) -> Iterator[str]:
    """One sentence for each thing that is wrong."""
    grammar = GRAMMARS[language]
    declared = declared_plural_count(catalogue)
    if declared not in grammar.plural_counts:
        yield f"declares {declared} plural forms"
    for entry in catalogue:
        for fault in faults_of_entry(entry, grammar, declared):
            yield f"“{entry.msgid}” {fault}"
        if language != SOURCE and is_left_in_english(entry):
            yield f"“{entry.msgid}” is left in English"


def declared_plural_count(catalogue: POFile) -> int:
    header = catalogue.metadata.get("Plural-Forms", "")
    found = re.search(r"nplurals\s*=\s*(\d+)", header)
    return int(found[1]) if found else 0


def faults_of_entry(entry: POEntry, grammar: Grammar, plurals: int) -> Iterator[str]:
    if entry.obsolete:
        yield "is obsolete"
        return
    if entry.fuzzy:
        yield "is fuzzy"
    translations = translations_of(entry, plurals)
    if not all(translations.values()):
        yield "is not translated"
        return
    for form, text in translations.items():
        may_omit_the_number = bool(entry.msgid_plural) and form in grammar.exact_forms
        yield from faults_of_text(entry, text, grammar, may_omit_the_number)


def translations_of(entry: POEntry, plurals: int) -> dict[int, str]:
    """Each plural form that the language has, by its number; empty where missing."""
    if not entry.msgid_plural:
        return {0: entry.msgstr}
    return {form: entry.msgstr_plural.get(form, "") for form in range(plurals)}


def faults_of_text(
    entry: POEntry, text: str, grammar: Grammar, may_omit_the_number: bool
) -> Iterator[str]:
    source = entry.msgid_plural or entry.msgid
    asked, given = placeholders(source), placeholders(text)
    missing, added = asked - given, given - asked
    if len(missing) > may_omit_the_number:
        yield f"lost {', '.join(sorted(missing))} in “{text}”"
    if added:
        yield f"gained {', '.join(sorted(added))} in “{text}”"
    if tags(source) != tags(text):
        yield f"has other HTML tags in “{text}”"
    if not is_in_script(text, source, grammar.script):
        yield f"is not in {grammar.script} letters: “{text}”"
    if foreign := sorted(set(grammar.foreign_letters) & set(text.lower())):
        yield f"has letters of another language ({' '.join(foreign)}): “{text}”"


def is_left_in_english(entry: POEntry) -> bool:
    """A script tells Arabic from English, but not Vietnamese, Spanish or French.

    A single word may well be the same; a sentence is not.
    """
    words = WORD.findall(TAG.sub("", PLACEHOLDER.sub("", entry.msgid)))
    return len(words) >= A_SENTENCE and entry.msgstr == entry.msgid


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def tags(text: str) -> Counter[str]:
    return Counter(TAG.findall(text))


def is_in_script(text: str, source: str, script: str) -> bool:
    words = TAG.sub("", PLACEHOLDER.sub("", source)).strip()
    if words in PROPER_NAMES or not any(map(str.isalpha, words)):
        return True
    return any(unicodedata.name(letter, "").startswith(script) for letter in text)
