"""When somebody last checked that a page is still true, and when to check it again."""

import json
from datetime import date

from dateutil.relativedelta import relativedelta
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Case, DateField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import (
    Coalesce,
    ExtractDay,
    ExtractMonth,
    ExtractYear,
    TruncDate,
)
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from home.languages import SOURCE_LANGUAGE
from home.models import ReviewInterval
from home.models.site_page import kinds_of_pages
from home.reviewing.models import NEVER

CHECKED = "home.checked"


def pages_with_checks(pages: QuerySet[Page], months: int) -> QuerySet[Page]:
    """Live pages in the language of the source; what is true has no language.

    Each kind of page keeps `reviewed_on` in its own table: one query reads them all.
    A page that nobody checked since was true on the day that it was published.
    `months` is for pages without an interval of their own.
    """
    own = ReviewInterval.objects.filter(page_key=OuterRef("translation_key"))
    return pages.filter(
        live=True,
        alias_of=None,
        locale__language_code=SOURCE_LANGUAGE.code,
        content_type__in=_content_types(),
    ).annotate(
        checked_on=Coalesce(
            *(F(f"{name}__reviewed_on") for name in _kinds()),
            TruncDate("first_published_at"),
            TruncDate("latest_revision_created_at"),
            output_field=DateField(),
        ),
        months=Coalesce(Subquery(own.values("months")[:1]), months),
    )


def soonest_first(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those that nobody ever checked, then by the day to check again, never last.

    Databases add months to days each in their own way: a number of months, and then
    the day, is the same order.
    """
    checked = F("checked_on")
    month = ExtractYear(checked) * 12 + ExtractMonth(checked) + F("months")
    return pages.order_by(
        Case(When(months=NEVER, then=1), default=0),
        month.asc(nulls_first=True),
        ExtractDay(checked),
        "path",
    )


def _kinds() -> list[str]:
    """The names by which a page knows its table of each kind."""
    return [model._meta.pk.related_query_name() for model in kinds_of_pages()]


def _content_types() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*kinds_of_pages()).values())


def check_by(checked_on: date | None, months: int) -> date | None:
    """None: at once, because nobody knows; or never."""
    if checked_on is None or months == NEVER:
        return None
    return checked_on + relativedelta(months=months)


def is_overdue(checked_on: date | None, months: int) -> bool:
    due = check_by(checked_on, months)
    return months != NEVER and (due is None or due < timezone.localdate())


def count_overdue(pages: QuerySet[Page], months: int) -> int:
    found = pages_with_checks(pages, months).values_list("checked_on", "months")
    return sum(is_overdue(*each) for each in found)


@transaction.atomic
def note_checked(page: Page, user) -> None:
    """Somebody found that everything is still true, today, in all languages.

    No words change, so there is no new revision and no translation gets stale. But
    what is published next from a draft or a stored source must not take the day back.
    """
    today = timezone.localdate()
    for each in page.get_translations(inclusive=True).specific():
        each.reviewed_on = today
        each.save(update_fields=["reviewed_on"], clean=False)
        for revision in _still_to_come(each):
            content = revision.content | {"reviewed_on": today.isoformat()}
            Revision.objects.filter(pk=revision.pk).update(content=content)
    for source in TranslationSource.objects.filter(object_id=page.translation_key):
        content = json.loads(source.content_json) | {"reviewed_on": today.isoformat()}
        TranslationSource.objects.filter(pk=source.pk).update(
            content_json=json.dumps(content)
        )
    log(instance=page, action=CHECKED, user=user)


def _still_to_come(page: Page) -> list[Revision]:
    """What may be published: the latest draft, and what waits for its time."""
    waiting = page.revisions.exclude(approved_go_live_at=None)
    return list(page.revisions.filter(pk=page.latest_revision_id) | waiting)
