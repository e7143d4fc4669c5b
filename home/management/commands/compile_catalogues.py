import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = "Compile the message catalogues that changed. Needs no gettext."
    requires_system_checks = []

    def handle(self, **options):
        catalogues = [
            catalogue
            for folder in settings.LOCALE_PATHS
            for catalogue in Path(folder).glob("*/LC_MESSAGES/*.po")
        ]
        changed = [catalogue for catalogue in catalogues if is_newer(catalogue)]
        for catalogue in changed:
            compile_catalogue(catalogue)
        self.stdout.write(f"Catalogues: {len(changed)} of {len(catalogues)} compiled.")


def is_newer(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def compile_catalogue(catalogue: Path) -> None:
    """Another process may read the file meanwhile: it gets the old one or the new."""
    unfinished = catalogue.with_suffix(f".{os.getpid()}.mo")
    polib.pofile(str(catalogue)).save_as_mofile(str(unfinished))
    unfinished.replace(catalogue.with_suffix(".mo"))
