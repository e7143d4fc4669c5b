"""What stands in the admin while the pictures of the guide are taken.

The words are Czech, as those of the pages are; the people are invented.
"""

from dataclasses import dataclass

from wagtail.models import Page

from events.models import CourseRun, Event, EventsIndexPage
from forms_app.models import (
    Intake,
    Registration,
    RequestFormPage,
    RoomRequest,
    VolunteerApplication,
)
from forms_app.moderation import make_moderation
from home.models import HomePage, StandardPage
from home.search.failures import FailedSearch
from services.models import Place, Room
from tests.browser.guide.cases_on_stage import (
    make_registrations,
    make_reply,
    make_series,
    make_somebody_to_call,
)
from tests.browser.guide.facts_on_stage import make_event, make_run
from tests.browser.guide.pages_on_stage import (
    make_about,
    make_form,
    make_frame,
    make_submitted,
    name_pages,
)
from tests.factories import (
    RegistrationFactory,
    RoomRequestFactory,
    VolunteerApplicationFactory,
    make_room_site,
    make_staff,
)
from tests.factories.rooms import in_days

STAFF = {
    "editor": "Editors",
    "author": "Authors",
    "courses": "Course coordinators",
    "colleague": "Course coordinators",
    "rooms": "Room coordinators",
    "volunteers": "Volunteer coordinators",
}


@dataclass
class Stage:
    place: Place
    room: Room
    run: CourseRun
    event: Event
    intake: Intake
    events: Page
    about: StandardPage
    submitted: StandardPage
    form: RequestFormPage
    case: Registration
    moved: Registration
    without_mail: Registration
    held: Registration
    room_request: RoomRequest
    lendings: list[RoomRequest]
    volunteer: VolunteerApplication
    later_volunteers: list[VolunteerApplication]


def set_stage(language: str) -> Stage:
    """`language` is the one in which the staff have their admin."""
    site = make_room_site()
    make_moderation()
    people = _make_everybody(language)
    _name_place(site.room)
    name_pages()
    home = HomePage.objects.get(locale__language_code="cs")
    run = make_run(site.room.place)
    cases = make_registrations(run, people["courses"])
    make_reply()
    _make_failed_search()
    form, place, about = make_form(home), site.room.place, make_about(home)
    make_frame(about)
    return Stage(
        place=place,
        room=site.room,
        run=run,
        event=make_event(place),
        intake=form.intake,
        events=EventsIndexPage.objects.get(locale=home.locale),
        about=about,
        submitted=make_submitted(home, people["author"]),
        form=form,
        case=cases[0],
        moved=cases[1],
        without_mail=make_somebody_to_call(run),
        held=RegistrationFactory(
            run=run, full_name="Example Person E", is_quarantined=True
        ),
        room_request=make_series(site.room),
        lendings=[
            RoomRequestFactory(room=site.room, state=state, first_day=in_days(days))
            for state, days in (("confirmed", 16), ("used", 17))
        ],
        volunteer=VolunteerApplicationFactory(full_name="Example Person J"),
        later_volunteers=[
            VolunteerApplicationFactory(state=state)
            for state in ("interview_booked", "interviewed", "course_booked", "trained")
        ],
    )


def _make_everybody(language: str) -> dict:
    people = {}
    for name, role in STAFF.items():
        people[name] = person = make_staff(name, role, language=language)
        person.first_name, person.last_name = "Example", name.capitalize()
        person.email = f"{name}@example.org"
        person.save()
    return people


def _name_place(room: Room) -> None:
    room.place.name, room.place.street = "Pobočka Praha 14", "Ukázková 1"
    room.place.save()
    room.name, room.code = "Sál", "praha-14-sal"
    room.save()


def _make_failed_search() -> None:
    FailedSearch.objects.create(
        digest="x",
        words="řidičský průkaz",
        language="cs",
        count=7,
        first_day=in_days(-20),
        last_day=in_days(-1),
    )
