"""Give translators of the demonstration a file to fill in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from icp.demo.catalogues import catalogue_to_fill, path_of


class Command(BaseCommand):
    help = (
        "Write the Czech strings of the demonstration into the PO file of a language, "
        "with the English beside. What is translated already stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="+", metavar="LANGUAGE")

    def handle(self, *, languages: list[str], **options):
        known = dict(settings.WAGTAIL_CONTENT_LANGUAGES).keys()
        known = known - {settings.LANGUAGE_CODE}
        for code in languages:
            if code not in known:
                choice = ", ".join(sorted(known))
                raise CommandError(f"“{code}” is not one of {choice}.")
            self._write(code)

    def _write(self, code: str) -> None:
        filled = catalogue_to_fill(code)
        filled.save(str(path_of(code)))
        self.stdout.write(
            f"{path_of(code)}: {len(filled.untranslated_entries())} of {len(filled)} "
            "strings to translate"
        )
