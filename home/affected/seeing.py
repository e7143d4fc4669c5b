"""Which tasks a person sees: of facts that they change, or whose people are theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Model, QuerySet

from home.affected.facts import WATCHED, many_facts
from home.affected.finders import finders_of
from home.affected.models import PeopleToTell

# Nobody reads more of them, and each is asked about in Python.
MOST = 200


def with_facts(tasks: QuerySet) -> QuerySet:
    """With what the titles of their facts need, whatever kinds of facts they are."""
    return tasks.prefetch_related(GenericPrefetch("fact", list(many_facts().values())))


def seen_by(user: Any, tasks: QuerySet) -> list[PeopleToTell]:
    found: Iterable[PeopleToTell] = with_facts(tasks)[:MOST]
    return [task for task in found if is_seen_by(user, task.fact)]


def is_seen_by(user: Any, fact: Model | None) -> bool:
    if fact is None or type(fact) not in WATCHED:
        return False
    return may_change(user, fact) or any(
        finder.is_handled_by(user, fact) for finder in finders_of(fact)
    )


def may_change(user: Any, fact: Model) -> bool:
    meta = fact._meta
    return user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}")
