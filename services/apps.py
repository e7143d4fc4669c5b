from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services and places")

    def ready(self):
        # They need the models.
        from services import affected, search  # noqa: PLC0415

        search.register()
        affected.register()
