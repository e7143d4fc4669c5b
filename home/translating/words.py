"""Noticing that the words of a page changed."""

from hashlib import sha256

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import PageWording


def fingerprint_of(page: Page) -> str:
    """The same for the same words; an address is no word."""
    words = [
        f"{segment.path}\0{segment.string.data}"
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]
    return sha256("\0\0".join(words).encode()).hexdigest()


def note_words(sender, instance: Page, **kwargs) -> None:
    """Whenever a page is published, in whatever language."""
    fingerprint, now = fingerprint_of(instance), timezone.now()
    new = {"fingerprint": fingerprint, "changed_at": now}
    wording, made = PageWording.objects.get_or_create(page_id=instance.pk, defaults=new)
    if not made and wording.fingerprint != fingerprint:
        wording.fingerprint, wording.changed_at = fingerprint, now
        wording.save()
