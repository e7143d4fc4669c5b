"""Messages as staff read them."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from forms_app.engine.outbox.wording import readable
from home.languages import Language, language

register = template.Library()


@dataclass(frozen=True)
class PartInLanguage:
    language: Language
    text: str
    is_readers: bool


@register.simple_tag
def part_language(part: dict) -> PartInLanguage:
    """A part of a message with its language; without the applicant's secret link."""
    code = part["language"]
    return PartInLanguage(
        language(code), readable(part["text"]), code == get_language()
    )
