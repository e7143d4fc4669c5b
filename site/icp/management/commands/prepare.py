"""All that must have happened before the site starts; harmless when it has."""

from django.conf import settings
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = (
        "Prepare tables, translations, roles and demo content, then say where all is."
    )
    # One process for all steps: loading Django takes longer than each of them.
    requires_system_checks = []

    def handle(self, **options):
        call_command("compile_catalogues")
        migrate_if_needed()
        call_command("roles")
        call_command("load_demo", if_empty=True, first_languages=True)
        call_command("rebuild_search", if_empty=True)
        self.stdout.write(f"\n{addresses()}\n")


def migrate_if_needed() -> None:
    """Ask first: `migrate` takes seconds even if there is nothing to do."""
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:
        call_command("migrate", verbosity=1, interactive=False)


def addresses() -> str:
    site = settings.SITE_URL
    pages = [(endonym, f"{site}/{code}/") for code, endonym in settings.LANGUAGES]
    return "\n".join(
        f"  {address:<32} {name}"
        for name, address in [*pages, ("Staff", f"{site}/admin/")]
    )
