from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms_app"
    verbose_name = _("Forms and inboxes")

    def ready(self):
        # They need the models.
        from forms_app import affected  # noqa: PLC0415

        affected.register()
