"""A volunteer application: one person's wish to help, until they are ready to."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import AnswerRow, questions_of, read_answers
from forms_app.engine.inbox_indexes import inbox_indexes
from forms_app.engine.submission import Submission
from forms_app.volunteers.calendar import appointments_calendar
from forms_app.volunteers.moments_field import MomentsField
from forms_app.volunteers.questions import (
    WORDING,
    Interest,
    Region,
    Spoken,
    labels,
    week_in_words,
)
from forms_app.volunteers.workflow import WORKFLOW
from home.calendar_files import calendar_attachment, calendar_response
from home.keys_field import KeysField
from home.models import ContactSettings
from home.templatetags.display import long_date, moment_in_words

FREE_TEXT = {"other_languages", "motivation"}


class VolunteerApplicationQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """All applications for whoever handles volunteers; nothing for the others."""
        if not user.has_perm("forms_app.view_volunteerapplication"):
            return self.none()
        return self

    def for_inbox(self) -> Self:
        return self


class VolunteerApplication(Submission):
    kind = "volunteer-application"
    workflow = WORKFLOW
    told_besides = (*WORDING, "answers")

    is_adult = models.BooleanField(_("18 or older"))
    region = models.CharField(_("region"), max_length=20, choices=Region)
    spoken = KeysField(_("languages"), max_length=100)
    other_languages = models.CharField(_("other languages"), max_length=200, blank=True)
    availability = KeysField(_("has time"), max_length=300, blank=True)
    interests = KeysField(_("interests"), max_length=100)
    motivation = models.TextField(_("motivation"))

    offered_times = MomentsField(_("offered times"), default=list, editable=False)
    interview_at = models.DateTimeField(_("interview at"), null=True, editable=False)
    interview_where = models.CharField(
        _("place of the interview"), max_length=200, blank=True, editable=False
    )
    course_at = models.DateTimeField(
        _("introductory course at"), null=True, editable=False
    )
    course_where = models.CharField(
        _("place of the course"), max_length=200, blank=True, editable=False
    )
    agreement_signed_on = models.DateField(
        _("agreement signed on"), null=True, editable=False
    )
    insured_from = models.DateField(_("insured from"), null=True, editable=False)

    objects = VolunteerApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer application")
        verbose_name_plural = _("volunteer applications")
        default_permissions = ("view", "change")
        ordering = ("-submitted_at", "-pk")
        indexes = inbox_indexes("volunteer")

    @property
    def times_to_choose(self) -> list[datetime]:
        """The offered times that are still ahead."""
        now = timezone.now()
        return [moment for moment in self.offered_times if moment > now]

    def subject_in(self, language: str) -> str:
        with translation.override(language):
            return gettext("Volunteering")

    def message_facts(self, language: str) -> dict:
        contact = ContactSettings.objects.first()
        return {
            "times": [moment_in_words(moment) for moment in self.times_to_choose],
            "interview": self.interview_at and moment_in_words(self.interview_at),
            "course": self.course_at and moment_in_words(self.course_at),
            "contact_email": contact.email if contact else "",
            "contact_phone": contact.phone if contact else "",
            "reason": getattr(self, "_change_reason", None) or "",
        }

    def facts_for_staff(self, language: str) -> list[tuple[Any, Any]]:
        """What coordinators need beside the answers: label and value."""
        offered = [moment_in_words(moment) for moment in self.offered_times]
        facts: list[tuple[str, Any]] = [
            ("offered_times", "; ".join(offered)),
            ("interview_at", _moment(self.interview_at)),
            ("interview_where", self.interview_where),
            ("course_at", _moment(self.course_at)),
            ("course_where", self.course_where),
            ("agreement_signed_on", _day(self.agreement_signed_on)),
            ("insured_from", _day(self.insured_from)),
        ]
        return [(self._label(name), value) for name, value in facts if value]

    def answers_in(self, language: str) -> list[AnswerRow]:
        """All answers in this language beside the words that the applicant saw."""
        rows = questions_of(self.intake_id, language)
        return [
            *(self._row(name, language) for name in WORDING),
            *read_answers(self.answers, rows, language),
        ]

    def _row(self, name: str, language: str) -> AnswerRow:
        def words(code: str) -> tuple[str, str]:
            with translation.override(code):
                return str(WORDING[name]), self.answer_in_words(name)

        return AnswerRow(*words(language), *words(self.language), name in FREE_TEXT)

    def answer_in_words(self, name: str) -> str:
        """The answer to a fixed question, in the active language."""
        in_words: dict[str, Callable[[], str]] = {
            "is_adult": lambda: gettext("Yes") if self.is_adult else gettext("No"),
            "region": lambda: str(self.get_region_display()),
            "spoken": lambda: labels(Spoken, self.spoken),
            "availability": lambda: week_in_words(self.availability),
            "interests": lambda: labels(Interest, self.interests),
        }
        return in_words[name]() if name in in_words else getattr(self, name)

    def _label(self, name: str) -> str:
        model_field: Any = self._meta.get_field(name)
        return capfirst(str(model_field.verbose_name))

    def calendar_file(self, language: str) -> HttpResponse | None:
        content = appointments_calendar(self, language)
        if not content:
            return None
        return calendar_response(content, filename=self.reference)

    def attachments(self, message_name: str, language: str) -> list[dict]:
        """Whoever has an appointment gets it as a calendar file."""
        if message_name not in {"interview_booked", "course_booked"}:
            return []
        content = appointments_calendar(self, language)
        return [calendar_attachment(content, self.reference)]


def _moment(moment: datetime | None) -> str:
    return moment_in_words(moment) if moment else ""


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
