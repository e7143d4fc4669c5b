"""Choices with permanent keys: `key | label`, one on each line.

The key is what a case stores, in every language the same; the label is translated.
Editors may write labels only: a line without a key gets one when it is saved. A line
that begins with `-` is retired: nobody is offered it, and old cases still read right.
"""

import secrets
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from wagtail_localize.segments import StringSegmentValue

SEPARATOR = "|"
RETIRED = "-"


class Choice(NamedTuple):
    key: str
    label: str
    is_retired: bool = False


def new_key() -> str:
    """A key that has nothing to do with any wording."""
    return secrets.token_hex(4)


def parse_choices(text: str) -> list[Choice]:
    """All choices, the retired ones too; a line without a key is its own key."""
    return [
        Choice(key or label, label, is_retired)
        for key, label, is_retired in map(_parts, text.splitlines())
        if label
    ]


def asked_choices(text: str) -> list[tuple[str, str]]:
    """Keys and labels of what people can choose today."""
    choices = parse_choices(text)
    return [(each.key, each.label) for each in choices if not each.is_retired]


def labels_of(text: str) -> dict[str, str]:
    """Labels by key, those of retired choices too."""
    return {each.key: each.label for each in parse_choices(text)}


def format_choices(choices: Iterable[Choice]) -> str:
    return "\n".join(
        f"{RETIRED + ' ' if each.is_retired else ''}{each.key} {SEPARATOR} {each.label}"
        for each in choices
    )


def with_keys(text: str) -> str:
    """The same choices, each with a key that no other has."""
    kept: dict[str, Choice] = {}
    for key, label, is_retired in map(_parts, text.splitlines()):
        if label:
            own = key if key and key not in kept else new_key()
            kept[own] = Choice(own, label, is_retired)
    return format_choices(kept.values())


def _parts(line: str) -> tuple[str, str, bool]:
    """Key (perhaps empty), label and whether the line is retired."""
    line = line.strip()
    is_retired = line.startswith(RETIRED)
    first, separator, rest = line.removeprefix(RETIRED).partition(SEPARATOR)
    first, rest = first.strip(), rest.strip()
    if separator and first and rest:
        return first, rest, is_retired
    return "", rest or first, is_retired


class ChoicesField(models.TextField):
    """Choices of a form field; translators get one segment for each label."""

    def clean(self, value, model_instance):
        # Here too, and not only when a row is saved: a draft lives in a revision,
        # and its choices need their keys from the first day on.
        return with_keys(super().clean(value, model_instance))

    def pre_save(self, model_instance, add):
        text = with_keys(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, text)
        return text

    def get_translatable_segments(self, value: str) -> list[StringSegmentValue]:
        return [StringSegmentValue(each.key, each.label) for each in _all(value)]

    def restore_translated_segments(
        self, value: str, segments: list[StringSegmentValue]
    ) -> str:
        labels = {segment.path: segment.render_text() for segment in segments}
        return format_choices(
            each._replace(label=labels.get(each.key, each.label))
            for each in _all(value)
        )


def _all(value: str | None) -> list[Choice]:
    return parse_choices(value or "")
