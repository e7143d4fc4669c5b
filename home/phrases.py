"""Words that know the language that they are in."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from home.languages import Language


class Phrase(str):
    """Words that a reader gets; `language` is the reader's or the nearest."""

    language: Language

    def __new__(cls, text: str, language: Language) -> "Phrase":
        phrase = super().__new__(cls, text)
        phrase.language = language
        return phrase

    def __getnewargs__(self) -> tuple[str, Language]:
        return str(self), self.language

    @property
    def is_foreign(self) -> bool:
        return self.language.code != get_language()

    @property
    def attributes(self) -> SafeString:
        """`lang` and `dir` for the element around them, where they are foreign."""
        if not self.is_foreign:
            return SafeString("")
        return format_html(
            ' lang="{}" dir="{}"', self.language.code, self.language.direction
        )
