"""A plain request: what people send with a form that an editor made."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields import AnswerRow, questions_of, read_answers
from forms_app.engine.inbox_indexes import inbox_indexes
from forms_app.engine.submission import Submission
from forms_app.requests.workflow import WORKFLOW
from home.models import ContactSettings
from services.models import Place, PlacePage

SEES_EVERY_TOPIC = "forms_app.requests_of_every_topic"


class PlainRequestQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Cases of the topics and places that this person handles; else nothing."""
        if not user.has_perm("forms_app.view_plainrequest"):
            return self.none()
        if user.has_perm(SEES_EVERY_TOPIC):
            return self
        of_their_topics = models.Q(intake__in=user.handled_intakes.all())
        of_their_places = models.Q(place__in=user.coordinated_places.all())
        return self.filter(of_their_topics | of_their_places)

    def for_inbox(self) -> Self:
        return self.select_related("intake", "place")


class PlainRequest(Submission):
    """The intake is the topic: each form of an editor has its own."""

    kind = "request"
    workflow = WORKFLOW
    told_besides = ("intake_id", "place_id", "answers")

    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    question = models.TextField(_("our question"), blank=True)
    information = models.TextField(_("the applicant's answer"), blank=True)
    result = models.TextField(_("what we told the applicant"), blank=True)

    objects = PlainRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        default_permissions = ("view", "change")
        permissions = (
            ("requests_of_every_topic", _("Can see requests of every topic")),
        )
        ordering = ("-submitted_at", "-pk")
        indexes = (
            models.Index(fields=["intake", "state"]),
            models.Index(fields=["place", "state"]),
            *inbox_indexes("request"),
        )

    def subject_in(self, language: str) -> str:
        """The title of the form in this language, else the name of its intake."""
        page = apps.get_model("forms_app", "RequestFormPage")
        titles = page.objects.live().filter(
            intake_id=self.intake_id, locale__language_code=language
        )
        return titles.values_list("title", flat=True).first() or self.intake.name

    def message_facts(self, language: str) -> dict:
        contact = ContactSettings.objects.first()
        return {
            "place_title": self._place_title(language),
            "contact_email": contact.email if contact else "",
            "contact_phone": contact.phone if contact else "",
            "reason": getattr(self, "_change_reason", None) or "",
        }

    def facts_for_staff(self, language: str) -> list[tuple[Any, Any]]:
        facts = [(_("Topic"), self.intake.name)]
        if self.place is not None:
            facts.append((_("Place"), self.place.name))
        for label, words in (
            (_("Our question"), self.question),
            (_("The applicant's answer"), self.information),
            (_("What we told the applicant"), self.result),
        ):
            if words:
                facts.append((label, words))
        return facts

    def answers_in(self, language: str) -> list[AnswerRow]:
        rows = questions_of(self.intake_id, language)
        return read_answers(self.answers, rows, language)

    def attachments(self, message_name: str, language: str) -> list[dict]:
        return []

    def calendar_file(self, language: str) -> HttpResponse | None:
        """A plain request has no dates of its own."""
        return None

    def _place_title(self, language: str) -> str:
        if self.place is None:
            return ""
        pages = PlacePage.objects.live().filter(
            place_id=self.place_id, locale__language_code=language
        )
        return pages.values_list("title", flat=True).first() or self.place.name
