"""Words that mean the same, as editors collect them from what people really type."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.search.words import sound_of, words_asked_for


class SynonymsQuerySet(models.QuerySet):
    def for_reader(self, code: str):
        return self.filter(Q(language="") | Q(language=code))


class Synonyms(models.Model):
    """One group: whoever types one of its words finds the others, too."""

    words = models.TextField(
        _("words that mean the same"),
        max_length=1000,
        help_text=_(
            "Separated by commas, in any language: karta, biometrika, карточка. "
            "Several words may belong together: residence permit."
        ),
    )
    language = models.CharField(
        _("for readers of"),
        max_length=10,
        blank=True,
        help_text=_("Choose one only where a word means something else elsewhere."),
    )

    objects = SynonymsQuerySet.as_manager()

    class Meta:
        app_label = "home"
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("words",)

    def __str__(self):
        return self.words

    @property
    def phrases(self) -> list[tuple[str, ...]]:
        """Each entry of the group as folded words."""
        entries = self.words.replace("\n", ",").replace("،", ",").split(",")
        asked = (tuple(words_asked_for(entry)) for entry in entries)
        return [phrase for phrase in asked if phrase]


def same_sound(one: Iterable[str], other: Iterable[str]) -> bool:
    return [sound_of(each) for each in one] == [sound_of(each) for each in other]
