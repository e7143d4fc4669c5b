"""What all processes share, for as long as the cache that holds it answers.

It may be away at any time: then nothing is found, nothing is kept, and whoever asked
goes the long way.
"""

import logging
import time
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.cache import caches

logger = logging.getLogger(__name__)

# How long a process leaves a cache alone that did not answer.
REST = 5
PROBE = "probe"
MINUTE = 60

_rests_until = 0.0


def get(key: str) -> Any:
    return _ask("get", key)


def get_many(keys: Iterable[str]) -> dict[str, Any]:
    """What is found of it, by key."""
    return _ask("get_many", list(keys)) or {}


def put(key: str, value: Any, lasts: int | None) -> None:
    """Keep it for so many seconds; None is for good."""
    _ask("set", key, value, lasts)


def is_in_use() -> bool:
    """Whether it really keeps what it is given: a full disk, too, answers."""
    token = uuid4().hex
    put(PROBE, token, lasts=MINUTE)
    return get(PROBE) == token


# Versions


def version_of(name: str) -> str | None:
    """Whoever finds none makes a new one, never one that was used before."""
    version = get(name)
    if version is None:
        put(name, uuid4().hex, lasts=None)
        version = get(name)
    return version


def renew_version_of(name: str) -> None:
    """Take it away: until somebody reads again, there is nothing to write.

    It is tried in any case: what is not renewed shows old facts.
    """
    try:
        caches["pages"].delete(name)
    except Exception as error:  # each backend has its own
        _rest(error)


# The cache itself


def _ask(what: str, *arguments: Any) -> Any:
    if time.monotonic() < _rests_until:
        return None
    try:
        return getattr(caches["pages"], what)(*arguments)
    except Exception as error:  # each backend has its own
        _rest(error)
        return None


def _rest(error: Exception) -> None:
    global _rests_until
    _rests_until = time.monotonic() + REST
    logger.warning("The page cache does not answer: %s", type(error).__name__)
