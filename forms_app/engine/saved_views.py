"""Filters that a person wants again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A name for the filters of one inbox, as a query string; each person's own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=40)
    name = models.CharField(_("name of this view"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "kind", "name"], name="one_view_of_each_name"
            ),
        )

    def __str__(self):
        return f"{self.kind}/{self.pk}"
