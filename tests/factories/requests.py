"""Request forms as an editor makes them, in three languages, and their cases."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from forms_app.models import Intake, PlainRequest, RequestFormPage
from tests.factories.cases import CaseFactory
from tests.factories.pages import CONSENT, LANGUAGES
from tests.factories.questions import Question


def make_request_forms(*questions: Question, **options) -> dict[str, RequestFormPage]:
    """Live pages `/xx/request/` below the home pages of a small site, by language."""
    intake = IntakeOfRequestsFactory()
    pages: dict[str, RequestFormPage] = {}
    for question in questions:
        question.ask(intake)
    for code in LANGUAGES:
        home = Page.objects.get(depth=2, locale__language_code=code)
        page = RequestFormPage(
            title=f"Request {code}",
            slug="request",
            locale=home.locale,
            intake=intake,
            consent_text=CONSENT[code],
            **options,
        )
        if pages:
            page.translation_key = pages[LANGUAGES[0]].translation_key
        pages[code] = home.add_child(instance=page)
    return pages


class IntakeOfRequestsFactory(DjangoModelFactory):
    class Meta:
        model = Intake
        django_get_or_create = ("name",)

    name = "Requests"


class PlainRequestFactory(CaseFactory):
    """A stored request in any state, without the steps that lead there."""

    class Meta:
        model = PlainRequest

    intake = factory.SubFactory(IntakeOfRequestsFactory)
    state = "received"
    state_since = factory.LazyFunction(timezone.now)
    language = "en"
    full_name = factory.Sequence(lambda n: f"Example Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
