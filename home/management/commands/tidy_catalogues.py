from pathlib import Path

import polib
from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = "Bring our catalogues into one shape, whichever gettext wrote them."
    requires_system_checks = []

    def handle(self, **options):
        for catalogue in sorted(
            Path(settings.BASE_DIR, "locale").glob("*/LC_MESSAGES/django.po")
        ):
            tidy(catalogue)


def tidy(catalogue: Path) -> None:
    """No wrapped lines, no date, no guesses: a diff shows changed words only."""
    read = polib.pofile(str(catalogue), wrapwidth=0)
    read.metadata.pop("POT-Creation-Date", None)
    for entry in read:
        if not entry.fuzzy:
            # What it was guessed from; polib writes it so that gettext stumbles.
            entry.previous_msgctxt = entry.previous_msgid = None
            entry.previous_msgid_plural = None
    read.save()
