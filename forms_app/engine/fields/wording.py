"""An answer in words: the stored value as a reader of the active language sees it."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from forms_app.engine.fields.choices import labels_of
from forms_app.engine.fields.question_rows import QuestionRow
from forms_app.engine.fields.types import WITH_CHOICES
from forms_app.engine.fields.world import country_name, language_name, region_name
from home.templatetags.display import in_a_row, long_date
from home.typed.phones import international


def stored(value: Any) -> Any:
    """A cleaned value as JSON keeps it: dates and times in ISO form, phones E.164."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, tuple):
        return value[0]
    return value


def words_for(field: QuestionRow, value: Any) -> str | None:
    """A stored answer in the words of this field's language.

    None where the field has no words for it: the choice is no longer there.
    """
    if value in (None, "", []):
        return ""
    if field.field_type in WITH_CHOICES:
        labels = labels_of(field.choices)
        keys = value if isinstance(value, list) else [value]
        return in_a_row(labels[key] for key in keys) if known(keys, labels) else None
    return WORDS.get(field.field_type, str)(value)


def known(keys: list, labels: dict) -> bool:
    return all(key in labels for key in keys)


def yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def day_in_words(value: date) -> str:
    return long_date(value)


def time_in_words(value: time) -> str:
    return time_format(value, "H:i")


WORDS: dict[str, Callable[[Any], str]] = {
    "yes_no": yes_or_no,
    "date": lambda iso: day_in_words(date.fromisoformat(iso)),
    "time": lambda iso: time_in_words(time.fromisoformat(iso)),
    "phone": international,
    "country": country_name,
    "language": language_name,
    "region": region_name,
}
