"""The indexes of an inbox: each list, tab and count reads an index and no table.

The lists leave out what is in quarantine, and so do the indexes. The column stands in
them all the same: SQLite looks at it once more, and would fetch each row for it.
"""

from typing import Any

from django.db.models import Index, Q


class SearchIndex(Index):
    """For words anywhere in `search_text`, the newest case first.

    PostgreSQL looks trigrams up. SQLite reads through all texts, but through nothing
    else: the rows themselves are ten times as long. A server without the extension
    pg_trgm reads through the rows.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options):
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **options)
        index = Index(
            name=self.name,
            fields=["search_text"],
            opclasses=["gin_trgm_ops"],
            condition=self.condition,
        )
        using = " USING gin"
        if not _has_trigrams(schema_editor.connection):
            index, using = self._of_nothing_else(), ""
        return index.create_sql(model, schema_editor, using, **options)

    def _of_nothing_else(self) -> Index:
        """Long texts do not fit into an ordinary index of PostgreSQL."""
        fields = self.fields[:2]
        return Index(name=self.name, fields=fields, condition=self.condition)


def _has_trigrams(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def inbox_indexes(name: str, scope: str = "") -> tuple[Index, ...]:
    """`name` begins the names of the indexes; `scope` is the field that decides
    who sees a case, where some people see only some of them.
    """

    def listed(what: str, *fields: str) -> Index:
        return Index(
            name=f"{name}_{what}",
            fields=[*fields, "is_quarantined"],
            condition=Q(is_quarantined=False),
        )

    newest_first = ("-submitted_at", "-id")
    seen_by = [scope] if scope else []
    indexes = [
        SearchIndex(
            name=f"{name}_search",
            fields=[*newest_first, "search_text", *seen_by, "is_quarantined"],
            condition=Q(is_quarantined=False),
        ),
        listed("sent", *newest_first, "state"),
        listed("state", "state", *newest_first),
        listed("since", "state", "state_since"),
        listed("mine", "assigned_to", *newest_first, "state"),
        Index(
            name=f"{name}_held",
            fields=[scope or "submitted_at", "is_quarantined", "is_spam"],
            condition=Q(is_quarantined=True),
        ),
    ]
    if scope:
        # With all cases, since seats and rooms are counted in it, too.
        told = ("state", "assigned_to", "state_since", "language", "is_quarantined")
        indexes.append(Index(name=f"{name}_scope", fields=[scope, *told]))
    return tuple(indexes)
