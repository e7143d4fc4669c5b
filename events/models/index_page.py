"""The page that lists what takes place, as a list, as a month and as calendar feeds."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from events.agenda import (
    agenda,
    entries_of_year,
    month_of_entries,
    pages_of_courses,
    years_in_archive,
)
from events.feeds import feed_items
from events.filters import AgendaForm, ArchiveForm
from home.calendar_files import calendar_file, calendar_response
from home.models import SitePage
from home.navigation import keep_in_other_languages
from services.periods import Period
from services.templatetags.places import pages_of_places


class EventsIndexPage(RoutablePageMixin, SitePage):
    """Courses and events that are still to come; those that are over by year."""

    subpage_types = ["events.CoursePage", "events.EventPage"]
    template = "events/events_index_page.html"

    class Meta:
        verbose_name = _("list of courses and events")

    @path("")
    def coming(self, request):
        courses, places = pages_of_courses(), pages_of_places()
        form = _form(request, places)
        filters = form.asked
        keep_in_other_languages(request, filters.address(month=filters.month))
        context = {
            "form": form,
            "filters": filters,
            "place_pages": places,
            "today": timezone.localdate(),
            "courses": [each for each in courses.values() if each.is_child_of(self)],
        }
        if filters.month:
            context["month"] = Period.month_of(filters.month)
            context["days"] = month_of_entries(filters, context["month"], courses)
        else:
            context["agenda"] = agenda(filters, timezone.now(), courses)
        return self.render(request, context_overrides=context)

    @path("calendar/", name="calendar")
    def calendar(self, request):
        """A feed of what the filters of the address leave."""
        filters = _form(request, pages_of_places()).asked
        items = feed_items(filters, timezone.now(), pages_of_courses(), request)
        return calendar_response(calendar_file(items, self.title), filename=self.slug)

    @path("archive/", name="archive")
    def archive(self, request):
        years = years_in_archive(timezone.now())
        return self._year(request, years, years[0] if years else None)

    @path("archive/<int:year>/", name="year")
    def year(self, request, year):
        years = years_in_archive(timezone.now())
        if year not in years:
            raise Http404
        return self._year(request, years, year)

    def _year(self, request, years: list[int], year: int | None):
        number = ArchiveForm(request.GET).number
        past = year and entries_of_year(year, timezone.now(), number)
        return self.render(
            request,
            template="events/archive.html",
            context_overrides={
                "years": years,
                "year": year,
                "agenda": past,
                "number": number,
                "place_pages": pages_of_places(),
            },
        )

    @classmethod
    def addresses_below(cls) -> dict[int, list[str]]:
        """The archive as a whole and by year."""
        years = years_in_archive(timezone.now())
        archive = ["archive/", *(f"archive/{year}/" for year in years)]
        return dict.fromkeys(cls.objects.live().values_list("pk", flat=True), archive)

    def address_in(self, translation: Page, request) -> str:
        address = super().address_in(translation, request)
        match = getattr(request, "routable_resolver_match", None)
        if match is None or match.url_name not in {"archive", "year"}:
            return address
        return address + self.reverse_subpage(match.url_name, kwargs=match.kwargs)


def _form(request, places: dict) -> AgendaForm:
    return AgendaForm(request.GET, {key: page.title for key, page in places.items()})
