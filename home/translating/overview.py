"""What every page lacks in every language, for those who translate."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from home.models.wording import PageWording
from home.translating.freshness import (
    is_checked,
    stale_since,
    with_freshness,
    wording_of,
)


class State(models.TextChoices):
    """The most urgent first; a translation is in the first that fits."""

    MISSING = "missing", pgettext_lazy("a translation", "missing")
    STALE = "stale", pgettext_lazy("a translation", "out of date")
    PARTLY = "partly", pgettext_lazy("a translation", "partly translated")
    UNCHECKED = "unchecked", pgettext_lazy("a translation", "not checked")
    COMPLETE = "complete", pgettext_lazy("a translation", "complete")


@dataclass(frozen=True)
class Item:
    """One page in one language. `page` may be a draft, or None."""

    source: Page
    language: Language
    page: Page | None
    waits_for_words: bool

    @cached_property
    def state(self) -> State:
        if self.page is None or not self.page.live:
            return State.MISSING
        if self.changed_at:
            return State.STALE
        if self.waits_for_words:
            return State.PARTLY
        return State.COMPLETE if is_checked(self.page) else State.UNCHECKED

    @property
    def changed_at(self) -> datetime | None:
        """When the source ran away from this translation."""
        return stale_since(self.source, self.page) if self.page else None

    @property
    def wording(self) -> PageWording | None:
        return wording_of(self.page) if self.page else None


def all_items() -> list[Item]:
    """Every published page of the source × every other language, in two queries."""
    pages = Page.objects.filter(depth__gt=1, alias_of=None).order_by("path")
    by_key: dict[object, dict[str, Page]] = {}
    for page in with_freshness(pages).select_related("wording__checked_by"):
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    waiting = set(_waiting_for_words())
    return [
        Item(versions[SOURCE_LANGUAGE.code], language, version, (key, code) in waiting)
        for key, versions in by_key.items()
        if (source := versions.get(SOURCE_LANGUAGE.code)) and source.live
        for code, language in LANGUAGES.items()
        if code != SOURCE_LANGUAGE.code
        for version in [versions.get(code)]
    ]


def counts(items: list[Item]) -> dict[str, Counter]:
    """How many pages are in each state, by language."""
    counted = {code: Counter() for code in LANGUAGES if code != SOURCE_LANGUAGE.code}
    for item in items:
        counted[item.language.code][item.state] += 1
    return counted


def _waiting_for_words():
    """Translations that show words of the source: synchronised, not yet translated."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("source__translations__target_locale_id"),
        has_error=False,
    )
    segments = StringSegment.objects.filter(source__translations__enabled=True)
    lacking = segments.exclude(context__path="slug").filter(~Exists(translated))
    return lacking.values_list(
        "source__object_id", "source__translations__target_locale__language_code"
    ).distinct()
