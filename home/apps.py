from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Website")

    def ready(self):
        # They listen to models or import them, which are not there before.
        from home import page_changes  # noqa: F401, PLC0415
        from home.broken_links.finding import forget_what_was_mended  # noqa: PLC0415
        from home.link_dialogs import label_link_dialogs  # noqa: PLC0415
        from home.search import following  # noqa: F401, PLC0415
        from home.translating.days_in_digits import (  # noqa: PLC0415
            write_days_in_digits,
        )
        from home.translating.words import note_words  # noqa: PLC0415
        from home.typed.pickers import teach_pickers  # noqa: PLC0415

        label_link_dialogs()
        teach_pickers()
        write_days_in_digits()
        page_published.connect(note_words, dispatch_uid="note_words")
        page_published.connect(
            forget_what_was_mended, dispatch_uid="forget_mended_links"
        )
