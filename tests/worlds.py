"""The databases of a test process: an empty one, one with the small site, and one with
the demonstration.

Every second test begins with the small site, which takes longer to make than most of
these tests take themselves, and the demonstration takes half a minute. So each is made
once, when the first test wants it; the marks `small_site` and `demo` lead a test to the
database that holds it.
"""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from icp.demo.loading import FIRST_LANGUAGES, load
from tests.databases import connect_to, databases_for_tests, one_process_at_a_time
from tests.factories.pages import PREPARED, make_small_site

# What its pages say is the same on every database, so one engine reads it all.
LOADED = None if connection.vendor == "sqlite" else FIRST_LANGUAGES


class World:
    """A database, and what stands in it at the beginning of each test."""

    site = None

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.database = databases_for_tests(folder, name)
        with one_process_at_a_time():
            self.database.make_template()
        self.database.copy_template()

    def enter(self) -> None:
        """Connect to it; programs that a test starts do as well."""
        PREPARED.site = self.site
        os.environ["DATABASE_URL"] = self.database.url
        if connection.settings_dict["NAME"] != self.database.name:
            connect_to(self.database.name)

    def leave(self) -> None:
        """Another one is entered next."""

    def renew(self) -> None:
        """As it was before a test that committed."""
        connection.close()
        self.database.copy_template()


class SmallWorld(World):
    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._fill()

    def renew(self) -> None:
        super().renew()
        self._fill()

    def _fill(self) -> None:
        connect_to(self.database.name)
        PREPARED.site = None
        with transaction.atomic():
            self.site = make_small_site()
            # In a test that makes it nothing follows either: it never commits.
            connection.run_on_commit.clear()


class DemoWorld(World):
    """It is too costly to make twice: what was loaded becomes the template."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self.media = override_settings(MEDIA_ROOT=folder / "media")
        connect_to(self.database.name)
        with (
            self.media,
            translation.override(settings.LANGUAGE_CODE),
            transaction.atomic(),
        ):
            load(lambda line: None, LOADED)
            connection.run_on_commit.clear()
        connection.close()
        self.database.become_template()

    def enter(self) -> None:
        super().enter()
        self.media.enable()

    def leave(self) -> None:
        self.media.disable()


KINDS = {"empty": World, "small_site": SmallWorld, "demo": DemoWorld}


class Worlds:
    def __init__(self, folder: Path, blocker: DjangoDbBlocker) -> None:
        self.folder = folder
        self.blocker = blocker
        self.known: dict[str, World] = {}
        self.current: World | None = None

    def enter(self, name: str) -> None:
        """By the mark of the test; `empty` for one without a mark."""
        if self.current is not None:
            self.current.leave()
        if name not in self.known:
            with self.blocker.unblock():
                self.known[name] = KINDS[name](self.folder, name)
        self.current = self.known[name]
        self.current.enter()

    def renew(self) -> None:
        self.current.renew()
        self.current.enter()

    def drop(self) -> None:
        self.current.leave()
        connection.close()
        for world in self.known.values():
            world.database.drop()
