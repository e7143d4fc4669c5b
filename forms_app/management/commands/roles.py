"""Write the roles of the staff into groups."""

from django.core.management.base import BaseCommand
from django.db import transaction

from forms_app.moderation import make_moderation
from forms_app.roles import make_roles


class Command(BaseCommand):
    help = (
        "Makes the staff's groups with exactly their permissions, and the moderation."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        names = ", ".join(group.name for group in make_roles())
        make_moderation()
        self.stdout.write(f"Roles are set: {names}.")
