"""What a history row of a case knows beyond the fields: which step, by which role."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.utils import get_history_model_for_model

from forms_app.engine.actors import Actor
from forms_app.engine.states import Role

ROLE_WORDS = {
    Role.APPLICANT: _("Applicant"),
    Role.STAFF: _("Staff"),
    Role.SYSTEM: _("Automatically"),
}
# Rows are found by their case, their cause or their time. Each index that nobody reads
# makes every step slower.
NOT_LOOKED_UP = (
    *("reference", "intake", "assigned_to"),
    *("run", "room", "rules", "place"),
)
# Secrets, copies made for searching, and what no step changes: the case itself has it.
NOT_REPEATED = (
    *("link_nonce", "link_hash", "idempotency_key", "search_text"),
    *("language", "submitted_at", "consent_wording", "channel", "entered_by"),
)


@dataclass(frozen=True)
class StepTaken:
    """What a history row says beyond the fields of the case.

    `caused_by` is the step that brought this one about, `reference/version`, or "".
    """

    step: str
    by: Actor
    reason: str = ""
    caused_by: str = ""


class StepRecord(models.Model):
    """Base of every case's history rows. Each has a step, and whoever took it."""

    step = models.CharField(max_length=40)
    role = models.CharField(max_length=10, choices=list(ROLE_WORDS.items()))
    caused_by = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        abstract = True


class CaseHistory(HistoricalRecords):
    """History of what steps can change. Its rows are written by `store`, not by signal:
    a signal does not know which step was taken.
    """

    def __init__(self, **options):
        options.setdefault("inherit", True)
        options.setdefault("bases", [StepRecord])
        # Reasons are sentences; the library's own field would cut them at 100 letters.
        options.setdefault("history_change_reason_field", models.TextField(null=True))
        options.setdefault("excluded_fields", NOT_REPEATED)
        options.setdefault("no_db_index", NOT_LOOKED_UP)
        super().__init__(**options)

    def get_meta_options(self, model):
        constraint = models.CheckConstraint(
            name=f"{model._meta.model_name}_history_says_who_took_which_step",
            condition=~models.Q(step="") & models.Q(role__in=list(Role)),
        )
        return {**super().get_meta_options(model), "constraints": [constraint]}

    def post_save(self, instance, created, using=None, **kwargs):
        """The library's own row would not know the step."""

    def post_delete(self, instance, using=None, **kwargs):
        raise TypeError("A case goes with all that is kept about it, or not at all.")


# The library makes a class of managers each time that it is asked.
history_of: Any = cache(get_history_model_for_model)


def row_of_step(case: Any, taken: StepTaken, is_new: bool = False) -> StepRecord:
    """The case as it is now, with the step that brought it here; not saved."""
    history = history_of(type(case))
    fields = {
        each.attname: getattr(case, each.attname) for each in history.tracked_fields
    }
    return history(
        **fields,
        history_date=timezone.now(),
        history_type="+" if is_new else "~",
        history_user=taken.by.user,
        history_change_reason=taken.reason.strip() or None,
        step=taken.step,
        role=taken.by.role,
        caused_by=taken.caused_by,
    )


def write_rows(case: Any, rows: Sequence[Any]) -> None:
    """In one statement, however many: others wait for the lock of a course run."""
    for row in rows:
        row.id = case.pk
        # An expression, so that PostgreSQL gets rows: Django gives it columns to
        # take apart, which for so few rows lasts half as long again.
        row.history_date = models.Value(row.history_date)
    history_of(type(case)).objects.bulk_create(rows)  # no history: this is the history
