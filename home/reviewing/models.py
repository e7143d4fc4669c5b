"""How long what a page says stays true, where it is not as long as elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

NEVER = 0
MONTHS = (3, 6, 12, 24)


def interval_choices() -> list[tuple[int, str]]:
    """A callable: the words are in the language of the editor."""
    months = [
        (each, ngettext("%(count)s month", "%(count)s months", each) % {"count": each})
        for each in MONTHS
    ]
    return [*months, (NEVER, _("Never"))]


class ReviewInterval(models.Model):
    """Of a page in all its languages; a page without one does as the site says."""

    page_key = models.UUIDField(unique=True)
    months = models.PositiveSmallIntegerField()

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="review_interval_is_on_offer",
                condition=models.Q(months__in=[*MONTHS, NEVER]),
            ),
        )

    def __str__(self):
        return f"{self.page_key}: {self.months}"
