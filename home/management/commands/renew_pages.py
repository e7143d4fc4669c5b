from django.core.management import BaseCommand

from home import page_cache


class Command(BaseCommand):
    help = "Forget all kept pages, for example after an update of the site."

    def handle(self, **options):
        page_cache.renew()
