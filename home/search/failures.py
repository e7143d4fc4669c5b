"""What people looked for and did not find, so that editors can mend it.

People also type names and numbers into a search box. So nothing is kept that looks
like a number of a person or an address, and words only when the same was looked for
a second time: the first time leaves a keyed hash, which tells nobody anything.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SALT = "home.search.failures"
LONGEST, MOST_WORDS, MOST_DIGITS = 60, 6, 5
MOST_NEW_A_DAY = 200
HASHES_KEPT = timedelta(days=30)
WORDS_KEPT = timedelta(days=365)


class FailedSearchQuerySet(models.QuerySet):
    def readable(self):
        return self.exclude(words="")


class FailedSearch(models.Model):
    digest = models.CharField(max_length=64, unique=True)
    words = models.CharField(_("words"), max_length=LONGEST, blank=True)
    language = models.CharField(_("language"), max_length=10)
    count = models.PositiveIntegerField(_("how often"), default=1)
    first_day = models.DateField()
    last_day = models.DateField(_("last time"))

    objects = FailedSearchQuerySet.as_manager()
    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        default_permissions = ("view",)
        ordering = ("-count", "-last_day", "pk")

    def __str__(self):
        return f"{self.language}/{self.pk}"


def may_be_kept(typed: str, words: list[str]) -> bool:
    digits = sum(map(str.isdigit, typed))
    return (
        0 < len(words) <= MOST_WORDS
        and len(typed) <= LONGEST
        and digits <= MOST_DIGITS
        and "@" not in typed
    )


def record_failure(typed: str, words: list[str], language: str) -> None:
    if not may_be_kept(typed, words):
        return
    today = timezone.localdate()
    text = " ".join(words)
    digest = salted_hmac(SALT, f"{language}:{text}", algorithm="sha256").hexdigest()
    again = FailedSearch.objects.filter(digest=digest)
    if not again.update(count=F("count") + 1, last_day=today, words=text):
        _remember_first(digest, language, today)


def _remember_first(digest: str, language: str, today: date) -> None:
    """No more in a day than editors could read: the rest may be a program's."""
    new_today = FailedSearch.objects.filter(first_day=today).count()
    if new_today >= MOST_NEW_A_DAY:
        return
    if new_today == 0:
        forget_old_failures(today)
    rows = [
        FailedSearch(digest=digest, language=language, first_day=today, last_day=today)
    ]
    # Somebody else may have looked for the same at the same moment.
    FailedSearch.objects.bulk_create(rows, ignore_conflicts=True)


def forget_old_failures(today: date) -> None:
    hashes = FailedSearch.objects.filter(words="", last_day__lt=today - HASHES_KEPT)
    hashes.delete()
    FailedSearch.objects.filter(last_day__lt=today - WORDS_KEPT).delete()
