"""What the screens of one intake's questions have in common."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app.engine.fields.question import Question
from forms_app.engine.submission import Intake

CHANGE_QUESTIONS = "forms_app.change_question"
CHANGE_WORDS = "forms_app.change_questionwords"


def list_url(intake: Intake) -> str:
    return reverse("questions:list", args=[intake.pk])


class OfAnIntake:
    """Knows the intake from the address, and the way back to its questions."""

    request: HttpRequest
    kwargs: dict[str, Any]
    breadcrumbs_items: list
    page_title: Any

    @cached_property
    def intake(self) -> Intake:
        return get_object_or_404(Intake, pk=self.kwargs["intake_pk"])

    def get_breadcrumbs_items(self) -> list[dict]:
        intakes = capfirst(Intake._meta.verbose_name_plural or "")
        ways: list[dict] = [
            *self.breadcrumbs_items,
            {"url": reverse("intakes:index"), "label": intakes},
            {
                "url": reverse("intakes:edit", args=[self.intake.pk]),
                "label": str(self.intake),
            },
        ]
        return [*ways, *self.last_breadcrumbs()]

    def last_breadcrumbs(self) -> list[dict]:
        questions = {"url": list_url(self.intake), "label": _("Questions")}
        return [questions, {"url": "", "label": self.here()}]

    def here(self) -> Any:
        """What the last breadcrumb says."""
        return self.page_title

    def get_success_url(self) -> str:
        return list_url(self.intake)


class IntakePageMixin(OfAnIntake, PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of ours, beside those that Wagtail has for a record."""

    model: type[Model] = Question
    permission_required = "change"
    header_icon = "form"
