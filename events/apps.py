from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events and courses")

    def ready(self):
        # They need the models.
        from events import affected, search  # noqa: PLC0415

        search.register()
        affected.register()
