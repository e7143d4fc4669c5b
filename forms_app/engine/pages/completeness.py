"""A form goes out in a language only when all its words exist in that language.

wagtail-localize publishes with the source's words where a translation is missing. On a
form that would ask people in words that they may not understand.
"""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment

# Localize makes a slug where nobody wrote one.
NO_WORDS = ("slug",)


def missing_words(page: Page) -> int:
    """How many texts of this page still wait for a translator; 0 for a source page."""
    segments = StringSegment.objects.filter(
        source__object_id=page.translation_key,
        source__translations__target_locale=page.locale_id,
        source__translations__enabled=True,
    )
    words = segments.exclude(context__path__in=NO_WORDS)
    return words.annotate_translation(page.locale_id).filter(translation=None).count()


class PublishedWhenComplete:
    """A page that stays a draft as long as words are missing."""

    def publish(self, revision: Any, *args, **kwargs) -> Any:
        if missing_words(self):  # type: ignore[arg-type]
            return None
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]
