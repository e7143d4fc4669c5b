"""Who saved a record since a form was made of it, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry as log_registry
from wagtail.models import ModelLogEntry

from home.fact_editing.version import Version

# A page of names helps nobody.
MOST = 5


@dataclass(frozen=True)
class Saving:
    person: str
    moment: datetime


def savings_since(
    record: models.Model, version: Version | None, reader: AbstractBaseUser
) -> list[Saving]:
    """The newest first. A job or a command leaves no entry: then the history tells."""
    logs = log_registry.get_logs_for_instance(record).select_related("user")
    since = logs.filter(pk__gt=version.last_log) if version else logs
    entries = since.order_by("-pk")[: MOST if version else 1]
    found = [Saving(_name(each.user, reader), each.timestamp) for each in entries]
    return found or list(_last_in_history(record, version, reader))


def deletion_of(
    model: type[models.Model], key: Any, reader: AbstractBaseUser
) -> Saving | None:
    """Who deleted the record of this key, if there was one."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model, False),
        object_id=str(key),
        action="wagtail.delete",
    )
    entry = entries.select_related("user").order_by("-pk").first()
    return entry and Saving(_name(entry.user, reader), entry.timestamp)


def _last_in_history(
    record: models.Model, version: Version | None, reader: AbstractBaseUser
) -> Iterator[Saving]:
    history = getattr(record, "history", None)
    entry = history.select_related("history_user").first() if history else None
    if entry and (version is None or entry.history_date > version.made_at):
        yield Saving(_name(entry.history_user, reader), entry.history_date)


def _name(person: AbstractBaseUser | None, reader: AbstractBaseUser) -> str:
    if person is None:
        return _("the website itself")
    if person == reader:
        return _("you yourself, elsewhere")
    return get_user_display_name(person)
