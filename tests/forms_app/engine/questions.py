"""A question of every kind that an editor can ask, one of them after an answer."""

from tests.factories import Question

EVERY_KIND = (
    Question("topic", "radio", choices=("work", "flat")),
    Question("job", shown_if="topic=work"),
    Question("more", "step"),
    Question("day", "date"),
    Question("hour", "time"),
    Question("children", "yes_no"),
    Question("from", "country"),
    Question("speaks", "language"),
    Question("lives", "region"),
    Question("list", "dropdown", choices=("work", "flat")),
    Question("helped", "checkboxes", choices=("lawyer", "friend")),
    Question("call", "phone"),
    Question("people", "number"),
    Question("write", "email"),
    Question("story", "multiline"),
)
