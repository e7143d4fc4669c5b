"""In which language somebody reads the guide, and the words around the chapters.

The guide is a document in the two languages of the staff: it has files of its own
instead of message ids, which all ten languages would have to translate.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

GUIDE_LANGUAGES = ("cs", "en")
FOR_ALL_OTHERS = "en"


def language_of_guide() -> str:
    code = get_language()
    return code if code in GUIDE_LANGUAGES else FOR_ALL_OTHERS


@cache
def words_in(code: str) -> dict:
    path = Path(__file__).parent / "words" / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def guide_words() -> dict:
    return words_in(language_of_guide())
