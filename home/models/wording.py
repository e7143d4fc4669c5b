"""The words of one page in one language: when they changed, and who read them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageWording(models.Model):
    """Follows the published words, by their fingerprint.

    Publishing alone says little: a new review date changes no word, and neither the
    translations nor a native speaker's check grow old by it.
    """

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="wording"
    )
    fingerprint = models.CharField(max_length=64)
    changed_at = models.DateTimeField(_("words changed at"))
    # What the native speaker read; any later change needs another look.
    checked_fingerprint = models.CharField(max_length=64, blank=True, default="")
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("words of a page")
        verbose_name_plural = _("words of pages")

    def __str__(self):
        return f"#{self.page_id}"

    @property
    def is_checked(self) -> bool:
        """A native speaker has read the words that are published now."""
        return bool(self.fingerprint) and self.checked_fingerprint == self.fingerprint

    def mark_checked(self, by) -> None:
        self.checked_fingerprint = self.fingerprint
        self.checked_at, self.checked_by = timezone.now(), by
        self.save()

    def mark_unchecked(self) -> None:
        self.checked_fingerprint, self.checked_at, self.checked_by = "", None, None
        self.save()
