"""What a history row of a case knows beyond the fields: which step, by which role."""

from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.utils import get_history_model_for_model

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


class StepRecord(models.Model):
    """Base of every case's history rows."""

    step = models.CharField(max_length=40, blank=True, default="")
    role = models.CharField(
        max_length=10, choices=list(ROLE_WORDS.items()), default=Role.STAFF
    )
    # The step that brought this one about, `reference/version`; else empty.
    caused_by = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        abstract = True


class CaseHistory(HistoricalRecords):
    """History of what steps can change, with the step and its role.

    A case that takes its first step while it is made is stored once, with both rows.
    """

    def __init__(self, **options):
        options.setdefault("inherit", True)
        options.setdefault("bases", [StepRecord])
        # Reasons are sentences; the library's own field would cut them at 100 letters.
        options.setdefault("history_change_reason_field", models.TextField(null=True))
        options.setdefault("excluded_fields", NOT_REPEATED)
        options.setdefault("no_db_index", NOT_LOOKED_UP)
        super().__init__(**options)

    def create_historical_record(self, instance, history_type, using=None):
        """Instead of the library's: with the steps kept so far, in one statement."""
        kept, instance.kept_steps = instance.kept_steps, ()
        now = row_of_step(instance, self.get_history_user(instance))
        now.history_type = "~" if kept else history_type
        for row in (*kept, now):
            row.id = instance.pk
            # An expression, so that PostgreSQL gets rows: Django gives it columns to
            # take apart, which for so few rows lasts half as long again.
            row.history_date = models.Value(row.history_date)
        rows = history_of(type(instance)).objects.using(using)
        rows.bulk_create([*kept, now])  # no history: this is the history


# The library makes a class of managers each time that it is asked.
history_of: Any = cache(get_history_model_for_model)


def row_of_step(case: Any, user: Any) -> StepRecord:
    """The case as it is now, with the step that brought it here; not saved.

    Without more words it says that the case is new.
    """
    history = history_of(type(case))
    fields = {
        each.attname: getattr(case, each.attname) for each in history.tracked_fields
    }
    return history(
        **fields,
        history_date=timezone.now(),
        history_type="+",
        history_user=user,
        history_change_reason=getattr(case, "_change_reason", None),
        step=getattr(case, "_step_name", ""),
        role=getattr(case, "_step_role", Role.STAFF),
        caused_by=getattr(case, "_caused_by", ""),
    )
