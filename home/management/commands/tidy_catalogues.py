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
    """No wrapped lines and no date, so that a diff shows changed words only."""
    read = polib.pofile(str(catalogue), wrapwidth=0)
    read.metadata.pop("POT-Creation-Date", None)
    read.save()
