"""When to renew what is kept of pages: readers see something else than before.

It hears of every save and judges by the model's app, so that a new kind of fact needs
no line here. What is an exception in its app says so: `is_shown_to_readers`.
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import DraftStateMixin, Locale, Page, PageViewRestriction, Site
from wagtail.models.pages import COMMENTS_RELATION_NAME
from wagtail.signals import post_page_move

from home import kept_forms, page_cache

SHOWN = (AbstractDocument, AbstractImage, Locale, Page, PageViewRestriction, Site)
# All that a row (of a page, of the footer) learns from a draft.
DRAFT_FIELDS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def is_shown(sender: type[Model]) -> bool:
    if issubclass(sender, SHOWN):
        return True
    is_ours = sender._meta.app_label in settings.APPS_SHOWN_ON_PAGES
    return getattr(sender, "is_shown_to_readers", is_ours)


def is_a_draft(sender: type[Model], update_fields: frozenset[str] | None) -> bool:
    """Editors save drafts all the time, by themselves and by the editor's clock."""
    return (
        issubclass(sender, DraftStateMixin)
        and set(update_fields or {""}) <= DRAFT_FIELDS
    )


@receiver([post_save, post_delete], dispatch_uid="renew_page_cache")
def renew_after_a_change(sender, update_fields=None, **kwargs):
    if is_shown(sender) and not is_a_draft(sender, update_fields):
        _renew_after_commit()


@receiver(post_page_move, dispatch_uid="renew_page_cache_after_a_move")
def renew_after_a_move(**kwargs):
    _renew_after_commit()


def _renew_after_commit() -> None:
    page_cache.renew_after_commit()
    transaction.on_commit(kept_forms.renew, robust=True)
