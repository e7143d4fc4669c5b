"""Whether a translation still says what its source says.

wagtail-localize calls a translation up to date until somebody synchronises it again,
however often the source was changed meanwhile.
"""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from home.languages import SOURCE_LANGUAGE
from home.models.wording import PageWording


def with_freshness(pages: QuerySet) -> QuerySet:
    """Pages that know their words, and when the source was last read for them."""
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"),
        locale__language_code=SOURCE_LANGUAGE.code,
    )
    return pages.select_related("locale", "wording").annotate(
        synced_at=Subquery(sources.values("last_updated_at")[:1]),
        source_id=Subquery(sources.values("pk")[:1]),
    )


def wording_of(page: Page) -> PageWording | None:
    """None for a page that was never published, or not since words are followed."""
    return getattr(page, "wording", None)


def stale_since(source: Page | None, translation: Page) -> datetime | None:
    """When the source changed, if the published translation does not know of it.

    Both come from `with_freshness`.
    """
    wording = wording_of(source) if source is not None else None
    known = [translation.last_published_at, translation.synced_at]
    as_of = min(filter(None, known), default=None)
    if wording is None or as_of is None or wording.changed_at <= as_of:
        return None
    return wording.changed_at


def is_checked(translation: Page) -> bool:
    wording = wording_of(translation)
    return wording is not None and wording.is_checked
