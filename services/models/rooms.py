"""Rooms that a place lends, and its house rules: facts, the same in every language."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords

from services.models.hours import Closure
from services.models.places import Place


def facts_of_rooms() -> list[str | models.Prefetch]:
    """What to prefetch for a room: hours, equipment, closures from today on."""
    closures = Closure.objects.filter(last_day__gte=timezone.localdate())
    return [
        "hours",
        "equipment",
        *(
            models.Prefetch(f"{place}__closures", closures, to_attr="current_closures")
            for place in ("place", "place__successor")
        ),
    ]


class RoomQuerySet(models.QuerySet):
    def lent(self):
        return self.filter(is_active=True)

    def with_facts(self):
        """Rooms with their place, its closures from today on, hours and equipment."""
        return self.select_related("place__successor").prefetch_related(
            *facts_of_rooms()
        )


class Room(ClusterableModel):
    """A room that people may borrow. Its words live on the pages that show it."""

    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="rooms"
    )
    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("For staff. Visitors see the title of the room's page."),
    )
    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Part of the web address in all languages: kaic-big-room"),
    )
    capacity = models.PositiveSmallIntegerField(_("people at most"))
    buffer_before = models.PositiveSmallIntegerField(
        _("minutes kept free before"), default=15
    )
    buffer_after = models.PositiveSmallIntegerField(
        _("minutes kept free after"), default=15
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days to ask ahead"),
        default=7,
        help_text=_("How many days before the date a request has to come."),
    )
    days_to_accept = models.PositiveSmallIntegerField(
        _("days to answer"),
        default=5,
        help_text=_("For the house rules, for a question, for another time."),
    )
    cancel_hours = models.PositiveSmallIntegerField(
        _("hours to cancel ahead"),
        default=48,
        help_text=_("Until then people cancel by themselves; after that they call."),
    )
    is_active = models.BooleanField(
        _("is lent"),
        default=True,
        help_text=_("Switch off to take no more requests for this room."),
    )

    history = HistoricalRecords()
    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ("place__name", "name")
        constraints = (
            models.CheckConstraint(
                name="room_holds_somebody",
                condition=Q(capacity__gte=1),
                violation_error_message=_("A room needs space for at least one."),
            ),
        )

    def __str__(self):
        return self.code

    @property
    def first_day_to_ask_for(self) -> date:
        return timezone.localdate() + timedelta(days=self.lead_days)

    def open_times(self, day: date) -> list["RoomHours"]:
        """When the room can be used on this day; nothing while the place is closed.

        Reads the closures that `with_facts` prefetched, or else asks for them. The
        hours are the room's own: special hours of the place do not change them.
        """
        place = self.place.on(day)
        if not place.is_there(day) or place.closure_on(day):
            return []
        return [each for each in self.hours.all() if each.weekday == day.weekday()]


class RoomHours(models.Model):
    """When a room may be used. A room can be open on evenings when its place is not."""

    room = ParentalKey(Room, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(
        _("weekday"), choices=list(WEEKDAYS.items())
    )
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        verbose_name = _("times of the room")
        verbose_name_plural = _("times of the room")
        ordering = ("weekday", "opens")
        constraints = (
            models.CheckConstraint(
                name="room_opens_before_it_closes",
                condition=Q(opens__lt=F("closes")),
                violation_error_message=_(
                    "The closing time must be after the opening."
                ),
            ),
            models.CheckConstraint(
                name="room_weekday_exists", condition=Q(weekday__range=(0, 6))
            ),
        )

    def __str__(self):
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M}–{self.closes:%H:%M}"


class RoomEquipment(models.Model):
    class Item(models.TextChoices):
        PROJECTOR = "projector", _("projector")
        FLIP_CHART = "flip_chart", _("flip chart")
        SOUND = "sound", _("loudspeakers and a microphone")
        COMPUTER = "computer", _("computer")
        KITCHEN = "kitchen", _("small kitchen")
        TOYS = "toys", _("toys for children")

    room = ParentalKey(Room, on_delete=models.CASCADE, related_name="equipment")
    item = models.CharField(_("equipment"), max_length=20, choices=Item)

    class Meta:
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        ordering = ("item",)
        constraints = (
            models.UniqueConstraint(
                fields=["room", "item"], name="equipment_is_listed_once"
            ),
        )

    def __str__(self):
        return str(self.get_item_display())
