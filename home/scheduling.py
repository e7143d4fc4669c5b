"""Pages that editors gave a day: the worker publishes and takes them down."""

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_what_is_due() -> int:
    """How many pages went live or away."""
    now = timezone.now()
    due = (
        Page.objects.filter(live=True, expire_at__lt=now).count()
        + Revision.page_revisions.filter(approved_go_live_at__lt=now).count()
    )
    if due:
        call_command("publish_scheduled")
    return due
