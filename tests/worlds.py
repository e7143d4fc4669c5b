"""The two databases of a test process: an empty one, and one with the small site.

Every second test begins with the small site, which takes longer to make than most of
these tests take themselves. So it is made once; the mark `small_site` leads a test to
the database that holds it.
"""

import os
from pathlib import Path

from django.db import connection, transaction

from tests.databases import connect_to, databases_for_tests, one_process_at_a_time
from tests.factories.pages import PREPARED, make_small_site


class Worlds:
    def __init__(self, folder: Path) -> None:
        self.empty = databases_for_tests(folder)
        self.small = databases_for_tests(folder, "small")
        with one_process_at_a_time():
            self.empty.make_template()
            self.small.make_template()
        self.empty.copy_template()
        self.current = self.empty
        self._small_site = self._fill()

    def enter(self, small_site: bool) -> None:
        """Connect to the one or the other; programs that a test starts do as well."""
        PREPARED.site = self._small_site if small_site else None
        self.current = self.small if small_site else self.empty
        os.environ["DATABASE_URL"] = self.current.url
        if connection.settings_dict["NAME"] != self.current.name:
            connect_to(self.current.name)

    def renew(self) -> None:
        """As it was before a test that committed."""
        connection.close()
        if self.current is self.empty:
            self.empty.copy_template()
        else:
            self._small_site = self._fill()
            connect_to(self.small.name)

    def drop(self) -> None:
        connection.close()
        self.empty.drop()
        self.small.drop()

    def _fill(self):
        self.small.copy_template()
        connect_to(self.small.name)
        PREPARED.site = None
        with transaction.atomic():
            site = make_small_site()
            # In a test that makes it nothing follows either: it never commits.
            connection.run_on_commit.clear()
        return site
