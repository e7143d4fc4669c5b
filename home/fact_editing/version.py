"""The version that a form was made from: what was stored when somebody opened it.

It travels in the form, signed, and holds the values themselves: a change is seen
whoever made it, a view, a job or a command, and can be told field by field.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.db import models
from django.utils import timezone
from wagtail.log_actions import registry as log_registry

from home.fact_editing.sending import known_to

NAME = "made_from"


@dataclass(frozen=True)
class Version:
    """`values` as `Sheet.plain` gives them; `last_log` is the key of the last entry."""

    values: dict[str, Any]
    last_log: int
    made_at: datetime

    def token(self, record: models.Model) -> str:
        told = [self.values, self.last_log, self.made_at.isoformat()]
        return signing.dumps(told, salt=_salt(record), compress=True)


def version_of(record: models.Model, values: dict[str, Any]) -> Version:
    logs = log_registry.get_logs_for_instance(record).order_by("-pk")
    last_log = logs.values_list("pk", flat=True).first() or 0
    return Version(values, last_log, timezone.now())


def read_token(token: str, record: models.Model) -> Version | None:
    """The version that a form sent back, or None if it sent none of this record."""
    try:
        values, last_log, made_at = signing.loads(token, salt=_salt(record))
    except signing.BadSignature:
        return None
    return Version(values, last_log, datetime.fromisoformat(made_at))


def _salt(record: models.Model) -> str:
    return f"home.fact_editing:{record._meta.label}:{record.pk}"


class VersionField(forms.CharField):
    """Hidden, and no value of the record: it never counts as a change."""

    widget = forms.HiddenInput

    def __init__(self, token: str):
        super().__init__(required=False, initial=token)
        # What the form says from now on, also where it repeats what was typed.
        known_to(self.widget, token)

    def has_changed(self, initial, data):
        return False
