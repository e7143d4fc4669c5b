"""Staff who chose Czech read Czech: no page of theirs asks for a word that has none."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext, trans_real
from wagtail.models import Locale, Page, Workflow, get_page_models
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import HomePage
from services.models import PlacePage, ServicesIndexPage
from tests.factories import (
    PlainRequestFactory,
    RegistrationFactory,
    RoomRequestFactory,
    VolunteerApplicationFactory,
    make_small_site,
)

pytestmark = [
    pytest.mark.django_db,
    # Words are the same on every database.
    pytest.mark.grid,
]

# fmt: off
STAFF_PAGES = [
    *(f"wagtailadmin_{name}" for name in (
        "home", "explore_root", "account", "pages:search", "choose_page",
        "choose_page_external_link", "choose_page_email_link",
        "choose_page_phone_link", "choose_page_anchor_link", "workflows:index",
        "workflows:task_index", "collections:index",
        *(f"reports:{report}" for report in (
            "workflow", "workflow_tasks", "site_history", "aging_pages",
            "locked_pages", "page_types_usage",
        )),
    )),
    "translations", "pages_to_check", "what_to_mend", "broken_links",
    "failed_searches", "usefulness", "inbox_alerts", "places:holidays",
    "health",
    "wagtailimages:index", "wagtailimages:add", "wagtailimages:add_multiple",
    "wagtailimages_chooser:choose", "wagtaildocs:index", "wagtaildocs:add",
    "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose",
    "wagtailredirects:index", "wagtailredirects:add", "wagtailusers_users:index",
    "exports:index",
]
LISTS = [
    "places", "rooms", "house-rules", "counselling", "eligibility-rules",
    "course-runs", "courses", "public-events", "event-dates", "intakes",
    "reply_templates", "alerts_of_the_site", "synonyms",
]
OF_A_PAGE = [
    "edit", "delete", "unpublish", "move", "copy", "history", "usage",
    "workflow_history", "add_subpage", "set_privacy",
]
OF_A_CASE = ["case", "slip", "assign", "reply"]
CASES = {
    "registrations": RegistrationFactory,
    "room-requests": RoomRequestFactory,
    "requests": PlainRequestFactory,
    "volunteer_applications": VolunteerApplicationFactory,
}
# fmt: on
# A filter names its way to compare; nobody sees it.
SHOWN_TO_NOBODY = {"exact"}


class Listener:
    """Hears what is asked of the Czech catalogue and notes what is not in it."""

    def __init__(self, monkeypatch):
        self.missing: set[str] = set()
        for name, key_of in (
            ("gettext", lambda message: message),
            ("ngettext", lambda singular, plural, number: singular),
            ("pgettext", lambda context, message: f"{context}\x04{message}"),
            (
                "npgettext",
                lambda context, singular, plural, number: f"{context}\x04{singular}",
            ),
        ):
            answer = getattr(translation._trans, name)
            monkeypatch.setattr(
                translation._trans, name, self._listening(answer, key_of)
            )

    def _listening(self, answer, key_of):
        def ask(*words):
            self._note(str(key_of(*words)))
            return answer(*words)

        return ask

    def _note(self, key: str) -> None:
        words = key.rpartition("\x04")[2]
        if translation.get_language() != "cs" or not any(map(str.isalpha, words)):
            return
        catalogue = trans_real.translation("cs")._catalog
        if catalogue.get(key) is None and catalogue.get((key, 0)) is None:
            self.missing.add(words)


@pytest.fixture
def listener(monkeypatch):
    return Listener(monkeypatch)


@pytest.fixture
def desk(client):
    """Somebody who may see everything, in Czech."""
    user = get_user_model().objects.create_superuser("vedouci")
    UserProfile.objects.create(user=user, preferred_language="cs")
    client.force_login(user)
    return client


def of_lists():
    for name in LISTS:
        yield reverse(f"{name}:index")
        if name != "event-dates":  # they are planned with their event
            yield reverse(f"{name}:add")


@pytest.fixture
def site():
    """A page of each kind has somewhere to stand; one of them is being translated."""
    make_small_site()
    call_command("roles", verbosity=0)
    home = HomePage.objects.get(locale__language_code="cs")
    home.add_child(instance=ServicesIndexPage(title="Služby", slug="sluzby"))
    place = PlacePage.objects.get(locale__language_code="cs")
    source, _created = TranslationSource.update_or_create_from_instance(place)
    Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    return home


def of_pages(home):
    page = PlacePage.objects.get(locale__language_code="cs")
    yield reverse("wagtailadmin_explore", args=[home.pk])
    for name in OF_A_PAGE:
        yield reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    yield reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    translated = page.get_translations().get(locale__language_code="en")
    yield reverse("wagtailadmin_pages:edit", args=[translated.pk])
    for model in get_page_models():
        if parent := parent_for(model, home):
            label, name = model._meta.app_label, model._meta.model_name
            yield reverse("wagtailadmin_pages:add", args=[label, name, parent.pk])


def parent_for(model: type[Page], home: HomePage) -> Page | None:
    pages = Page.objects.descendant_of(home, inclusive=True).specific()
    return next((each for each in pages if model.can_create_at(each)), None)


def of_workflows():
    workflow = Workflow.objects.get(active=True)
    yield reverse("wagtailadmin_workflows:edit", args=[workflow.pk])
    yield reverse("wagtailadmin_workflows:edit_task", args=[workflow.tasks.get().pk])


def of_inboxes():
    for inbox, make in CASES.items():
        case = make()
        yield from (
            reverse(f"{inbox}:{each}") for each in ("index", "quarantine", "export")
        )
        yield from (reverse(f"{inbox}:{each}", args=[case.pk]) for each in OF_A_CASE)
        yield reverse(f"{inbox}:step", args=[case.pk, "withdraw"])


def test_every_word_that_staff_read_has_its_czech(site, desk, listener):
    addresses = [
        *map(reverse, STAFF_PAGES),
        *of_lists(),
        *of_pages(site),
        *of_workflows(),
        *of_inboxes(),
    ]
    refused, untranslated = {}, {}
    for address in addresses:
        answer = desk.get(address)
        if answer.status_code != 200:
            refused[address] = answer.status_code
        for words in listener.missing - SHOWN_TO_NOBODY - untranslated.keys():
            untranslated[words] = address
    assert (refused, untranslated) == ({}, {})


def test_a_word_without_czech_is_heard(listener):
    with translation.override("cs"):
        gettext("Page")
        gettext("A word that nobody translated")
        ngettext("%(num_pages)d page has been moved", "pages", 3)
        ngettext("One that nobody counted", "Many", 3)
        pgettext("in a context that is not there", "Page")
    with translation.override("en"):
        gettext("Another word that nobody translated")
    assert listener.missing == {
        "A word that nobody translated",
        "One that nobody counted",
        "Page",
    }


def test_day_of_a_translation_is_in_digits():
    """The library would say "Ručně přeloženo 3 February 2027"."""
    translated = StringTranslation(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        updated_at=datetime(2027, 2, 3, 12, tzinfo=UTC),
    )
    with translation.override("cs"):
        comment = str(translated.get_comment())
    assert "2027-02-03" in comment
    assert "February" not in comment
