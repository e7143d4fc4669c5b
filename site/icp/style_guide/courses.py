"""Events and courses, their dates and what a reader can do about them."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.agenda import Agenda, Entry
from events.filters import AgendaForm
from events.models import (
    Course,
    CoursePage,
    CourseRun,
    Event,
    EventDate,
    EventPage,
    EventsIndexPage,
    Lesson,
)
from forms_app.registrations.seats import Seats
from icp.style_guide.moments import A_WEEK, TODAY, TWO_HOURS, at
from icp.style_guide.pages import NOWHERE, example_page, page_of_the_place
from icp.style_guide.places import example_place
from icp.style_guide.specimen import Group, Specimen
from services.periods import Period

FREE = Seats(capacity=12, seated=5, waiting=0, waiting_list_size=10)
FULL = Seats(capacity=12, seated=12, waiting=4, waiting_list_size=10)


def example_event() -> Event:
    return Event(
        name="Example",
        place=example_place(),
        languages=["cs", "ar"],
        needs_registration=True,
    )


def dates_of(event: Event) -> list[EventDate]:
    """As planned, moved, cancelled."""
    first, second, third = (at(TODAY + each * A_WEEK, 18) for each in (1, 2, 3))
    return [
        EventDate(event=event, starts_at=first, ends_at=first + TWO_HOURS),
        EventDate(
            event=event,
            starts_at=second,
            ends_at=second + TWO_HOURS,
            moved_from=second - timedelta(days=1),
        ),
        EventDate(
            event=event,
            starts_at=third,
            ends_at=third + TWO_HOURS,
            is_cancelled=True,
        ),
    ]


def example_run(**values) -> CourseRun:
    begin = TODAY + A_WEEK
    return CourseRun(
        course=Course(name="Example", hours=100),
        code="example",
        place=example_place(),
        level=CourseRun.Level.A1,
        teaching_language="cs-en",
        starts_on=begin,
        ends_on=begin + 12 * A_WEEK,
        capacity=FREE.capacity,
        deposit=500,
        registration_opens_at=at(TODAY - A_WEEK, 9),
        registration_closes_at=at(TODAY, 20),
        **values,
    )


def events_and_courses() -> Group:
    page = example_page(EventPage, pgettext("kind of an event", "culture"))
    page.event = example_event()
    entries = [Entry(each, page) for each in dates_of(page.event)]
    entries.append(Entry(example_run(), example_page(CoursePage, _("Czech"))))
    pages = {NOWHERE: page_of_the_place()}
    specimens = [*_lists(entries, pages), *_month(entries, pages), *_event(page, pages)]
    return Group(_("Events and courses"), specimens)


def _lists(entries: list[Entry], pages: dict) -> list[Specimen]:
    titles = {key: page.title for key, page in pages.items()}
    form = AgendaForm({"kind": "culture", "since": "?"}, titles)
    form.auto_id = "agenda-%s"
    known = {"filters": form.asked, "place_pages": pages}
    found = {**known, "agenda": Agenda(entries, True), "number": 2}
    feeds = {**known, "page": example_page(EventsIndexPage, "")}
    return [
        Specimen("agenda_filters", {**known, "form": form}),
        Specimen("agenda_list", found, parts=("agenda_entry", "date_state")),
        Specimen("agenda_pages", found),
        Specimen("place_agenda", {"entries": entries, "url": reverse("style_guide")}),
        Specimen("feeds", feeds),
    ]


def _month(entries: list[Entry], pages: dict) -> list[Specimen]:
    month = Period.month_of(TODAY)
    in_march = [each for each in entries if each.first_day <= month.last_day]
    days = {each.first_day: [each] for each in in_march}
    look = {"month": month, "days": days, "today": TODAY, "place_pages": pages}
    return [
        Specimen("agenda_views", {"month": month}),
        Specimen("agenda_month", look, parts=("agenda_month_entry",)),
    ]


def _event(page: EventPage, pages: dict) -> list[Specimen]:
    dates = dates_of(page.event)
    look = {
        "page": page,
        "place": page.event.place,
        "dates": dates,
        "dates_before": dates[:1],
        "place_pages": pages,
    }
    return [
        Specimen("event_when", look, parts=("event_dates",)),
        Specimen("event_facts", {"event": page.event}),
    ]


def registration() -> Group:
    run, url = example_run(), reverse("style_guide")
    states = ("open", "waiting_list", "full", "not_yet", "closed", "cancelled")
    known = {
        "run": run,
        "state": "open",
        "seats": FREE,
        "place_page": page_of_the_place(),
        "url": url,
        "register_url": url,
        "other_dates_url": url,
    }
    waiting = {**known, "state": "waiting_list", "seats": FULL}
    return Group(
        _("Registration"),
        [
            Specimen("run_state", *({**known, "state": each} for each in states)),
            Specimen("run_card", known, list_class="cards"),
            Specimen("run_facts", known),
            Specimen("registration_action", known),
            Specimen("registration_button", waiting, {**known, "register_url": ""}),
            Specimen("lessons", {"lessons": _lessons(run), "calendar_url": url}),
        ],
    )


def _lessons(run: CourseRun) -> list[Lesson]:
    begins = [at(TODAY + each * A_WEEK, 18) for each in (1, 2)]
    return [
        Lesson(run=run, starts_at=each, ends_at=each + TWO_HOURS, is_cancelled=not rank)
        for rank, each in enumerate(begins)
    ]
