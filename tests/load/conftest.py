"""Servers that stay up from one test to the next."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from tests.load.server import running_server


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[str], int]]:
    """Gives the port of the server of an application, which is started once.

    All tests with a server have the same database, which is renewed under it.
    """
    with ExitStack() as servers:
        yield cache(
            lambda application: servers.enter_context(running_server(application))
        )
