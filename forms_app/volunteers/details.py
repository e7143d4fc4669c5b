"""What people told for a step, put on the application; nothing is written here."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from forms_app.engine.states import StepRefused

if TYPE_CHECKING:
    from forms_app.volunteers.models import VolunteerApplication


def offer_times(application: "VolunteerApplication", details: dict) -> None:
    application.offered_times = details["times"]
    application.interview_where = details["where"]
    application.interview_at = None


def book_the_interview(application: "VolunteerApplication", details: dict) -> None:
    if details["time"] not in application.times_to_choose:
        raise StepRefused(_("This time is not among the offered ones any more."))
    application.interview_at = details["time"]


def book_the_course(application: "VolunteerApplication", details: dict) -> None:
    application.course_at = details["at"]
    application.course_where = details["where"]


def keep_the_dates(application: "VolunteerApplication", details: dict) -> None:
    application.agreement_signed_on = details["signed_on"]
    application.insured_from = details["insured_from"]
