"""A form goes out in a language only when all its words exist in that language.

wagtail-localize publishes with the source's words where a translation is missing. On a
form that would ask people in words that they may not understand. Once it is out, a new
question waits by itself, so its words keep nobody from publishing other changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import StringSegment

from forms_app.engine.fields.question_gaps import missing_in

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


def translated_fields(model: type[Page]) -> list[TranslatableField]:
    fields = get_translatable_fields(model)
    return [each for each in fields if isinstance(each, TranslatableField)]


class PublishedWhenComplete:
    """A page that stays a draft as long as words are missing."""

    live: bool
    intake_id: int | None
    locale: Any

    def missing_questions(self) -> int:
        """How many texts of its questions keep it from going out; 0 once it is out."""
        if self.live or self.intake_id is None:
            return 0
        return missing_in(self.intake_id, self.locale.language_code)

    def save(self, *args, **kwargs) -> Any:
        """Readers keep the words that they have until all of the new ones are there.

        wagtail-localize saves a translation, plainly and without arguments, before it
        makes a draft of it; what is missing has the words of the source there.
        """
        may_lose_words = self.live and not args and not kwargs
        if not may_lose_words or not missing_words(self):  # type: ignore[arg-type]
            return super().save(*args, **kwargs)  # type: ignore[misc]
        with self._words_of_readers():
            return super().save()  # type: ignore[misc]

    @contextmanager
    def _words_of_readers(self) -> Iterator[None]:
        """Within this block the page has the words that are published."""
        published = type(self)._default_manager.filter(pk=self.pk).first()  # type: ignore[attr-defined]
        names = [each.field_name for each in translated_fields(type(self))]
        typed = {name: getattr(self, name) for name in names}
        for name in names:
            setattr(self, name, getattr(published, name))
        try:
            yield
        finally:
            for name, words in typed.items():
                setattr(self, name, words)

    def publish(self, revision: Any, *args, **kwargs) -> Any:
        if missing_words(self) or self.missing_questions():  # type: ignore[arg-type]
            return None
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]
