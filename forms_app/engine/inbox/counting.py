"""Many counts in one query, few of which read more than a thousand rows."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, QuerySet, Subquery

# Nobody decides differently about 1,000 cases and 2,000; counting them all is dear.
MOST = 999


@dataclass(frozen=True)
class Count:
    number: int

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{MOST}+" if self.number > MOST else str(self.number)


class CappedCount(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet, most: int | None = MOST):
        """One more than `most` means more than that; None counts all."""
        stop = None if most is None else most + 1
        super().__init__(queryset.order_by().values("pk")[:stop])


def count_each(wanted: dict[str, QuerySet | CappedCount]) -> dict[str, Count]:
    """How many rows each of these has, in one query, by the same names."""
    counts = {
        f"n_{name}": each if isinstance(each, CappedCount) else CappedCount(each)
        for name, each in wanted.items()
    }
    # Any table with rows gives the one row that carries the counts.
    row = ContentType.objects.order_by("pk").annotate(**counts).values(*counts)[0]
    return {name: Count(row[f"n_{name}"] or 0) for name in wanted}
