"""Volunteer applications, and a website with their form."""

from datetime import datetime, timedelta

import factory
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from forms_app.models import VolunteerApplication, VolunteerFormPage
from home.models import HomePage
from tests.factories.cases import CaseFactory
from tests.factories.questions import ask
from tests.factories.records import IntakeFactory

CONSENT = {
    "cs": "Souhlasím, že mé údaje použijete pro dobrovolnictví.",
    "en": "I agree that you use my data for volunteering.",
    "ar": "أوافق على استخدام بياناتي للتطوع.",
}
QUESTION = {"cs": "Od kdy?", "en": "From when?", "ar": "منذ متى؟"}
QUESTION_KEY = "q_5e6f7a8b"


def in_days(days: int) -> datetime:
    """So many days from now, at a full minute, as people write times."""
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)


class VolunteerApplicationFactory(CaseFactory):
    """A stored case in any state, with the dates that its state needs."""

    class Meta:
        model = VolunteerApplication

    intake = factory.SubFactory(IntakeFactory, name="Volunteers")
    state = "applied"
    state_since = factory.LazyFunction(timezone.now)
    language = "en"
    full_name = factory.Sequence(lambda n: f"Example Volunteer {n}")
    email = factory.Sequence(lambda n: f"volunteer{n}@example.org")
    is_adult = True
    region = "prague"
    spoken = factory.LazyFunction(lambda: ["cs", "en"])
    availability = factory.LazyFunction(lambda: ["0-morning", "0-evening", "2-evening"])
    interests = factory.LazyFunction(lambda: ["talk"])
    motivation = "I would like to help."

    @factory.lazy_attribute
    def offered_times(self):
        return [in_days(7), in_days(8)] if self.state == "interview_offered" else []

    @factory.lazy_attribute
    def interview_at(self):
        return in_days(-1) if self.state == "interview_booked" else None

    @factory.lazy_attribute
    def interview_where(self):
        return "Example street 1" if self.state.startswith("interview_") else ""

    @factory.lazy_attribute
    def course_at(self):
        return in_days(-1) if self.state == "course_booked" else None

    @factory.lazy_attribute
    def insured_from(self):
        return timezone.localdate() if self.state == "ready" else None


def make_volunteer_site() -> dict[str, VolunteerFormPage]:
    """`/xx/volunteer/` is the form, in Czech, English and Arabic."""
    root = Page.get_first_root_node()
    root.get_children().delete()
    intake = IntakeFactory(name="Volunteers")
    ask(intake, QUESTION_KEY, "singleline", QUESTION)
    forms: dict[str, VolunteerFormPage] = {}
    for code in CONSENT:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        home = HomePage(title=f"Home {code}", slug=f"home-{code}", locale=locale)
        form = VolunteerFormPage(
            title=f"Volunteer {code}",
            slug="volunteer",
            locale=locale,
            intake=intake,
            consent_text=CONSENT[code],
        )
        if forms:
            form.translation_key = forms["cs"].translation_key
            home.translation_key = forms["cs"].get_parent().translation_key
        Page.get_first_root_node().add_child(instance=home)
        home.add_child(instance=form)
        forms[code] = form
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost",
        root_page=forms["cs"].get_parent(),
        is_default_site=True,
    )
    return forms
