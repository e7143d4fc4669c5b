"""Pages of courses and events."""

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from events.calendar import lessons_of
from events.calendar_items import ItemWriter
from events.models.courses import Course, CourseRun
from events.models.events import Event
from events.structured_data import course_facts, event_facts
from home.calendar_files import calendar_file, calendar_response
from home.models import PageWithFactsManager, SitePage
from home.search.kinds import Kind
from home.search.texts import Part
from home.templatetags.display import date_range

DATES_BEFORE = 10


class CoursePageManager(PageWithFactsManager):
    facts = ("course",)


class CoursePage(RoutablePageMixin, SitePage):
    """The words about a course; each of its runs has an address below it."""

    objects = CoursePageManager()
    kind_to_search = Kind.COURSE

    course = models.ForeignKey(
        Course,
        verbose_name=_("course"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Runs, dates and seats come from here."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("course")]
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/course_page.html"
    leaflet_template = "events/leaflet_course.html"
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("course", overridable=False),
    ]

    class Meta:
        verbose_name = _("page of a course")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        # The page of a single run does not ask for them.
        runs = SimpleLazyObject(
            lambda: list(self.course.runs.upcoming(timezone.now()).with_facts())
        )
        url = request.build_absolute_uri(self.get_url(request))
        context["runs"] = runs
        context["facts"] = SimpleLazyObject(lambda: course_facts(self, runs, url))
        return context

    # First: a run could have this code, too.
    @path("calendar/", name="calendar_of_course")
    def calendar_of_course(self, request):
        """All runs that have not ended, to subscribe to."""
        writer = ItemWriter(request)
        runs = self.course.runs.upcoming(timezone.now()).with_facts()
        items = [
            item
            for run in runs.prefetch_related("lessons")
            for item in writer.of_run(run, self)
        ]
        return calendar_response(calendar_file(items, self.title), filename=self.slug)

    @path("<slug:code>/", name="run")
    def run(self, request, code):
        run = self._run_or_404(code)
        url = request.build_absolute_uri(self.get_url(request))
        return self.render(
            request,
            template="events/course_run.html",
            context_overrides={
                "run": run,
                "lessons": lessons_of(run),
                "facts": course_facts(self, [run], url),
                "now": timezone.now(),
            },
        )

    @path("<slug:code>/calendar/", name="calendar")
    def calendar(self, request, code):
        run = self._run_or_404(code)
        items = ItemWriter(request).of_run(run, self)
        return calendar_response(calendar_file(items, self.title), filename=run.code)

    @classmethod
    def addresses_below(cls) -> dict[int, list[str]]:
        """One address for each run that is not over."""
        codes: dict[int, list[str]] = {}
        for run in CourseRun.objects.upcoming(timezone.now()):
            codes.setdefault(run.course_id, []).append(f"{run.code}/")
        pages = cls.objects.live().select_related(None)
        return {
            pk: codes.get(course, [])
            for pk, course in pages.values_list("pk", "course_id")
        }

    def _run_or_404(self, code: str) -> CourseRun:
        runs = self.course.runs.with_facts().prefetch_related("lessons")
        run = runs.filter(code=code).first()
        if run is None:
            raise Http404
        return run

    def run_url(self, run: CourseRun, request=None) -> str:
        return self.get_url(request) + self.reverse_subpage("run", args=[run.code])

    def parts_to_search(self):
        """Each run that is still to be had, under its own address."""
        runs = self.course.runs.upcoming(timezone.now()).with_facts()
        for run in runs.filter(is_cancelled=False):
            dates = date_range(run.starts_on, run.ends_on)
            yield Part(
                Kind.RUN,
                f"{run.code}/",
                title=f"{self.title}, {dates}",
                facts=[run.code, run.get_level_display(), *run.place.address_lines],
                last_day=run.ends_on,
            )

    def address_in(self, translation: Page, request) -> str:
        address = super().address_in(translation, request)
        match = getattr(request, "routable_resolver_match", None)
        code = match.kwargs.get("code") if match else None
        return f"{address}{code}/" if code else address


class EventPageManager(PageWithFactsManager):
    facts = ("event__place__successor",)


class EventPage(RoutablePageMixin, SitePage):
    """The words about an event; its dates and its place are facts."""

    objects = EventPageManager()
    kind_to_search = Kind.EVENT

    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Dates, times and place come from here."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("event")]
    parent_page_types = ["events.EventsIndexPage"]
    subpage_types: list[str] = []
    template = "events/event_page.html"
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("event", overridable=False),
    ]

    class Meta:
        verbose_name = _("page of an event")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        now, dates = timezone.now(), self.event.dates.with_facts()
        coming = list(dates.coming(now))
        context["dates"] = coming
        context["place"] = coming[0].where if coming else self.event.where
        context["dates_before"] = list(dates.over(now)[:DATES_BEFORE])
        url = request.build_absolute_uri(self.get_url(request))
        context["facts"] = event_facts(self, coming, url)
        return context

    @path("calendar/", name="calendar")
    def calendar(self, request):
        dates = self.event.dates.with_facts()
        items = ItemWriter(request).of_dates(dates, self)
        return calendar_response(calendar_file(items, self.title), filename=self.slug)

    def facts_to_search(self):
        return self.event.where.address_lines

    def last_day_to_search(self):
        last = self.event.dates.order_by("ends_at").last()
        return timezone.localdate(last.ends_at) if last else None
