"""Request forms as an editor makes them, in three languages, and their cases."""

from dataclasses import dataclass

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from forms_app.models import Intake, PlainRequest, RequestFormField, RequestFormPage
from tests.factories.cases import CaseFactory
from tests.factories.pages import CONSENT, LANGUAGES


@dataclass(frozen=True)
class Question:
    """`words` holds the label of each language, `choices` the labels by key."""

    key: str
    type: str = "singleline"
    required: bool = False
    shown_if: str = ""
    is_retired: bool = False
    choices: tuple[str, ...] = ()

    def row(self, page: RequestFormPage, order: int) -> RequestFormField:
        code = page.locale.language_code
        return RequestFormField(
            page=page,
            locale=page.locale,
            sort_order=order,
            clean_name=self.key,
            label=f"{self.key} {code}",
            field_type=self.type,
            required=self.required,
            shown_if=self.shown_if,
            is_retired=self.is_retired,
            choices="\n".join(f"{each} | {each} {code}" for each in self.choices),
        )


def make_request_forms(*questions: Question, **options) -> dict[str, RequestFormPage]:
    """Live pages `/xx/request/` below the home pages of a small site, by language."""
    intake = IntakeOfRequestsFactory()
    pages: dict[str, RequestFormPage] = {}
    rows: dict[str, RequestFormField] = {}
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
        for order, question in enumerate(questions):
            row = question.row(page, order)
            if question.key in rows:
                row.translation_key = rows[question.key].translation_key
            row.save()
            rows.setdefault(question.key, row)
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
