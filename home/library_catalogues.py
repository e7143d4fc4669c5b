"""What the libraries say to staff, in every language that staff may choose.

Their own catalogues have gaps and some poor words. `locale/libraries/` fills and mends
them; after an upgrade, `check_catalogues` names what is new and what went.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib
from django import conf
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

from home.catalogues import SOURCE, faults_of
from home.extraction import Key, key_of

DOMAINS = ("django", "djangojs")


@dataclass(frozen=True)
class Library:
    name: str
    folder: Path  # of its catalogues

    def messages(self, domain: str, language: str) -> frozenset[Key]:
        """All that it says: its English list, or what the translators were given."""
        entries = entries_of(self.folder, domain, SOURCE) or entries_of(
            self.folder, domain, language
        )
        return frozenset(map(key_of, entries))

    def translated(self, domain: str, language: str) -> frozenset[Key]:
        entries = entries_of(self.folder, domain, language)
        return frozenset(key_of(entry) for entry in entries if entry.translated())


def libraries() -> list[Library]:
    """Django and each installed app that brings catalogues; our own bring none."""
    found = [Library("django", Path(conf.__path__[0], "locale"))]
    for app in apps.get_app_configs():
        folder = Path(app.path, "locale")
        if folder.is_dir():
            found.append(Library(app.name, folder))
    return found


def languages_of_staff() -> list[str]:
    return [
        code
        for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES
        if code != SOURCE
    ]


def faults_of_libraries(language: str) -> Iterator[str]:
    """One sentence for each word that staff would read in English or nowhere."""
    for domain in DOMAINS:
        if catalogue := catalogue_of(settings.LIBRARY_LOCALE, domain, language):
            yield from faults_of(catalogue, language)
        ours = Library("", settings.LIBRARY_LOCALE).translated(domain, language)
        yield from _gaps(domain, language, ours)
        yield from _leftovers(domain, language, ours)


def _gaps(domain: str, language: str, ours: frozenset[Key]) -> Iterator[str]:
    known = ours.union(*(each.translated(domain, language) for each in libraries()))
    for library in libraries():
        if domain == "djangojs":
            # A script is given the words of one library, and ours.
            known = ours | library.translated(domain, language)
        for _, message, _ in sorted(
            library.messages(domain, language) - known, key=str
        ):
            yield (
                f"“{message}” of {library.name} is not translated; "
                f"add it to {settings.LIBRARY_LOCALE.name}/"
            )


def _leftovers(domain: str, language: str, ours: frozenset[Key]) -> Iterator[str]:
    said = frozenset().union(*(each.messages(domain, language) for each in libraries()))
    for _, message, _ in sorted(ours - said, key=str):
        yield f"“{message}” is no longer in any library"


def entries_of(folder: Path, domain: str, language: str) -> list[polib.POEntry]:
    catalogue = catalogue_of(folder, domain, language)
    return [entry for entry in catalogue or [] if not entry.obsolete]


@cache
def catalogue_of(folder: Path, domain: str, language: str) -> polib.POFile | None:
    path = folder / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"
    return polib.pofile(str(path)) if path.exists() else None
