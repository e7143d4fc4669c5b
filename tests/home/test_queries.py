"""No public page asks the database more often because it shows more."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from events.models import Course, CoursePage, EventPage, Lesson
from home.models import StandardPage
from services.models import (
    Closure,
    OpeningHours,
    PlacePage,
    PlacesIndexPage,
    ServicePage,
    ServicesIndexPage,
)
from tests.factories import (
    CourseFactory,
    CourseRunFactory,
    EventDateFactory,
    PlaceFactory,
    RegistrationFactory,
    ask,
    make_small_site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

AT_MOST = 12


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def english(website):
    """The English home page."""
    return website.forms["en"].get_parent().specific


def add(parent, page):
    page.locale = parent.locale
    parent.add_child(instance=page)
    return page


def child(parent, model):
    return model.objects.child_of(parent).get()


def add_sections(website, home, number):
    for each in range(number):
        section = StandardPage(title=f"Section {each}", show_in_menus=True)
        add(home, section)
    return "/en/"


def add_services(website, home, number):
    index = ServicesIndexPage.objects.child_of(home).first()
    if index is None:
        index = add(home, ServicesIndexPage(title="Services", show_in_menus=True))
    for each in range(number):
        add(index, ServicePage(title=f"Service {each}", introduction="Example"))
    return "/en/services/"


def add_services_beside_one(website, home, number):
    add_services(website, home, number)
    return "/en/services/service-0/"


def add_hours(place, days=7):
    for weekday in range(days):
        for opens in (9, 13):
            OpeningHours.objects.create(
                place=place, weekday=weekday, opens=time(opens), closes=time(opens + 3)
            )


def add_closures(place, number):
    today = timezone.localdate()
    for each in range(number):
        day = today + timedelta(days=each)
        Closure.objects.create(place=place, first_day=day, last_day=day)


def add_places(website, home, number):
    index = child(home, PlacesIndexPage)
    for each in range(number):
        place = PlaceFactory(phone="777 123 456", email="place@example.org")
        add_hours(place)
        add_closures(place, 2)
        add(index, PlacePage(title=f"Place {each}", place=place))
    return "/en/places/"


def add_closures_of_a_place(website, home, number):
    website.place.opening_hours.all().delete()
    add_hours(website.place)
    add_closures(website.place, number)
    return "/en/places/branch/"


def add_what_is_on_at_a_place(website, home, number):
    index = website.courses["en"].get_parent()
    for _ in range(number):
        CourseRunFactory(course=website.course, place=website.place)
        event = EventDateFactory(event__place=website.place).event
        add(index, EventPage(title=f"Here {event.pk}", event=event))
    return "/en/places/branch/"


def add_courses_and_events(website, home, number):
    index = website.courses["en"].get_parent()
    for each in range(number):
        add(index, CoursePage(title=f"Course {each}", course=CourseFactory()))
        add(index, EventPage(title=f"Event {each}", event=EventDateFactory().event))
    return "/en/courses/"


def add_events_beside_one(website, home, number):
    add_courses_and_events(website, home, number)
    return "/en/courses/event-0/"


def add_runs(website, home, number):
    runs = [
        CourseRunFactory(course=website.course, place=PlaceFactory())
        for _ in range(number)
    ]
    for run in runs:
        RegistrationFactory(run=run, state="confirmed")
    return "/en/courses/czech/"


def add_runs_of_many_courses(website, home, number):
    add_runs(website, home, number)
    index = website.courses["en"].get_parent()
    for run in CourseRunFactory.create_batch(number):
        add(index, CoursePage(title=run.course.name, course=run.course))
    return "/en/registration/"


def add_lessons(website, home, number):
    run = website.course.runs.first()
    run = run or CourseRunFactory(course=website.course, place=website.place)
    for each in range(number):
        begin = timezone.now() + timedelta(days=30 + each)
        Lesson.objects.create(
            run=run, starts_at=begin, ends_at=begin + timedelta(hours=2)
        )
    return f"/en/courses/czech/{run.code}/"


def add_lessons_of_the_calendar(website, home, number):
    return f"{add_lessons(website, home, number)}calendar/"


def add_questions(website, home, number):
    run = website.course.runs.first()
    run = run or CourseRunFactory(course=website.course, place=website.place)
    choices = {code: {"yes": "Yes", "no": "No"} for code in ("cs", "en")}
    asked = website.intake.questions.count()
    for each in range(asked, asked + number):
        labels = {"cs": "A question", "en": "A question"}
        ask(website.intake, f"q_{each}", "radio", labels, choices)
    return website.form_address(run)


def add_nothing_to_a_text(website, home, number):
    if not StandardPage.objects.exists():
        add(home, StandardPage(title="About us", introduction="Example"))
    add_sections(website, home, number)
    return "/en/about-us/"


PAGES = {
    "home": add_sections,
    "text": add_nothing_to_a_text,
    "services": add_services,
    "service": add_services_beside_one,
    "places": add_places,
    "place": add_closures_of_a_place,
    "what is on at a place": add_what_is_on_at_a_place,
    "events": add_courses_and_events,
    "event": add_events_beside_one,
    "course": add_runs,
    "run": add_lessons,
    "calendar": add_lessons_of_the_calendar,
    "choice of a run": add_runs_of_many_courses,
    "form": add_questions,
}


@pytest.fixture
def queries(client, django_assert_max_num_queries):
    """How many queries a page makes once the process has warmed up."""

    def count(url):
        client.get(url)
        with django_assert_max_num_queries(1000) as captured:
            response = client.get(url)
        assert response.status_code == 200
        return len(captured)

    return count


@pytest.mark.parametrize("name", PAGES)
def test_page_makes_few_queries_however_much_it_shows(website, english, queries, name):
    with_one, with_thirty = (
        queries(PAGES[name](website, english, more)) for more in (1, 29)
    )
    assert with_thirty == with_one
    assert with_one <= AT_MOST


def test_page_that_does_not_exist_makes_few_queries(
    client, website, django_assert_max_num_queries
):
    url = "/en/courses/czech/nothing/here/"
    client.get(url)
    with django_assert_max_num_queries(AT_MOST):
        assert client.get(url).status_code == 404


def test_courses_of_the_page_are_those_that_were_added(client, website, english):
    """The control of the counts above: the items are really on the pages."""
    add_courses_and_events(website, english, 3)
    page = client.get("/en/courses/").content.decode()
    names = ["Course 0", "Course 1", "Course 2", "Event 0", "Event 1", "Event 2"]
    assert [name for name in names if name in page] == names
    assert Course.objects.count() == 4
