"""A lookup for the beginning of a word that uses the index on both databases."""

from django.db.models import Lookup

# Greater than every letter.
LAST = chr(0x10FFFF)


class BeginsWith(Lookup):
    """Like `startswith`, for words without `%` and `_`.

    PostgreSQL has its index for LIKE, in any collation. SQLite's LIKE minds no case
    and reads the whole table; its letters are in the order of their code points.
    """

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*parameters, f"{self.rhs}%"]

    def as_sqlite(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return (
            f"({column} >= %s AND {column} < %s)",
            [*parameters, self.rhs, *parameters, self.rhs + LAST],
        )
