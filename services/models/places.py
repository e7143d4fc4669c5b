"""Branches and the community centre: facts, the same in every language."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote_plus

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords
from wagtail.fields import StreamField

from services.models.hours import Closure, OpeningHours, SpecialHours
from services.phones import PhoneBlock


def changes_of_places(day: date, prefix: str = "") -> list[models.Prefetch]:
    """What to prefetch for what differs from the week on this day or later.

    `prefix` leads to the place from another model: `place__`.
    """
    closures = Closure.objects.filter(last_day__gte=day)
    special = SpecialHours.objects.filter(day__gte=day)
    return [
        models.Prefetch(f"{prefix}closures", closures, to_attr="current_closures"),
        models.Prefetch(
            f"{prefix}special_hours", special, to_attr="current_special_hours"
        ),
    ]


def hours_of_places(day: date, prefix: str = "") -> list[str | models.Prefetch]:
    return [f"{prefix}opening_hours", *changes_of_places(day, prefix)]


class PlaceQuerySet(models.QuerySet):
    def with_hours(self, day: date):
        """Places with their week, and what differs from it on this day or later."""
        return self.prefetch_related(*hours_of_places(day))

    def with_changes(self, day: date):
        """Places with their closures and special hours on this day or later."""
        return self.prefetch_related(*changes_of_places(day))

    def linked(self) -> dict[int, "Place"]:
        """All of them by key, each holding its successor: `on()` asks no more."""
        places = self.in_bulk()
        for place in places.values():
            place.successor = places.get(place.successor_id)
        return places

    def still_there(self, day: date):
        """Without the places whose last day is over."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day))


class Place(ClusterableModel):
    """A branch or the community centre. Its words live on the pages that show it.

    An address is never overwritten: a place that moves gets a last day and a
    successor, and whatever points at it follows with `on(day)`.
    """

    class StepFree(models.TextChoices):
        YES = "yes", _("step-free")
        PARTLY = "partly", _("partly step-free")
        NO = "no", _("only by stairs")
        UNKNOWN = "unknown", _("not known")

    name = models.CharField(
        _("name"),
        max_length=80,
        unique=True,
        help_text=_("For staff. Visitors see the title of the place's page."),
    )
    street = models.CharField(_("street and number"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    city = models.CharField(
        _("city and postal district"),
        max_length=80,
        help_text=_("For example: Praha 9 – Černý Most"),
    )
    district = models.CharField(
        _("city district"),
        max_length=40,
        blank=True,
        help_text=_(
            "Whose town hall is responsible. It can differ from the postal district."
        ),
    )
    building = models.CharField(
        _("building"),
        max_length=80,
        blank=True,
        help_text=_("The name on the door, in Czech, if people look for it."),
    )
    floor = models.SmallIntegerField(
        _("floor"),
        null=True,
        blank=True,
        help_text=_("0 is the ground floor, -1 the basement."),
    )
    step_free = models.CharField(
        _("way in without steps"),
        max_length=10,
        choices=StepFree,
        default=StepFree.UNKNOWN,
        help_text=_("From the street to the counter. The page of the place says how."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    more_phones = StreamField(
        [("phone", PhoneBlock())], verbose_name=_("other phones"), blank=True
    )
    email = models.EmailField(_("e-mail"), blank=True)
    opened_on = models.DateField(_("open since"), null=True, blank=True)
    valid_until = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("After this day nobody is sent to this address any more."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("moved to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("Make a new place for the new address and choose it here."),
    )
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("coordinators"),
        related_name="coordinated_places",
        blank=True,
        help_text=_("Place coordinators see only the cases of their places."),
    )

    history = HistoricalRecords(m2m_fields=[coordinators])
    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="place_opens_before_its_last_day",
                condition=Q(opened_on__lte=F("valid_until")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                name="moved_place_has_a_last_day",
                condition=Q(successor=None) | Q(valid_until__isnull=False),
                violation_error_message=_("A place that moved needs its last day."),
            ),
            models.CheckConstraint(
                name="place_moves_elsewhere",
                condition=Q(successor=None) | ~Q(successor=F("id")),
                violation_error_message=_("A place cannot move to itself."),
            ),
        )

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.successor is not None and self in self.successor.and_successors():
            chase = _("That place moved here itself. Choose the newest address.")
            raise ValidationError({"successor": chase})

    # Where

    @property
    def address_lines(self) -> list[str]:
        """The address as it stands on an envelope."""
        return [self.street, f"{self.postal_code} {self.city}".strip()]

    @property
    def map_url(self) -> str:
        """A `geo:` link opens the phone's own map and tells no third party."""
        address = " ".join(self.address_lines).replace(" ", "+")
        return f"geo:0,0?q={address}"

    @property
    def web_map_url(self) -> str:
        """For devices without a map of their own; asked for only when followed."""
        query = quote_plus(", ".join(self.address_lines))
        return f"https://www.openstreetmap.org/search?query={query}"

    # How long, and where to after that

    def has_ended(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day

    def is_there(self, day: date) -> bool:
        """Somebody who comes on this day finds us here, though perhaps not open."""
        has_opened = self.opened_on is None or self.opened_on <= day
        return has_opened and not self.has_ended(day)

    def on(self, day: date) -> "Place":
        """Where to go on this day: this place, or the one that it moved to since.

        A place that closed for good answers for itself: ask `has_ended`. Lists select
        `place__successor`, so that a move costs no query of its own.
        """
        place = self
        for place in self.and_successors():
            if not place.has_ended(day):
                break
        return place

    def and_successors(self):
        """This place and those that it moved to, one after the other, each once."""
        seen: set[int | None] = set()
        place = self
        while place is not None and place.pk not in seen:
            yield place
            seen.add(place.pk)
            place = place.successor

    # When

    def hours_on(self, day: date) -> Sequence[OpeningHours | SpecialHours]:
        """The slots of this day in their order; none while the place is shut."""
        if not self.is_there(day) or self.closure_on(day):
            return []
        return self.special_hours_on(day) or self.usual_hours_on(day)

    def usual_hours_on(self, day: date) -> list[OpeningHours]:
        weekday = day.weekday()
        return [each for each in self.opening_hours.all() if each.weekday == weekday]

    def special_hours_on(self, day: date) -> list[SpecialHours]:
        return [each for each in self.changes_of_hours() if each.day == day]

    def closure_on(self, day: date) -> Closure | None:
        return next((each for each in self.known_closures() if each.covers(day)), None)

    def known_closures(self) -> list[Closure]:
        """Those that `with_hours` has fetched already, or all."""
        fetched = getattr(self, "current_closures", None)
        return list(self.closures.all()) if fetched is None else fetched

    def changes_of_hours(self) -> list[SpecialHours]:
        fetched = getattr(self, "current_special_hours", None)
        return list(self.special_hours.all()) if fetched is None else fetched
