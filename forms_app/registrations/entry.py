"""Registrations that staff enter: which runs, and the form of each."""

from django.utils import timezone

from events.models import CourseRun
from forms_app.registrations.models import SEES_EVERY_PLACE
from forms_app.registrations.pages import RegistrationFormPage


class RegistrationDesk:
    def subjects(self, user) -> list[tuple[str, str]]:
        """Runs to come, of the places that this person coordinates."""
        runs = CourseRun.objects.upcoming(timezone.now()).with_facts()
        if not user.has_perm(SEES_EVERY_PLACE):
            runs = runs.filter(place__in=user.coordinated_places.all())
        return [
            (run.code, f"{run.course.name} – {run.code} – {run.place.name}")
            for run in runs.filter(is_cancelled=False)
        ]

    def form(self, subject: str, code: str):
        pages = RegistrationFormPage.objects.live().select_related("locale", "intake")
        page = pages.filter(locale__language_code=code).first()
        run = CourseRun.objects.with_facts().filter(code=subject).first()
        return (page, run) if page and run else None
