"""A room request: one person's wish to borrow a room, for one date or a series.

The wish is kept as asked (`first_day`, `begins`, `ends`, `repeat_until`, clocks of
Prague); what came of each date are the rows of `slots.py`.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import AnswerRow
from forms_app.engine.inbox_indexes import inbox_indexes
from forms_app.engine.submission import Submission
from forms_app.room_requests.availability import Wish
from forms_app.room_requests.calendar import attached_calendars, request_calendar
from forms_app.room_requests.grounds import Ground
from forms_app.room_requests.reading import answer_rows, facts_for_staff, message_facts
from forms_app.room_requests.slots import RoomSlot
from forms_app.room_requests.workflow import WORKFLOW
from home.calendar_files import calendar_response
from home.clocks import around
from services.models import HouseRules, Room, RoomPage

SEES_EVERY_PLACE = "forms_app.room_requests_of_every_place"
# Who has a deadline, and the step that the clock takes at its end.
STEP_AT_DEADLINE = {
    "requested": "lapse",
    "needs_information": "lapse",
    "approved": "lapse",
    "move_proposed": "keep",
}


class RoomRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The cases that this person may see; nothing for everyone else."""
        if not user.has_perm("forms_app.view_roomrequest"):
            return self.none()
        if user.has_perm(SEES_EVERY_PLACE):
            return self
        return self.at(user.coordinated_places.all())

    def at(self, places) -> Self:
        """The rooms by themselves: a join would keep SQLite from its index."""
        return self.filter(room__in=Room.objects.filter(place__in=places))

    def for_inbox(self) -> Self:
        return self.select_related("room__place")

    def past_their_deadline(self, moment) -> Self:
        """What is in quarantine takes no step, and would be tried again for ever."""
        due = self.filter(state__in=STEP_AT_DEADLINE, expires_at__lte=moment)
        return due.filter(is_quarantined=False)


class RoomRequest(Submission):
    kind = "room-request"
    workflow = WORKFLOW
    told_besides = (
        "room_id",
        "purpose",
        "head_count",
        "equipment",
        "first_day",
        "begins",
        "ends",
        "repeat_until",
        "answers",
    )
    # What a person told for the step that is being taken.
    details: Mapping[str, Any] = MappingProxyType({})

    room = models.ForeignKey(
        Room, verbose_name=_("room"), on_delete=models.PROTECT, related_name="requests"
    )
    purpose = models.TextField(_("purpose"), max_length=1000)
    head_count = models.PositiveSmallIntegerField(_("number of people"))
    equipment = models.JSONField(_("equipment"), default=list, blank=True)
    first_day = models.DateField(_("first date"))
    begins = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    repeat_until = models.DateField(_("every week until"), null=True, blank=True)
    answer = models.TextField(
        _("answer to our question"), max_length=2000, blank=True, editable=False
    )
    expires_at = models.DateTimeField(_("lapses at"), null=True, editable=False)
    ground = models.CharField(
        _("ground of refusal"), max_length=20, choices=Ground, blank=True
    )
    rules = models.ForeignKey(
        HouseRules,
        verbose_name=_("house rules"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rules_accepted_at = models.DateTimeField(
        _("house rules accepted"), null=True, editable=False
    )

    objects = RoomRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("room request")
        verbose_name_plural = _("room requests")
        default_permissions = ("view", "change")
        permissions = (
            (
                "room_requests_of_every_place",
                _("Can see room requests of every place"),
            ),
        )
        ordering = ("-submitted_at", "-pk")
        indexes = (*inbox_indexes("room_request", scope="room"),)
        constraints = (
            models.CheckConstraint(
                name="room_request_begins_before_it_ends",
                condition=Q(begins__lt=models.F("ends")),
            ),
        )

    @property
    def answer_by(self) -> datetime | None:
        return self.expires_at

    @property
    def wish(self) -> Wish:
        return Wish(self.first_day, self.begins, self.ends, self.repeat_until)

    @property
    def held_slots(self) -> list[RoomSlot]:
        """The dates that the case has, without one that is only proposed."""
        return [each for each in self.all_slots if each.state == RoomSlot.State.HELD]

    @property
    def all_slots(self) -> list[RoomSlot]:
        if self.pk is None:
            return list(self._wished_slots())
        return list(self.slots.select_related("room", "replaces"))

    def _wished_slots(self) -> Iterator[RoomSlot]:
        """What a case that is not stored would hold, if the room were free."""
        for day in self.wish.days:
            slot = RoomSlot(case=self, room=self.room, state=RoomSlot.State.HELD)
            slot.take_time(around(day, self.begins), around(day, self.ends))
            yield slot

    @property
    def proposed_slot(self) -> RoomSlot | None:
        proposed = self.slots.filter(state=RoomSlot.State.PROPOSED)
        return proposed.select_related("room", "replaces__room").first()

    def missed_slots(self) -> list[RoomSlot]:
        """Dates to come that somebody else had, or on which the room was closed."""
        if self.pk is None:
            return []
        missed = self.slots.filter(state=RoomSlot.State.MISSED).to_come()
        return list(missed.select_related("room"))

    def subject_in(self, language: str) -> str:
        """The title of the room's page in this language, else its staff name."""
        page = self.room_page(language)
        return page.title if page else self.room.name

    def room_page(self, language: str) -> RoomPage | None:
        pages = RoomPage.objects.live().filter(room_id=self.room_id)
        return pages.filter(locale__language_code=language).first()

    def message_facts(self, language: str) -> dict:
        return message_facts(self, language)

    def facts_for_staff(self, language: str) -> list[tuple[Any, Any]]:
        return facts_for_staff(self)

    def answers_in(self, language: str) -> list[AnswerRow]:
        return answer_rows(self, language)

    def calendar_file(self, language: str) -> HttpResponse:
        content = request_calendar(self, self.subject_in(language), language)
        return calendar_response(content, filename=f"room-{self.reference}")

    def attachments(self, message_name: str, language: str) -> list[dict]:
        subject = self.subject_in(language)
        return attached_calendars(self, message_name, subject, language)
