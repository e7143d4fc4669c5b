"""A column for several keys of a fixed set."""

from django.db import models

SEPARATOR = ","


def delimited(*keys: str) -> str:
    return SEPARATOR.join(["", *keys, ""]) if keys else ""


class KeysField(models.CharField):
    """A list of keys, each once, stored as `,cs,en,`.

    `field__contains=delimited("en")` finds it on both databases; JSON cannot be
    searched on SQLite. Keys hold no comma.
    """

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        if isinstance(value, str):
            value = filter(None, value.split(SEPARATOR))
        return list(dict.fromkeys(value or []))

    def get_prep_value(self, value):
        return delimited(*self.to_python(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))
