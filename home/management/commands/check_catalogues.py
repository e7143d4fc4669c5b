from collections.abc import Iterator

import polib
from django.conf import settings
from django.core.management import BaseCommand, CommandError

from home.catalogues import catalogue_path, faults_of
from home.extraction import GettextIsMissing, Key, extract_messages, key_of
from home.library_catalogues import faults_of_libraries, languages_of_staff


class Command(BaseCommand):
    help = "Refuse incomplete, broken or stale message catalogues."

    def handle(self, **options):
        try:
            in_the_sources = extract_messages()
        except GettextIsMissing:
            raise CommandError("xgettext is missing: install gettext.") from None
        languages = [code for code, _ in settings.LANGUAGES]
        faults = [
            f"{language}: {fault}"
            for language in languages
            for fault in faults_of_language(language, in_the_sources)
        ]
        faults += [
            f"{language}: {fault}"
            for language in languages_of_staff()
            for fault in faults_of_libraries(language)
        ]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in the message catalogues.")
        self.stdout.write(
            f"Catalogues: {len(in_the_sources)} messages, complete in "
            f"{', '.join(languages)}."
        )


def faults_of_language(language: str, in_the_sources: set[Key]) -> Iterator[str]:
    path = catalogue_path(language)
    if not path.exists():
        yield "has no catalogue; run: make messages"
        return
    catalogue = polib.pofile(str(path))
    yield from faults_of(catalogue, language)
    yield from staleness_of(catalogue, in_the_sources)


def staleness_of(catalogue: polib.POFile, in_the_sources: set[Key]) -> Iterator[str]:
    in_the_catalogue = {key_of(entry) for entry in catalogue if not entry.obsolete}
    for _, message, _ in sorted(in_the_sources - in_the_catalogue, key=str):
        yield f"“{message}” is new in the sources; run: make messages"
    for _, message, _ in sorted(in_the_catalogue - in_the_sources, key=str):
        yield f"“{message}” is no longer in the sources; run: make messages"
