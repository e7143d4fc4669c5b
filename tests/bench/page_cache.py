"""The cache that production has on one machine: files, for all processes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def page_cache() -> Iterator[None]:
    """For the programs that start meanwhile."""
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, {"CACHE_URL": f"file://{folder}/pages"}),
    ):
        yield
