"""“Was this page useful?”: a count for each page, day and answer, and nothing else."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# Nobody is counted, so nobody can be stopped from answering twice; a number that
# people do not reach in a day is where a program's answers end.
MOST_A_DAY = 200


class UsefulnessCount(models.Model):
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="usefulness",
    )
    day = models.DateField(_("day"))
    yes = models.PositiveSmallIntegerField(_("useful"), default=0)
    no = models.PositiveSmallIntegerField(_("not useful"), default=0)

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        verbose_name = _("answers about a page")
        verbose_name_plural = _("answers about pages")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                name="one_usefulness_count_a_day", fields=["page", "day"]
            ),
        )

    def __str__(self):
        return f"{self.page_id}/{self.day}"


@transaction.atomic
def count_answer(page: Page, answer: str) -> None:
    """`answer` is `yes` or `no`."""
    today = timezone.localdate()
    UsefulnessCount.objects.bulk_create(
        [UsefulnessCount(page=page, day=today)], ignore_conflicts=True
    )
    of_today = UsefulnessCount.objects.filter(page=page, day=today)
    of_today.annotate(all=F("yes") + F("no")).filter(all__lt=MOST_A_DAY).update(
        **{answer: F(answer) + 1}
    )
