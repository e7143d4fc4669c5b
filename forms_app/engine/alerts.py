"""How often a person wants to hear by mail of new cases."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AlertPreference(models.Model):
    """One person's wish for one kind of cases; whoever has none gets no mail."""

    class Frequency(models.TextChoices):
        NEVER = "never", pgettext_lazy("mail alerts", "Never")
        AT_ONCE = "at_once", pgettext_lazy("mail alerts", "At once")
        DAILY = "daily", pgettext_lazy("mail alerts", "Once a day")
        WEEKLY = "weekly", pgettext_lazy("mail alerts", "Once a week")

    # Between mails. At once, but a flood of cases is one mail in ten minutes.
    PAUSES = {
        Frequency.AT_ONCE: timedelta(minutes=10),
        Frequency.DAILY: timedelta(days=1),
        Frequency.WEEKLY: timedelta(weeks=1),
    }

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=40)
    frequency = models.CharField(
        max_length=10, choices=Frequency, default=Frequency.NEVER
    )
    # Cases that were sent after this moment are news.
    told_until = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("mail alert")
        verbose_name_plural = _("mail alerts")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "kind"], name="one_alert_for_each_kind"
            ),
        )
        indexes = (models.Index(fields=["next_at"]),)

    def __str__(self):
        return f"{self.user_id}/{self.kind}"

    def told(self, until: datetime, now: datetime, by_mail: bool) -> None:
        """The person knows everything up to `until`.

        Who wants to hear at once has heard nothing yet where there was no mail.
        """
        self.told_until = max(self.told_until, until)
        waits = by_mail or self.frequency != self.Frequency.AT_ONCE
        pause = self.PAUSES[self.Frequency(self.frequency)]
        self.next_at = now + pause if waits else now
        self.save(update_fields=["told_until", "next_at"])
