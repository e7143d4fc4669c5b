"""A small website: one course with a form, in three languages."""

from copy import deepcopy
from dataclasses import dataclass, field

from wagtail.models import Locale, Page, Site

from events.models import Course, CoursePage, EventsIndexPage
from forms_app.models import Intake, RegistrationFormPage
from home.models import HomePage
from services.models import Place, PlacePage, PlacesIndexPage
from tests.factories.questions import ask
from tests.factories.records import CourseFactory, IntakeFactory, PlaceFactory

LANGUAGES = ("cs", "en", "ar")
CHOICES = {
    "cs": {"friend": "Od kamaráda", "web": "Z internetu"},
    "en": {"friend": "From a friend", "web": "From the internet"},
    "ar": {"friend": "من صديق", "web": "من الإنترنت"},
}
QUESTION = {
    "cs": "Jak jste se o nás dozvěděli?",
    "en": "How did you hear of us?",
    "ar": "كيف سمعت عنا؟",
}
CONSENT = {
    "cs": "Souhlasím, že mé údaje použijete pro tento kurz.",
    "en": "I agree that you use my data for this course.",
    "ar": "أوافق على استخدام بياناتي لهذه الدورة.",
}
# The key of the question: the same in every language, and no word of any.
QUESTION_KEY = "q_0a1b2c3d"


@dataclass
class SmallSite:
    course: Course
    place: Place
    intake: Intake
    forms: dict[str, RegistrationFormPage] = field(default_factory=dict)
    courses: dict[str, CoursePage] = field(default_factory=dict)

    def form_address(self, run, language: str = "en") -> str:
        return f"/{language}/registration/{run.code}/"


@dataclass
class Prepared:
    """The small site that stands in the database already; `tests/worlds.py` sets it."""

    site: SmallSite | None = None


PREPARED = Prepared()


def make_small_site() -> SmallSite:
    """Live pages in Czech, English and Arabic; `/xx/registration/` is the form.

    Tests that are marked `small_site` have it from the beginning: they get a copy.
    """
    return deepcopy(PREPARED.site) or _make_small_site()


def _make_small_site() -> SmallSite:
    site = SmallSite(CourseFactory(), PlaceFactory(), IntakeFactory())
    root = Page.get_first_root_node()
    # The page that Wagtail's first migration makes would answer for a language.
    root.get_children().delete()
    ask(site.intake, QUESTION_KEY, "radio", QUESTION, CHOICES)
    originals: dict[str, Page] = {}
    for code in LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        _make_language(site, Page.get_first_root_node(), locale, originals)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", root_page=originals["home"], is_default_site=True
    )
    return site


def _make_language(site: SmallSite, root: Page, locale: Locale, originals: dict):
    code = locale.language_code

    def add(parent, name, page):
        page.locale = locale
        if name in originals:
            page.translation_key = originals[name].translation_key
        parent.add_child(instance=page)
        return originals.setdefault(name, page) and page

    home = add(root, "home", HomePage(title=f"Home {code}", slug=f"home-{code}"))
    places = add(
        home,
        "places",
        PlacesIndexPage(title=f"Places {code}", slug="places", show_in_menus=True),
    )
    add(
        places,
        "place",
        PlacePage(title=f"Branch {code}", slug="branch", place=site.place),
    )
    index = add(
        home,
        "events",
        EventsIndexPage(title=f"Courses {code}", slug="courses", show_in_menus=True),
    )
    site.courses[code] = add(
        index,
        "course",
        CoursePage(title=f"Czech {code}", slug="czech", course=site.course),
    )
    site.forms[code] = add(
        home,
        "form",
        RegistrationFormPage(
            title=f"Registration {code}",
            slug="registration",
            intake=site.intake,
            consent_text=CONSENT[code],
        ),
    )
