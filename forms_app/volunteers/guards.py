"""What has to be true before a step of a volunteer application."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.engine.actors import Actor
from forms_app.engine.states import StepRefused

if TYPE_CHECKING:
    from forms_app.volunteers.models import VolunteerApplication


def a_time_is_left(application: "VolunteerApplication", by: Actor, reason: str) -> None:
    if not application.times_to_choose:
        raise StepRefused(_("All the offered times are over. We will offer new ones."))


def the_interview_was(
    application: "VolunteerApplication", by: Actor, reason: str
) -> None:
    if application.interview_at and application.interview_at > timezone.now():
        raise StepRefused(_("The interview is still to come."))


def the_course_was(application: "VolunteerApplication", by: Actor, reason: str) -> None:
    if application.course_at and application.course_at > timezone.now():
        raise StepRefused(_("The introductory course is still to come."))
