"""Translating and changing a page, as editors do."""

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

WORDS = {"O nás": "من نحن", "Česky": "بالعربية"}


def translate(page, code="ar", words=None):
    """As wagtail-localize does it; a word without a translation stays Czech."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=code)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.context.path != "slug" and segment.string.data in (words or {}):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": words[segment.string.data]},
            )
    translation, _made = Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    target.get_latest_revision().publish()
    target.refresh_from_db()
    return target


def change(page, **words):
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision().publish()
