from django.core.management import BaseCommand

from home.search.indexing import rebuild
from home.search.models import SearchEntry


class Command(BaseCommand):
    help = "Read every published page for the search. Pages do it by themselves later."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="only if nothing can be found yet"
        )

    def handle(self, *args, if_empty: bool, **options):
        if if_empty and SearchEntry.objects.exists():
            return
        self.stdout.write(f"Search: {rebuild()} entries.")
