"""Translated pages, made by wagtail-localize from the catalogues."""

from collections import defaultdict
from dataclasses import dataclass

from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from icp.demo.catalogues import Catalogue, catalogue, languages_with_a_catalogue
from icp.demo.coverage import Coverage, coverage
from icp.demo.pages import PageText
from icp.demo.questions import translate_questions, words_of_questions

Pages = list[tuple[PageText, Page]]


class TranslationsMissing(Exception):
    """Some catalogues lack strings; the message lists all of them."""


@dataclass(frozen=True)
class Result:
    made: int
    coverages: list[Coverage]


def translate_pages(pages: Pages, codes: list[str] | None = None) -> Result:
    """Publish every translation that can be made and does not exist.

    `codes` names the languages; without it, all that have a catalogue. Parents must
    stand before their children. Raises TranslationsMissing before anything is
    translated.
    """
    codes = languages_with_a_catalogue() if codes is None else codes
    sources = {text.key: _source(page) for text, page in pages}
    strings = strings_of_sources(sources)
    for text, _page in pages:
        strings[text.key] |= set(words_of_questions(text.questions))
    texts = [text for text, _page in pages]
    catalogues = {code: catalogue(code) for code in codes}
    coverages = [
        coverage(code, words, strings, texts) for code, words in catalogues.items()
    ]
    refuse_gaps(coverages)
    made = sum(
        _translate(pages, sources, each, catalogues[each.code]) for each in coverages
    )
    return Result(made, coverages)


def refuse_gaps(coverages: list[Coverage]) -> None:
    gaps = [f"{each.code}.po: {string}" for each in coverages for string in each.gaps]
    if gaps:
        raise TranslationsMissing("\n".join(["Missing translations:", *gaps]))


def strings_of_sources(sources: dict[str, TranslationSource]) -> dict[str, set[str]]:
    """What a catalogue has to hold for each page, by the page's key."""
    segments = StringSegment.objects.filter(source__in=sources.values())
    words = segments.exclude(context__path="slug")
    found = defaultdict(set)
    for source_id, string in words.values_list("source_id", "string__data"):
        found[source_id].add(string)
    return {key: found[source.pk] for key, source in sources.items()}


def _translate(
    pages: Pages,
    sources: dict[str, TranslationSource],
    covered: Coverage,
    words: Catalogue,
) -> int:
    locale = Locale.objects.get(language_code=covered.code)
    missing = [
        (text, page)
        for text, page in pages
        if text.key in covered.complete and not page.has_translation(locale)
    ]
    # Each page is saved six times on its way, and its references are read once.
    with disable_reference_index_auto_update():
        for text, page in missing:
            if text.questions:
                translate_questions(page, covered.code, words)
            _fill_in(sources[text.key], locale, words, text.slug_in(covered.code))
            _publish(sources[text.key], locale)
    for text, _page in missing:
        translation = sources[text.key].get_translated_instance(locale)
        ReferenceIndex.create_or_update_for_object(translation)
    return len(missing)


def _source(page: Page) -> TranslationSource:
    """A source that is there stays as it is: editors decide when to sync it."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        source, _made = TranslationSource.update_or_create_from_instance(page)
    return source


def _fill_in(
    source: TranslationSource, locale: Locale, words: Catalogue, slug: str
) -> None:
    """One statement for a page: there are thousands of strings in ten languages."""
    translations = {}
    for segment in source.stringsegment_set.select_related("string", "context"):
        is_slug = segment.context.path == "slug"
        translations[segment.string, segment.context] = StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=_checked(slug if is_slug else words[segment.string.data]),
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        )
    StringTranslation.objects.bulk_create(
        translations.values(),
        update_conflicts=True,
        unique_fields=["translation_of", "context", "locale"],
        update_fields=["data", "translation_type"],
    )


def _checked(words: str) -> str:
    """Raises ValueError for tags that do not fit; a bulk statement looks at none."""
    StringValue.from_translated_html(words)
    return words


def _publish(source: TranslationSource, locale: Locale) -> None:
    translation, _made = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    # With publish=True the page would go live only after the commit, outside the
    # transaction that makes loading all or nothing.
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
