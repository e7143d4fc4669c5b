"""A small site on which each public template of the website is found once."""

from datetime import date

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from events.models import CoursePage, EventPage
from forms_app.models import VolunteerFormPage
from home.models import HomePage, StandardPage
from services.models import (
    CounsellingBoardPage,
    CounsellingSlot,
    EligibilityPage,
    EligibilityRule,
    EligibilityRules,
    ServicePage,
    ServicesIndexPage,
)
from services.models.eligibility import Outcome
from tests.factories import (
    CourseRunFactory,
    EventDateFactory,
    IntakeFactory,
    make_room_site,
)
from tests.factories.frames import czech, funders, links, publish_frame, text, words
from tests.factories.requests import make_request_forms

BODY = [
    ("heading", "Heading"),
    ("text", "<p>Words</p><ul><li>One</li></ul>"),
]
# What these addresses show is that there is nothing.
NOT_THERE = ["no-such-page/", "case/"]


def make_every_template() -> list[str]:
    """The addresses, without the prefix of a language."""
    rooms = make_room_site()
    place = rooms.room.place
    course = CoursePage.objects.first().course
    run = CourseRunFactory(course=course, place=place)
    date_of_event = EventDateFactory()
    CounsellingSlot.objects.create(
        place=place,
        topic="social",
        weekday=2,
        begins="09:00",
        ends="12:00",
        languages=["cs", "ar"],
    )
    rules = EligibilityRules.objects.create(valid_from=date(2012, 4, 1))
    EligibilityRule.objects.create(rules=rules, sort_order=1, answer="eu", outcome="eu")
    make_request_forms()
    for home in HomePage.objects.all():
        _add_pages(home, date_of_event.event)
    _make_footer()
    return [
        "",
        "services/",
        "services/advice/",
        "services/board/",
        "services/for-me/",
        "standard/",
        "places/",
        "places/branch/",
        "places/branch/room/",
        "places/branch/room/?month=2027-02",
        "places/branch/rules/",
        "courses/",
        "courses/?month=2027-02",
        "courses/archive/",
        "courses/czech/",
        f"courses/czech/{run.code}/",
        "courses/walk/",
        "leaflet/places/branch/",
        "search/?q=branch",
        "search/?q=nothing-like-it",
        "offline/",
        "registration/",
        f"registration/{run.code}/",
        "room-request/",
        f"room-request/{rooms.room.code}/",
        "request/",
        "volunteer/",
        "case/lost-link/",
        "case/lost-link/asked/",
        "case/left/",
        *NOT_THERE,
    ]


def _make_footer() -> None:
    """Words that some readers have and some have not; a logo on the home page."""
    logo = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    city = {"name": words(cs="Praha", en="Prague"), "logo": logo.pk, "share": 25}
    city["sentence"] = words(cs="Platí to město.")
    fund = {"name": words(cs="Fond", ar="صندوق"), "address": "https://example.org/"}
    pages = [czech("places"), czech("branch")]
    publish_frame(
        text(words(cs="Kdo jsme", en="Who we are"), words(cs="Jsme tu.\n\nPro vás.")),
        links(*pages, (words(cs="Jinde", ar="هناك"), "https://example.org/")),
        funders(city, fund),
        menu=pages,
    )


def _add_pages(home: HomePage, event) -> None:
    code = home.locale.language_code

    def add(parent: Page, page: Page) -> Page:
        page.locale = home.locale
        return parent.add_child(instance=page)

    services = add(home, ServicesIndexPage(title=f"Services {code}", slug="services"))
    add(services, ServicePage(title=f"Advice {code}", slug="advice", body=BODY))
    add(services, CounsellingBoardPage(title=f"Board {code}", slug="board"))
    words = {each.value: f"<p>{each.value} {code}</p>" for each in Outcome}
    add(services, EligibilityPage(title=f"For me {code}", slug="for-me", **words))
    add(home, StandardPage(title=f"About {code}", slug="standard", body=BODY))
    add(
        home,
        VolunteerFormPage(
            title=f"Volunteer {code}",
            slug="volunteer",
            intake=IntakeFactory(name=f"Volunteers {code}"),
            consent_text=f"Consent {code}",
        ),
    )
    index = home.get_children().get(slug="courses")
    add(index, EventPage(title=f"Walk {code}", slug="walk", event=event))
