"""Something public at a time and a place: facts, the same in every language."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords

from events.models.announced import Announced
from home.keys_field import KeysField
from home.spoken_languages import language_name
from services.models import Place


class Event(Announced, ClusterableModel):
    """What it is, for whom and where. When it is say its dates."""

    class Kind(models.TextChoices):
        CULTURE = "culture", pgettext_lazy("kind of an event", "culture")
        COMMUNITY = "community", pgettext_lazy("kind of an event", "community")
        EXCURSION = "excursion", pgettext_lazy("kind of an event", "excursion")
        TALK = "talk", pgettext_lazy("kind of an event", "talk about life here")
        SPORT = "sport", pgettext_lazy("kind of an event", "sport")
        CHILDREN = "children", pgettext_lazy("kind of an event", "for children")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", pgettext_lazy("for whom", "everyone")
        ADULTS = "adults", pgettext_lazy("for whom", "adults")
        CHILDREN = "children", pgettext_lazy("for whom", "children")
        FAMILIES = "families", pgettext_lazy("for whom", "families")
        PROFESSIONALS = "professionals", pgettext_lazy("for whom", "professionals")

    TOLD = ("is_cancelled", "place_id")

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("For staff. Visitors see the title of the event's page."),
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("Of all dates that name no other place."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, default=Kind.COMMUNITY
    )
    audience = models.CharField(
        pgettext_lazy("of an event", "for whom"),
        max_length=20,
        choices=Audience,
        default=Audience.EVERYONE,
    )
    languages = KeysField(
        _("languages spoken"),
        max_length=100,
        blank=True,
        help_text=_("In which languages can people take part?"),
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    needs_registration = models.BooleanField(
        _("people have to register"),
        default=False,
        help_text=_("The page of the event says how."),
    )
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_(
            "Cancels all dates at once, on the website and in people's calendars. "
            "Nothing else has to be done."
        ),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("name", "pk")

    def __str__(self):
        return self.name

    @property
    def where(self) -> Place:
        """Where to go today, also when the place has moved."""
        return self.place.on(timezone.localdate())

    @property
    def spoken(self) -> list[str]:
        """The languages in the reader's words."""
        return [language_name(code) for code in self.languages]
