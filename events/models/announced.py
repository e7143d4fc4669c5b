"""What readers copy into their own calendars: a change must be told to those, too."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Announced(models.Model):
    """Counts the changes of the facts in `TOLD`: the SEQUENCE of a calendar entry."""

    TOLD: ClassVar[tuple[str, ...]]

    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            self._note_changes()
        super().save(*args, **kwargs)

    def _note_changes(self) -> None:
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is not None and self._differs_from(stored):
            self.note_change(stored)

    def _differs_from(self, stored: "Announced") -> bool:
        return any(getattr(self, name) != getattr(stored, name) for name in self.TOLD)

    def note_change(self, stored: "Announced") -> None:
        """Called before a change of what was told is saved; `stored` is how it was."""
        self.sequence = stored.sequence + 1


class Meeting(Announced):
    """A time that was announced. It is cancelled or moved, but it does not vanish."""

    TOLD = ("starts_at", "ends_at", "is_cancelled")

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    moved_from = models.DateTimeField(
        _("moved from"),
        null=True,
        blank=True,
        help_text=_(
            "Fills itself in when you change the beginning, and visitors see it. Empty "
            "it if you only corrected a mistake."
        ),
    )

    class Meta:
        abstract = True

    @property
    def calendar_key(self) -> str:
        """What calendars know it by: the same for ever, and nobody else's."""
        raise NotImplementedError

    @property
    def is_announced(self) -> bool:
        """Somebody may have read of it. Until then a new time is no move."""
        return True

    def note_change(self, stored: "Meeting") -> None:
        super().note_change(stored)
        is_corrected = self.moved_from != stored.moved_from
        if is_corrected or self.starts_at == stored.starts_at or not self.is_announced:
            return
        # Moved twice, it is still the first announcement that people remember.
        first = stored.moved_from or stored.starts_at
        self.moved_from = None if first == self.starts_at else first
