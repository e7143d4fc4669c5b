"""What a history row of a case knows beyond the fields: which step, by which role."""

from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from forms_app.engine.states import Role

ROLE_WORDS = {
    Role.APPLICANT: _("Applicant"),
    Role.STAFF: _("Staff"),
    Role.SYSTEM: _("Automatically"),
}
# Rows are found by their case, their cause or their time. Each index that nobody reads
# makes every step slower.
NOT_LOOKED_UP = (
    *("reference", "intake", "assigned_to", "entered_by"),
    *("run", "room", "rules", "place"),
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
    """History that leaves out secrets and search copies, and keeps step and role."""

    def __init__(self, **options):
        options.setdefault("inherit", True)
        options.setdefault("bases", [StepRecord])
        # Reasons are sentences; the library's own field would cut them at 100 letters.
        options.setdefault("history_change_reason_field", models.TextField(null=True))
        options.setdefault(
            "excluded_fields",
            ["link_nonce", "link_hash", "idempotency_key", "search_text"],
        )
        options.setdefault("no_db_index", NOT_LOOKED_UP)
        super().__init__(**options)


@receiver(pre_create_historical_record)
def keep_step_and_role(sender, instance, history_instance, **kwargs):
    if isinstance(history_instance, StepRecord):
        history_instance.step = getattr(instance, "_step_name", "")
        history_instance.role = getattr(instance, "_step_role", Role.STAFF)
        history_instance.caused_by = getattr(instance, "_caused_by", "")
