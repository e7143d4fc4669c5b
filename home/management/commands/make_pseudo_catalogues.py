from django.conf import settings
from django.core.management import BaseCommand, CommandError

from home.extraction import GettextIsMissing, extract_template
from home.pseudo import write_catalogues


class Command(BaseCommand):
    help = (
        "Make catalogues of longer, accented words (in place of English) and of words "
        "that run from right to left (in place of Arabic). See them with "
        "DJANGO_SETTINGS_MODULE=icp.settings.pseudo."
    )

    def handle(self, **options):
        try:
            template = extract_template()
        except GettextIsMissing:
            raise CommandError("xgettext is missing: install gettext.") from None
        for path in write_catalogues(template, settings.PSEUDO_LOCALE):
            self.stdout.write(f"Written: {path}")
