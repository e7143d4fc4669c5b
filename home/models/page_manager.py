"""A page that always comes with the record whose facts it shows."""

from typing import ClassVar

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class PageWithFactsQuerySet(PageQuerySet):
    def only(self, *fields):
        """Wagtail lists pages by a few columns, which cannot go with a join."""
        return PageQuerySet.only(self.select_related(None), *fields)

    def select_for_update(self, *args, **kwargs):
        """Only the page is locked: PostgreSQL locks nothing that may be missing."""
        bare = self.select_related(None)
        return PageQuerySet.select_for_update(bare, *args, **kwargs)


class PageWithFactsManager(PageManager.from_queryset(PageWithFactsQuerySet)):
    """One query for a page and what `facts` names; say so in a subclass."""

    facts: ClassVar[tuple[str, ...]]

    def get_queryset(self):
        return super().get_queryset().select_related(*self.facts)
