from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services and places")

    def ready(self):
        # It needs the models.
        from services.search import register  # noqa: PLC0415

        register()
