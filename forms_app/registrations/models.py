"""A registration: one person's wish to attend one course run."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from events.calendar import run_calendar
from events.models import CoursePage, CourseRun
from forms_app.engine.fields import AnswerRow, questions_of, read_answers
from forms_app.engine.inbox_indexes import inbox_indexes
from forms_app.engine.states import State
from forms_app.engine.submission import Submission
from forms_app.registrations.seats import SEATED_STATES, WAITING_STATE, seats_of
from forms_app.registrations.workflow import CALLED_OFF, WORKFLOW
from home.calendar_files import calendar_attachment, calendar_response
from home.models import ContactSettings
from home.templatetags.display import day_and_time
from services.models import PlacePage

# What messages tell of a run besides its titles.
RUN_AS_TOLD = ("place_id", "starts_on", "ends_on", "deposit", "is_cancelled")
# What a list of people does not need.
WRITTEN = ("answers", "consent_wording", "search_text")
SEES_EVERY_PLACE = "forms_app.registrations_of_every_place"


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The cases that this person may see; nothing for everyone else."""
        if not user.has_perm("forms_app.view_registration"):
            return self.none()
        if user.has_perm(SEES_EVERY_PLACE):
            return self
        return self.at(user.coordinated_places.all())

    def at(self, places) -> Self:
        """The runs by themselves: a join would keep SQLite from its index."""
        return self.filter(run__in=CourseRun.objects.filter(place__in=places))

    def for_inbox(self) -> Self:
        return self.select_related("run__course", "run__place")

    def seated(self) -> Self:
        return self.filter(state__in=SEATED_STATES)

    def waiting_for(self, run: CourseRun) -> Self:
        """The waiting list of a run, whoever waits longest first."""
        return self.filter(run=run, state=WAITING_STATE).order_by("queued_at", "pk")

    def waiting_for_any(self, runs: Iterable[int]) -> Self:
        """Of several runs, in the order of each list, without what people wrote."""
        waiting = self.filter(run__in=list(runs), state=WAITING_STATE)
        return waiting.defer(*WRITTEN).order_by("queued_at", "pk")

    def with_expired_offers(self, moment: datetime) -> Self:
        """Where the course was called off, nobody could have accepted."""
        due = self.filter(state="offered", offer_expires_at__lte=moment)
        return due.filter(run__is_cancelled=False)


class Registration(Submission):
    class Level(models.TextChoices):
        NONE = "none", _("I do not speak Czech yet")
        A_LITTLE = "a_little", _("I speak a little Czech")
        A1 = "a1", _("I have finished level A1")
        A2 = "a2", _("I have finished level A2 or higher")
        UNKNOWN = "unknown", _("I don't know")

    kind = "course-registration"
    workflow = WORKFLOW
    told_besides = ("run_id", "level", "answers")

    run = models.ForeignKey(
        CourseRun,
        verbose_name=_("course run"),
        on_delete=models.PROTECT,
        related_name="registrations",
        db_index=False,  # an index of several fields begins with it
    )
    level = models.CharField(
        pgettext_lazy("of a person", "level of Czech"), max_length=10, choices=Level
    )
    # Set where an earlier moment is told of.
    _position_then: int | None = None

    queued_at = models.DateTimeField(_("waiting since"), null=True, editable=False)
    offer_expires_at = models.DateTimeField(
        _("offer valid until"), null=True, editable=False
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("course registration")
        verbose_name_plural = _("course registrations")
        default_permissions = ("view", "change")
        permissions = (
            ("registrations_of_every_place", _("Can see registrations of every place")),
        )
        ordering = ("-submitted_at", "-pk")
        indexes = (*inbox_indexes("registration", scope="run"),)

    @property
    def state_for_applicant(self) -> State:
        """Whoever looks before we wrote to them does not read of a seat."""
        is_called_off = self.is_open and self.run.is_cancelled
        return CALLED_OFF if is_called_off else self.current_state

    @property
    def got_the_lessons(self) -> bool:
        """Once they had a seat, so they may have them in their calendar."""
        return (
            self.pk is not None
            and self.history.filter(state__in=SEATED_STATES).exists()
        )

    @property
    def answer_by(self) -> datetime | None:
        return self.offer_expires_at if self.state == "offered" else None

    @property
    def skips_placement(self) -> bool:
        """Complete beginners need no test to find their level."""
        return self.level == self.Level.NONE

    @property
    def waiting_position(self) -> int | None:
        """1 for whoever is next; None for those who do not wait."""
        if self.state != WAITING_STATE:
            return None
        ahead = type(self).objects.waiting_for(self.run)
        earlier = models.Q(queued_at__lt=self.queued_at) | models.Q(
            queued_at=self.queued_at, pk__lt=self.pk
        )
        return ahead.filter(earlier).count() + 1

    def subject_in(self, language: str) -> str:
        """The title of the course's page in this language, else its staff name."""
        page = self._course_page(language)
        return page.title if page else self.run.course.name

    def message_facts(self, language: str) -> dict:
        place_page = (
            PlacePage.objects.live()
            .filter(place=self.run.where, locale__language_code=language)
            .first()
        )
        contact = ContactSettings.objects.first()
        return {
            "run": self.run,
            "waiting_position": self._position_then or self.waiting_position,
            "place_title": place_page.title if place_page else self.run.where.name,
            "contact_email": contact.email if contact else "",
            "contact_phone": contact.phone if contact else "",
            "reason": getattr(self, "_change_reason", None) or "",
        }

    def facts_to_word_later(self) -> dict:
        """What steps and coordinators may change until the message is worded."""
        return {
            "run": {name: getattr(self.run, name) for name in RUN_AS_TOLD},
            "offer_expires_at": self.offer_expires_at,
            "waiting_position": self.waiting_position,
            "reason": getattr(self, "_change_reason", None) or "",
        }

    def as_of(self, facts: dict) -> Self:
        case, run = copy(self), copy(self.run)
        for name, value in facts["run"].items():
            setattr(run, name, _python_value(run, name, value))
        case.run = run
        expires = facts["offer_expires_at"]
        case.offer_expires_at = _python_value(case, "offer_expires_at", expires)
        case._position_then = facts["waiting_position"]
        case._change_reason = facts["reason"]
        return case

    def facts_for_staff(self, language: str) -> list[tuple[Any, Any]]:
        """What coordinators need beside the answers: label and value."""
        facts = [
            (_("Course run"), self.run.code),
            (_("Place"), self.run.place.name),
            (_("Seats"), self._seats_in_words()),
        ]
        if self.waiting_position:
            facts.append((_("Place in the waiting list"), str(self.waiting_position)))
        if self.offer_expires_at:
            facts.append((_("Offer valid until"), day_and_time(self.offer_expires_at)))
        return facts

    def answers_in(self, language: str) -> list[AnswerRow]:
        """All answers in this language beside the words that the applicant saw."""
        rows = questions_of(self.intake_id, language)
        return [
            self._level_row(language),
            *read_answers(self.answers, rows, language),
        ]

    def _level_row(self, language: str) -> AnswerRow:
        def words(code: str) -> tuple[str, str]:
            with translation.override(code):
                return gettext("How much Czech do you speak?"), str(
                    self.get_level_display()
                )

        return AnswerRow(*words(language), *words(self.language))

    def _seats_in_words(self) -> str:
        seats = seats_of(self.run)
        return gettext("%(seated)d of %(capacity)d, %(waiting)d waiting") % {
            "seated": seats.seated,
            "capacity": seats.capacity,
            "waiting": seats.waiting,
        }

    def calendar_file(self, language: str) -> HttpResponse:
        content = run_calendar(self.run, self.subject_in(language), language)
        return calendar_response(content, filename=self.run.code)

    def attachments(self, message_name: str, language: str) -> list[dict]:
        """Whoever has a seat gets the lessons as a calendar file, and what changes."""
        gets_the_lessons = {
            "offered": True,
            "confirmed": True,
            "run_changed": self.state in SEATED_STATES,
            "cancelled": self.got_the_lessons,
        }
        if not gets_the_lessons.get(message_name):
            return []
        content = run_calendar(self.run, self.subject_in(language), language)
        return [calendar_attachment(content, self.run.code)]

    def _course_page(self, language: str) -> CoursePage | None:
        return (
            CoursePage.objects.live()
            .filter(course_id=self.run.course_id, locale__language_code=language)
            .first()
        )


def _python_value(record: models.Model, name: str, value: Any) -> Any:
    """A value that JSON has kept, as the field of this name holds it."""
    field: Any = record._meta.get_field(name)
    return field.to_python(value)
