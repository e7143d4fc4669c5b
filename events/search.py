"""What the search says about courses and events, and when it reads them again."""

from collections.abc import Iterator

from django.utils import timezone

from events.models import Course, CoursePage, CourseRun, Event, EventPage
from home.search.following import follow
from services.models import Place


def pages_of_course(course: Course):
    return _keys(CoursePage.objects.filter(course=course.pk))


def pages_of_run(run: CourseRun):
    return _keys(CoursePage.objects.filter(course=run.course_id))


def pages_of_event(event: Event):
    return _keys(EventPage.objects.filter(event=event.pk))


def pages_at_place(place: Place) -> Iterator[int]:
    today = timezone.localdate()
    runs = CourseRun.objects.filter(place=place.pk, ends_on__gte=today)
    courses = CoursePage.objects.filter(course__in=runs.values("course"))
    events = EventPage.objects.filter(event__place=place.pk)
    yield from _keys(courses)
    yield from _keys(events)


def _keys(pages):
    return pages.order_by().values_list("pk", flat=True)


def register() -> None:
    follow(Course, pages_of_course)
    follow(CourseRun, pages_of_run)
    follow(Event, pages_of_event)
    follow(Place, pages_at_place)
