"""A few rows of another table in one value, which comes along with any query."""

from django.db.models import Aggregate, F, Func, JSONField, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject


class _List(Aggregate):
    function = "jsonb_agg"
    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **options):
        return self.as_sql(compiler, connection, function="json_group_array", **options)


class _Json(Func):
    """A column of JSON inside of JSON, which SQLite would take for a text."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **options):
        return self.as_sql(
            compiler, connection, template="JSON(%(expressions)s)", **options
        )


def rows_in_one_value(rows: QuerySet, *names: str) -> Subquery:
    """These columns of the rows as a list of dicts, in no order; None without rows."""
    fields = {name: rows.model._meta.get_field(name) for name in names}
    columns = {
        name: _Json(F(name)) if isinstance(field, JSONField) else F(name)
        for name, field in fields.items()
    }
    as_list = (
        rows.order_by().values(one=Value(1)).annotate(rows=_List(JSONObject(**columns)))
    )
    return Subquery(as_list.values("rows"))
