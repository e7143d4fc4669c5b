"""Pages of a list whose last page costs no more than its first."""

from operator import attrgetter

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.paginator import WagtailPaginator

from forms_app.engine.inbox.selection import as_listed


class CasePaginator(WagtailPaginator):
    """Counts from the nearer end, and skips rows in the index only.

    OFFSET reads whatever it skips. So only primary keys are skipped, from the end
    that is nearer, and whole rows are fetched for the keys of one page.
    """

    # All keys that were found, where finding them is what takes time.
    found_keys: list[int] | None = None

    @cached_property
    def items_count_label(self) -> str:
        """Right after any number in every language: "Requests: 5", not "5 requests"."""
        return f"{self.verbose_name_plural}: {self.count}"

    def find_keys(self, at_most: int) -> int:
        """Read up to so many keys at once, for the count and for every page."""
        keys = self.object_list.values_list("pk", flat=True)
        self.found_keys = list(keys[:at_most])
        return len(self.found_keys)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        stop = min(start + self.per_page, self.count)
        rows = list(as_listed(self.object_list.model, self._keys(start, stop)))
        # The database would be tempted to walk through the whole index for it.
        for name in reversed(self.object_list.query.order_by):
            rows.sort(key=attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
        return Page(rows, number, self)

    def _keys(self, start: int, stop: int) -> QuerySet | list[int]:
        if self.found_keys is not None:
            return self.found_keys[start:stop]
        keys = self.object_list.values("pk")
        if start < self.count / 2:
            return keys[start:stop]
        return keys.reverse()[self.count - stop : self.count - start]
