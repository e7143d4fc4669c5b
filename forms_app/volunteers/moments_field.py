"""A column for a few moments, such as the times that are offered for an interview."""

from datetime import UTC, datetime

from django.db import models


class MomentsField(models.JSONField):
    """A list of aware datetimes, stored as ISO texts in UTC.

    They are part of the case and not rows of their own: its history shows what was
    offered before, and a message can be previewed before anything is stored.
    """

    def from_db_value(self, value, expression, connection):
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value):
        return [
            datetime.fromisoformat(each) if isinstance(each, str) else each
            for each in value or []
        ]

    def get_prep_value(self, value):
        return super().get_prep_value([moment_key(each) for each in value])

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


def moment_key(moment: datetime) -> str:
    """The same text for the same moment, whatever its time zone."""
    return moment.astimezone(UTC).isoformat()
