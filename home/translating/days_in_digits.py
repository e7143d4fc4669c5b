"""Days in the editor of translations, whose library names months in English only."""

from wagtail_localize import models
from wagtail_localize.views import edit_translation

IN_DIGITS = "%Y-%m-%d"


def write_days_in_digits() -> None:
    models.DATE_FORMAT = edit_translation.DATE_FORMAT = IN_DIGITS
