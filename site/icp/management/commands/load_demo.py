"""Fill the site with demonstration content in all its languages."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.models import ContactSettings, HomePage
from icp.demo.loading import FIRST_LANGUAGES, load, load_languages_to_follow
from icp.demo.people import describe_logins
from icp.demo.translations import TranslationsMissing


class Command(BaseCommand):
    help = (
        "Load example pages, places, courses and logins. Running it again is harmless."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where pages exist"
        )
        parser.add_argument(
            "--first-languages",
            action="store_true",
            help="few languages now; --languages-to-follow brings the others",
        )
        parser.add_argument(
            "--languages-to-follow",
            action="store_true",
            help="translate a demonstration that is there into the languages it lacks",
        )
        parser.add_argument(
            "--really",
            action="store_true",
            help="load outside development too, with logins that everybody knows",
        )

    def handle(self, *, if_empty: bool, really: bool, **options):
        if options["languages_to_follow"]:
            if ContactSettings.objects.filter(is_demonstration=True).exists():
                load_languages_to_follow(self.stdout.write)
        elif if_empty and HomePage.objects.exists():
            self.stdout.write(
                "Demo content: the site has pages already, nothing to do."
            )
            self._print_logins()
        elif settings.DEBUG or really:
            self._load(FIRST_LANGUAGES if options["first_languages"] else None)
        else:
            raise CommandError(
                "Demo content brings logins with a known password, so it is only for "
                "development. If this site is a demonstration, add --really."
            )

    def _load(self, languages: tuple[str, ...] | None) -> None:
        try:
            load(self.stdout.write, languages)
        except TranslationsMissing as error:
            raise CommandError(error) from error
        self._print_logins()

    def _print_logins(self) -> None:
        lines = describe_logins() if settings.DEBUG else []
        if lines:
            self.stdout.write("\n".join(["Example logins:", *lines]))
