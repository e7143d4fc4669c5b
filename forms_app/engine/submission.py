"""What one person sent: the part that every kind of case shares."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.references import new_reference
from forms_app.engine.states import State, StepRefused, Workflow
from forms_app.engine.status_link import handle_for, new_nonce
from forms_app.engine.step_record import CaseHistory
from home.languages import language_choices
from home.templatetags.display import clock, long_date


class Intake(models.Model):
    """One stream of submissions, whatever the language they were sent in.

    Form pages in all languages point here, so one switch opens or closes them all.
    """

    is_shown_to_readers = True

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("For staff: what is collected here."),
    )
    is_open = models.BooleanField(
        _("open"),
        default=True,
        help_text=_("Switch off to close the form in all languages at once."),
    )
    opens_at = models.DateTimeField(
        _("opens"),
        null=True,
        blank=True,
        help_text=_("Before this time the page says when it opens."),
    )
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("From this time on the page says since when it is closed."),
    )
    handlers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who handles it"),
        related_name="handled_intakes",
        blank=True,
        help_text=_("They see what comes in here, if their role lets them see cases."),
    )

    class Meta:
        app_label = "forms_app"
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        ordering = ("name",)
        default_permissions = ("view", "add", "change")
        # Whoever writes pages does not decide who reads what people send.
        permissions = [
            ("choose_intake_handlers", _("Can choose who handles an intake"))
        ]
        constraints = [
            models.CheckConstraint(
                name="intake_opens_before_it_closes",
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(opens_at__lt=models.F("closes_at")),
                violation_error_message=_("It has to open before it closes."),
            )
        ]

    def __str__(self):
        return self.name

    def refusal_at(self, moment: datetime) -> StepRefused | None:
        """Why nothing can be sent at this moment, in words, or None."""
        if not self.is_open:
            return StepRefused(_("This form is closed at the moment."))
        if self.opens_at is not None and moment < self.opens_at:
            words = _("This form opens on %(day)s at %(time)s.")
            return StepRefused(words % _day_and_time(self.opens_at))
        if self.closes_at is not None and moment >= self.closes_at:
            words = _("This form has been closed since %(day)s, %(time)s.")
            return StepRefused(words % _day_and_time(self.closes_at))
        return None


def _day_and_time(moment: datetime) -> dict[str, str]:
    return {"day": long_date(moment), "time": clock(moment)}


class Channel(models.TextChoices):
    """How a case came to us. Consent is given the same way."""

    ONLINE = "online", _("by the form on the website")
    COUNTER = "counter", _("in person, at the counter")
    PHONE = "phone", _("by phone")


class Submission(models.Model):
    """A case. `transitions` alone moves it, and `store` alone saves it.

    A kind of case says besides, each for one language:
    - `subject_in(language)`: what the case is about, the title of a course or a room;
    - `message_facts(language)`: what the templates of its messages may name;
    - `attachments(message_name, language)`: files for a message, often none;
    - `calendar_file(language)`: the dates of the case for the applicant's calendar, or
      None where there are none just now.
    """

    kind: ClassVar[str]
    workflow: ClassVar[Workflow]
    # Fields of the kind that make two sendings different.
    told_besides: ClassVar[tuple[str, ...]] = ()
    objects: Any
    # Who takes a step just now and why, for its message and for the dates of a room.
    _history_user: Any
    _change_reason: Any
    subject_in: Callable[[str], str]
    message_facts: Callable[[str], dict]
    attachments: Callable[[str, str], list[dict]]
    calendar_file: Callable[[str], HttpResponse | None]

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference
    )
    state = models.CharField(_("state"), max_length=30, editable=False)
    state_since = models.DateTimeField(_("in this state since"), editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    intake = models.ForeignKey(
        Intake, verbose_name=_("intake"), on_delete=models.PROTECT, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    submitted_at = models.DateTimeField(_("sent"), default=timezone.now)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    full_name = models.CharField(_("full name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(
        _("phone"), max_length=20, blank=True, help_text=_("In the form +420777123456.")
    )
    phone_as_typed = models.CharField(_("phone as typed"), max_length=60, blank=True)
    answers = models.JSONField(_("answers"), default=list)
    consent_wording = models.TextField(_("consent as worded"), blank=True)
    channel = models.CharField(
        _("came"), max_length=10, choices=Channel, default=Channel.ONLINE
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # A case that may be spam: no step is taken and nobody is written to until staff
    # release it. `is_spam` marks those that they rejected.
    is_quarantined = models.BooleanField(
        _("in quarantine"), default=False, editable=False
    )
    is_spam = models.BooleanField(_("spam"), default=False, editable=False)

    link_nonce = models.CharField(max_length=64, default=new_nonce, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    history = CaseHistory()

    class Meta:
        abstract = True

    def __str__(self):
        # Wagtail copies str() into labels that outlive an erasure: no name here.
        return self.reference

    def save(self, *args, **kwargs):
        """Nobody but `store` saves a case: a row without a step would say nothing."""
        raise TypeError("A case is saved by forms_app.engine.store, with its step.")

    def searchable(self) -> list[str]:
        """Everything by which staff may look for this case."""
        return [
            self.reference,
            self.reference.replace("-", ""),
            self.full_name,
            self.email,
            self.phone,
        ]

    def says_the_same_as(self, other: Submission) -> bool:
        """Was the same form sent again by the same person?"""
        told = ("full_name", "email", "phone", *self.told_besides)
        return all(getattr(self, each) == getattr(other, each) for each in told)

    def facts_to_word_later(self) -> dict | None:
        """What a message that is worded later has to say as it is true now.

        None where the kind does not know: its messages are worded at once.
        """
        return None

    def as_of(self, facts: dict) -> Self:
        """The case as it was when `facts_to_word_later` gave these."""
        raise TypeError(f"{type(self).__name__} keeps no facts.")

    @property
    def handle(self) -> str:
        """What the addresses of the applicant's pages call this case."""
        return handle_for(self.link_hash)

    @property
    def current_state(self) -> State:
        return self.workflow.states[self.state]

    @property
    def state_for_applicant(self) -> State:
        """As `current_state`, unless a fact that the case hangs on says otherwise."""
        return self.current_state

    @property
    def waiting_position(self) -> int | None:
        """Its place in a waiting list, from 1 on; only some kinds of cases have one."""
        return None

    @property
    def overdue_since(self) -> datetime | None:
        """When the term of the present state is over; None where it has no term."""
        term = self.current_state.overdue_after
        return None if term is None else self.state_since + term

    @property
    def answer_by(self) -> datetime | None:
        """Until when the applicant may act; None where they have all the time."""
        return None

    @property
    def deadline(self) -> datetime | None:
        """What comes first to whoever has to tell the applicant something."""
        return self.answer_by or self.overdue_since

    @property
    def is_overdue(self) -> bool:
        since = self.overdue_since
        return since is not None and since < timezone.now()

    @property
    def folder(self) -> str:
        """Where the templates of this kind live."""
        return self.kind.replace("-", "_")

    @property
    def is_open(self) -> bool:
        return self.current_state.is_open


def submission_kinds() -> dict[str, type[Submission]]:
    """Every kind of case by its name."""
    return {each.kind: each for each in Submission.__subclasses__()}
