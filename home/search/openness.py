"""What the index holds and not everybody may see: nobody finds it, nor what hides it.

Restrictions can change above a page or a collection; the index need not follow them.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction


@dataclass(frozen=True)
class Openness:
    """Where the restrictions stand at one moment, as paths in the two trees."""

    today: date
    pages: tuple[str, ...]
    collections: tuple[str, ...]

    @classmethod
    def now(cls) -> "Openness":
        return cls(
            timezone.localdate(),
            tuple(_paths(PageViewRestriction, "page__path")),
            tuple(_paths(CollectionViewRestriction, "collection__path")),
        )

    def is_given(self, prefix: str = "") -> Q:
        """The condition for entries; `prefix` leads to them from another model."""
        last_day = f"{prefix}last_day"
        condition = Q(**{last_day: None}) | Q(**{f"{last_day}__gte": self.today})
        condition &= Q(**{f"{prefix}page__live": True})
        for path in self.pages:
            condition &= ~Q(**{f"{prefix}page__path__startswith": path})
        for path in self.collections:
            in_it = {f"{prefix}document__collection__path__startswith": path}
            condition &= Q(**{f"{prefix}document": None}) | ~Q(**in_it)
        return condition


def _paths(model, field: str):
    return model.objects.values_list(field, flat=True)
