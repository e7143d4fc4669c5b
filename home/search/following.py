"""The index follows what changes: pages, and the facts that pages show."""

from collections.abc import Callable, Iterable

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page

from home.page_changes import is_a_draft
from home.search.indexing import index_after_commit

PagesOf = Callable[[Model], Iterable[int]]


@receiver(post_save, dispatch_uid="index_pages")
def index_after_a_change(sender, instance, update_fields=None, **kwargs):
    """Published, taken back, renamed. A deleted page takes its entries with it."""
    if issubclass(sender, Page) and not is_a_draft(sender, update_fields):
        index_after_commit([instance.pk])


def follow(model: type[Model], pages_of: PagesOf) -> None:
    """Index the pages of a record when it changes; `pages_of` gives their keys."""

    def index_its_pages(instance, **kwargs):
        index_after_commit(pages_of(instance))

    for signal in (post_save, post_delete):
        signal.connect(
            index_its_pages,
            sender=model,
            weak=False,
            # Several apps may follow the same model, each with pages of its own.
            dispatch_uid=f"{pages_of.__module__}.{pages_of.__name__}",
        )
