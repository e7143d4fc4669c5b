"""The form by which people register for a course run."""

from django import forms
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from events.models import CoursePage, CourseRun
from forms_app.engine.fields import ContactForm
from forms_app.engine.pages import FormPageManager
from forms_app.engine.pages.addresses import FormForEach
from forms_app.engine.states import StepRefused
from forms_app.registrations.guards import a_place_is_left, the_run_is_open
from forms_app.registrations.models import Registration
from forms_app.registrations.seats import Seats, seats_of, seats_of_runs
from services.models import PlacePage


class RegistrationForm(ContactForm):
    level = forms.ChoiceField(
        label=_("How much Czech do you speak?"),
        help_text=_("We ask so that you learn with people at the same level."),
        choices=Registration.Level,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one. If you are not sure, choose “I don't know”.")
        },
    )

    field_order = ["full_name", "email", "phone", "level"]


class RegistrationFormPage(FormForEach):
    """One form for all course runs; each run has its address below the page."""

    case_model = Registration
    form_class = RegistrationForm
    objects = FormPageManager()
    template = "forms_app/course_registration/choose.html"
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("course registration form")

    @path("")
    def choose(self, request):
        """Without a run in the address, people choose one."""
        runs = list(open_runs())
        return self.render(request, context_overrides={"choices": self._choices(runs)})

    @path("<slug:code>/")
    def fill_in(self, request, code):
        return self.serve_form(request, self._run_or_404(request, code))

    @path("<slug:code>/sent/")
    def sent_somehow(self, request, code):
        return self.lead_to_confirmation(request, self._run_or_404(request, code))

    @path("<slug:code>/sent/<handle:handle>/")
    def sent(self, request, code, handle):
        run = self._run_or_404(request, code)
        return self.serve_confirmation(request, run, handle)

    def refusal(self, about: CourseRun) -> StepRefused | None:
        try:
            the_run_is_open(Registration(run=about, intake=self.intake))
            a_place_is_left(self._seats(about))
        except StepRefused as refused:
            return refused
        return None

    def example_about(self) -> CourseRun | None:
        return open_runs().first() or CourseRun.objects.with_facts().last()

    def example_case(self, about: CourseRun) -> Registration:
        return Registration(run=about, level=Registration.Level.UNKNOWN)

    def build_case(self, about: CourseRun, cleaned: dict) -> Registration:
        return Registration(run=about, level=cleaned["level"])

    def about_of(self, case: Registration) -> CourseRun:
        return case.run

    def form_context(self, about: CourseRun) -> dict:
        if left_out := about.get_deferred_fields():  # a form that was refused
            about.refresh_from_db(fields=left_out)
        titles, where = self._titles([about]), about.where
        course_title = titles.get(("course", about.course_id))
        return {
            "run": about,
            "seats": self._seats(about),
            "course_title": course_title or about.course.name,
            "place_title": titles.get(("place", where.pk)) or where.name,
        }

    def refusal_context(self, about: CourseRun) -> dict:
        others = [run for run in open_runs() if run.pk != about.pk]
        return {"choices": self._choices(others)}

    def _run_or_404(self, request, code: str) -> CourseRun:
        """Sending seldom leads to a page, and reads the run under its lock."""
        runs = CourseRun.objects.all()
        if request.method != "POST":
            runs = runs.with_facts()
        elif request.POST.get("step") == "send":
            runs = runs.only("code")
        return get_object_or_404(runs, code=code)

    def _seats(self, run: CourseRun) -> Seats:
        """Counted once a request, which is as long as this page lives."""
        known = self.__dict__.setdefault("_seats_by_run", {})
        if run.pk not in known:
            known[run.pk] = seats_of(run)
        return known[run.pk]

    def _choices(self, runs: list[CourseRun]) -> list[dict]:
        """Runs with the title of their course in this language and their seats."""
        titles, seats = self._titles(runs), seats_of_runs(runs)
        return [
            {
                "run": run,
                "title": titles[("course", run.course_id)],
                "place": titles.get(("place", run.where.pk)) or run.where.name,
                "seats": seats[run.pk],
                "url": self.address_of(run, None),
            }
            for run in runs
            if ("course", run.course_id) in titles
        ]

    def _titles(self, runs: list[CourseRun]) -> dict[tuple[str, int], str]:
        """Titles in this page's language, by `("course", pk)` and `("place", pk)`."""
        courses = CoursePage.objects.live().filter(
            locale_id=self.locale_id, course__in={run.course_id for run in runs}
        )
        places = PlacePage.objects.live().filter(
            locale_id=self.locale_id, place__in={run.where.pk for run in runs}
        )
        rows = (
            courses.order_by()
            .values_list(models.Value("course"), "course_id", "title")
            .union(
                places.order_by().values_list(
                    models.Value("place"), "place_id", "title"
                ),
                all=True,
            )
        )
        return {(kind, pk): title for kind, pk, title in rows}


def open_runs():
    """Runs that take registrations at this moment, the next one first."""
    now = timezone.now()
    return (
        CourseRun.objects.upcoming(now)
        .with_facts()
        .filter(
            is_cancelled=False,
            registration_opens_at__lte=now,
            registration_closes_at__gt=now,
        )
    )
